"""Uploads, the submissions in them, and their answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("upload_id", sa.Integer, nullable=False),
        sa.Column("round", sa.Text, nullable=False),
        sa.Column("municipality", sa.Text, nullable=False),
        sa.Column("principal", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("unit_key", sa.Text, nullable=False),
        sa.Column("replaced", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name="fk_submission_upload_id"),
        sa.ForeignKeyConstraint(["replaced"], ["submission.id"], name="fk_submission_replaced"),
        sa.UniqueConstraint(
            "upload_id", "round", "municipality", "principal", "unit_key", name="uq_submission_upload_id"
        ),
    )
    op.create_index("ix_submission_key", "submission", ["unit_key", "round", "municipality", "principal"])
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("submission_id", sa.Integer, nullable=False),
        sa.Column("goal", sa.Integer, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("score", sa.Double),
        sa.Column("respondents", sa.Integer),
        sa.Column("comment", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_answer_submission_id"),
    )
    op.create_index("ix_answer_submission_id", "answer", ["submission_id"])
