"""The statements of someone's own: those that files have and the strategy's form has not."""

from __future__ import annotations

from sqlalchemy import func, select

from gnv.store.blanking import is_blanked
from gnv.store.engine import Store
from gnv.store.tables import ANSWER, SUBMISSION
from gnv.strategy import Strategy


def own_statements(store: Store, upload: int, strategy: Strategy) -> tuple[str, ...]:
    """Return the statements of their own in an upload, in the file's order, but those that are blanked.

    Raises:
        ProblemError: where the database cannot be read.
    """
    known = {"", *(statement for goal in strategy.goals for statement in goal.statements)}
    query = (
        select(ANSWER.c.statement)
        .join(SUBMISSION)
        .where(SUBMISSION.c.upload_id == upload)
        .group_by(ANSWER.c.statement)
        .order_by(func.min(ANSWER.c.id))
    )
    with store.read() as connection:
        found = connection.scalars(query).all()
    return tuple(each for each in found if each not in known and not is_blanked(each))
