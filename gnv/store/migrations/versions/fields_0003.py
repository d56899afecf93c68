"""Submissions whose content is fields: activities, plans, analyses, texts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "field",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_field"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_field_submission_id"),
        sa.UniqueConstraint("submission_id", "name", name="uq_field_submission_id"),
    )
