"""What an edition tells of itself: where its figures come from, and what Kolada says of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

ELDERLY = "Liknande kommuner äldreomsorg"
OVERALL = "Liknande kommuner, övergripande"
HEALTH = "Liknande regioner, hälso- och sjukvård"
GROUP_KINDS = (ELDERLY, OVERALL, HEALTH)


@dataclass(frozen=True)
class Series:
    """One key figure's rows in an edition.

    Attributes:
        rows: how many values.
        first: first year with a value.
        last: last year with a value.
        retrieved: the days (ISO) on which they were fetched, earliest first.
        sources: from where.
    """

    rows: int
    first: int
    last: int
    retrieved: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """What Kolada's catalogue says of a key figure; empty where that has not been fetched.

    Attributes:
        title: Kolada's name for it.
        description: Kolada's definition.
        period: the period that the dates speak of (publ_period).
        preliminary: the day (ISO) on which that period's preliminary values are published.
        published: the day (ISO) on which its final values are.
    """

    title: str = ""
    description: str = ""
    period: str = ""
    preliminary: str = ""
    published: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The definition's paragraphs; Kolada parts them by line breaks, some written out (``\\n``)."""
        parts = re.split(r"(?:\\[nr]|[\n\r])+", self.description)
        return tuple(part.strip() for part in parts if part.strip())


@dataclass(frozen=True)
class Group:
    """Areas that Kolada counts as similar to one area.

    Attributes:
        year: the year that the group was made for.
        members: their codes.
    """

    year: int
    members: tuple[str, ...]


Groups = Mapping[str, Mapping[str, Group]]


@dataclass(frozen=True)
class Provenance:
    """Where an edition's figures come from.

    Attributes:
        kpis: key figure id to its rows, for those that have values.
        catalogue: the ids that Kolada is known to have; empty where that is not known.
        groups: kind of similar areas to area code to its latest group.
        empty: key figures that Kolada has no values of, and the day (ISO) on which it said so.
        listed: key figures of which it is known what Kolada lists without a value.
    """

    kpis: Mapping[str, Series] = field(default_factory=dict)
    catalogue: Mapping[str, Described] = field(default_factory=dict)
    groups: Groups = field(default_factory=dict)
    empty: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[str, ...] = ()

    def described(self, kpi: str) -> Described:
        """Return what Kolada says of a key figure; empty where that is not known."""
        return self.catalogue.get(kpi, Described())

    def awaited_since(self, kpi: str, today: dt.date) -> str:
        """Return the day (ISO) of a publication that has passed and is not among the values, else nothing.

        It is not among them where they were fetched before that day, or where they end before the
        period that was to be published then.
        """
        said, series = self.described(kpi), self.kpis.get(kpi)
        if series is None:
            return ""
        ends_before = said.period.isdecimal() and series.last < int(said.period)
        passed = [
            day
            for day in (said.published, said.preliminary)
            if day and day <= today.isoformat() and (ends_before or series.retrieved[0] < day)
        ]
        return max(passed, default="")

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return asdict(self)

    @staticmethod
    def from_json(content: Any) -> Provenance:
        """Return it from plain JSON.

        Raises:
            KeyError, TypeError, ValueError, OverflowError, AttributeError: where it is something else.
        """
        return Provenance(
            kpis={
                str(kpi): Series(
                    rows=int(series["rows"]),
                    first=int(series["first"]),
                    last=int(series["last"]),
                    retrieved=_texts(series["retrieved"]),
                    sources=_texts(series["sources"]),
                )
                for kpi, series in content["kpis"].items()
            },
            catalogue={
                str(kpi): Described(**{name: _text(text) for name, text in said.items()})
                for kpi, said in content["catalogue"].items()
            },
            groups={
                str(kind): {
                    str(code): Group(int(group["year"]), _texts(group["members"]))
                    for code, group in by_area.items()
                }
                for kind, by_area in content["groups"].items()
            },
            empty={str(kpi): _text(day) for kpi, day in content["empty"].items()},
            listed=tuple(_text(kpi) for kpi in content["listed"]),
        )


def _texts(items: Any) -> tuple[str, ...]:
    if not isinstance(items, list) or not items:
        raise ValueError(f"{items!r} is no list of texts")
    return tuple(_text(item) for item in items)


def _text(item: Any) -> str:
    if not isinstance(item, str):
        raise TypeError(f"{item!r} is no text")
    return item
