"""What a refresh did, and the log of them all: one line of JSON each, the latest last."""

from __future__ import annotations

import dataclasses
import logging
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

LOG_FILE = "hamtningar.jsonl"
_MOST_BYTES = 2_000_000


class Status(StrEnum):
    """What became of a key figure."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    EMPTY = "empty"


_Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,12}$")]
_Hash = Annotated[str, Field(pattern=r"^[0-9a-z]{0,16}$")]
_Day = Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
_Time = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}\+00:00$")]
_Told = Annotated[str, Field(max_length=5000)]
_Count = Annotated[int, Field(ge=0, le=1_000_000_000)]


@dataclass(frozen=True)
class Outcome:
    """What a refresh did with one key figure.

    Attributes:
        id: Kolada's id.
        status: what became of it.
        rows: how many values stand now.
        first: first year with a value.
        last: last year with a value.
        new: how many values were not there before.
        revised: how many have another value than before.
        gone: how many are no longer there.
        error: why the standing values were kept, or why there are none; empty where all is well.
        retrieved: the day (ISO) from which the oldest of the standing values are.
        acceptable: whether the answer can be accepted all the same: values are gone without a reason given.
    """

    id: _Id
    status: Status
    rows: _Count = 0
    first: _Count | None = None
    last: _Count | None = None
    new: _Count = 0
    revised: _Count = 0
    gone: _Count = 0
    error: _Told = ""
    retrieved: _Day = ""
    acceptable: bool = False


@dataclass(frozen=True)
class Record:
    """What one refresh, or one return to the shipped figures, did.

    Attributes:
        time: when it ended, UTC, ISO.
        source: the address that was asked; empty for a return to what was shipped.
        before: hash of the edition that stood.
        after: hash of the edition that stands since.
        kpis: the strategy's key figures, in its order.
        successors: key figures that succeed an ended one.
        notes: Swedish sentences on what else there is to know.
        reached: whether any key figure was answered.
        requests: how many requests were sent.
        seconds: how long it took.
    """

    time: _Time
    source: _Told
    before: _Hash
    after: _Hash
    kpis: tuple[Outcome, ...] = ()
    successors: tuple[Outcome, ...] = ()
    notes: tuple[_Told, ...] = ()
    reached: bool = True
    requests: _Count = 0
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0 all done, 3 some key figures were not brought up to date, 1 nothing could be fetched."""
        if not self.reached:
            return 1
        return 3 if any(outcome.error for outcome in self.everything) else 0

    @property
    def everything(self) -> tuple[Outcome, ...]:
        """The strategy's key figures and the successors."""
        return (*self.kpis, *self.successors)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return dataclasses.asdict(self)


_LOG = logging.getLogger("gnv.kolada")
_RECORD = TypeAdapter(Record)


def append_record(folder: Path, record: Record) -> None:
    """Write a record at the end of a folder's log; raises OSError where that cannot be done.

    A line that an interrupted writing left half is ended first, so that it stays the only one lost.
    """
    with (folder / LOG_FILE).open("a+b") as log:
        end = log.seek(0, os.SEEK_END)
        log.seek(max(end - 1, 0))
        broken = end and log.read(1) != b"\n"
        log.write(b"\n" * bool(broken) + _RECORD.dump_json(record) + b"\n")
        log.flush()
        _LOG.debug("record written")
        os.fsync(log.fileno())
    _LOG.debug("record flushed")


def read_records(folder: Path) -> list[Record]:
    """Return the records of a folder's log, the latest first; unreadable lines are passed over.

    A long log is read from its end. Where there is none, or it cannot be read, there are no records.
    """
    try:
        with (folder / LOG_FILE).open("rb") as log:
            start = max(log.seek(0, os.SEEK_END) - _MOST_BYTES, 0)
            log.seek(start)
            lines = log.read(_MOST_BYTES).split(b"\n")
    except OSError:
        return []
    found = []
    for line in reversed(lines):
        try:
            found.append(_RECORD.validate_json(line))
        except ValidationError:
            continue
    return found
