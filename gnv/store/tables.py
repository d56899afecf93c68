"""The tables: uploads, the submissions in them, and what has happened since.

Rows are never changed or deleted, but for texts that are blanked (`gnv.store.blanking`). What stands is a
query: the latest submission of a unit that is not withdrawn. A change here needs a revision in
``migrations/versions``; a test tells where they differ.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# What a person sent at one time, as a file. Times are UTC, ISO, here and below.
UPLOAD = Table(
    "upload",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_hash", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("note", Text, nullable=False),
)

# What an upload says of one unit in one round; `replaced` is the submission that stood until then.
SUBMISSION = Table(
    "submission",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("upload_id", ForeignKey("upload.id"), nullable=False),
    Column("round", Text, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("principal", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("unit_key", Text, nullable=False),
    Column("replaced", ForeignKey("submission.id")),
    UniqueConstraint("upload_id", "round", "municipality", "principal", "unit_key"),
    Index("ix_submission_key", "unit_key", "round", "municipality", "principal"),
)

# The answers of a submission, in the order of the file.
ANSWER = Table(
    "answer",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("submission.id"), nullable=False, index=True),
    Column("goal", Integer, nullable=False),
    Column("statement", Text, nullable=False),
    Column("score", Double),
    Column("respondents", Integer),
    Column("comment", Text, nullable=False),
)

# The content of a submission that is no form of answers: what each of its fields says.
FIELD = Table(
    "field",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("submission.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    UniqueConstraint("submission_id", "name"),
)

# A submission that no longer counts; the one before it stands again.
WITHDRAWAL = Table(
    "withdrawal",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("submission.id"), nullable=False),
    Column("time", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("submission_id"),
)

# Who did what, a row per write.
AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("time", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
