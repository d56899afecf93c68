"""Two people have changed the same activity: what of each goes on, and what they must choose between."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from gnv.activities.columns import SAID
from gnv.activities.form import Activity
from gnv.tabular.columns import Column


@dataclass(frozen=True)
class Merged:
    """A person's form, held against what someone else has let stand since they opened it.

    Attributes:
        form: theirs, with what only the other one has changed.
        taken: the fields in which that is so.
        disputed: the fields that both have changed, in different ways; the person's own stands in the form.
    """

    form: Activity
    taken: tuple[Column, ...]
    disputed: tuple[Column, ...]


def merged(before: Activity, own: Activity, now: Activity) -> Merged:
    """Return a person's form, held against what stands now.

    Args:
        before: the activity as it stood when they opened it.
        own: as they want it.
        now: as it stands.
    """
    taken: list[Column] = []
    disputed: list[Column] = []
    for column in SAID:
        stood, wanted, stands = (getattr(each, column.key) for each in (before, own, now))
        if stands in (stood, wanted):
            continue
        (taken if wanted == stood else disputed).append(column)
    form = dataclasses.replace(own, **{column.key: getattr(now, column.key) for column in taken})
    return Merged(form, tuple(taken), tuple(disputed))
