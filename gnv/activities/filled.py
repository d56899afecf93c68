"""A form as a person has filled it in: field by field, each mistake told with a remedy.

Texts are as strict as the cells of a file (`gnv.activities.fields`); there a finding names its row, here
its field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gnv.activities.days import Span, days_in
from gnv.activities.fields import LONGEST_LINE, LONGEST_TITLE, line_in, seems_a_person, title_in
from gnv.intake.texts import concerns
from gnv.problems import Problem
from gnv.strategy import Strategy
from gnv.tabular.values import quoted

T = TypeVar("T")

DAY_REMEDY = "Skriv dagen som 2025-03-01."
_BODY = "Skriv vilket organ som beslutat, som kommunstyrelsen, aldrig en person."
_MOST_YEARS_BEFORE, _MOST_YEARS_AFTER = 15, 20


@dataclass(frozen=True)
class Told(Generic[T]):
    """What a form says.

    Attributes:
        form: what has been filled in, or none where something has to be mended.
        problems: what that is.
        concerns: what ought to be looked at first.
    """

    form: T | None
    problems: tuple[Problem, ...]
    concerns: tuple[Problem, ...]


@dataclass
class Filled:
    """What stands in a form's fields, and what is found wrong with it while it is read.

    Attributes:
        said: each field's text, by its key.
        labels: what each field is called.
        problems: what has to be mended.
        concerns: what ought to be looked at, but does not stop.
    """

    said: Mapping[str, str]
    labels: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    concerns: list[Problem] = field(default_factory=list)

    def told(self, form: T | None) -> Told[T]:
        """Return what the form says, once all of it has been read."""
        return Told(form, tuple(self.problems), tuple(self.concerns))

    def read(self, key: str, parse: Callable[[str], T], remedy: str, *, required: bool = False) -> T | None:
        """Return what a field says, none where it has to be mended."""
        try:
            found = parse(self.said.get(key, ""))
        except ValueError as error:
            self.wrong(key, str(error), remedy)
            return None
        if required and not found:
            self.wrong(key, "Fältet är tomt.", remedy)
            return None
        return found

    def title(self, key: str) -> str:
        """Return a title, "" where it has to be mended."""
        remedy = f"Skriv ett namn med högst {LONGEST_TITLE} tecken."
        said = self.read(key, title_in, remedy, required=True) or ""
        self.look_at(key, said)
        return said

    def text(self, key: str, parse: Callable[[str], str] = line_in, longest: int = LONGEST_LINE) -> str:
        """Return a text, "" where there is none."""
        said = self.read(key, parse, f"Korta texten till högst {longest} tecken.") or ""
        self.look_at(key, said)
        return said

    def body(self, key: str) -> str:
        """Return the body that has decided, "" where none is told; one that seems a person is looked at."""
        said = self.text(key)
        if seems_a_person(said):
            self.concern(key, f"{quoted(said)} ser ut att vara en person.", _BODY)
        return said

    def day(
        self, key: str, strategy: Strategy, *, last: bool = False, required: bool = False
    ) -> dt.date | None:
        """Return a day: the first, or the last, of a month or a year that is named."""
        span = self.read(key, days_in, DAY_REMEDY, required=required)
        if span is None:
            return None
        day = span.last if last else span.first
        first, final = strategy.starts.year - _MOST_YEARS_BEFORE, strategy.ends.year + _MOST_YEARS_AFTER
        if not first <= day.year <= final:
            self.wrong(key, f"{day} ligger långt utanför strategins tid.", "Kontrollera årtalet.")
            return None
        self._doubt(key, span, day)
        return day

    def past_day(self, key: str, strategy: Strategy, today: dt.date) -> dt.date | None:
        """Return a day that has been, none where there is none or it has to be mended."""
        day = self.day(key, strategy)
        if day is not None and day > today:
            self.wrong(
                key, f"{day} har inte varit än.", "Skriv dagen då det gjordes, eller lämna fältet tomt."
            )
            return None
        return day

    def look_at(self, key: str, said: str) -> None:
        """Note what a person ought to look at in a text."""
        for what, remedy in concerns(said):
            self.concern(key, f"Texten {what}", remedy)

    def wrong(self, key: str, what: str, remedy: str) -> None:
        """Note what has to be mended."""
        self.problems.append(Problem(f"{self.labels[key]}: {what}", remedy))

    def concern(self, key: str, what: str, remedy: str) -> None:
        """Note what ought to be looked at."""
        self.concerns.append(Problem(f"{self.labels[key]}: {what}", remedy))

    def _doubt(self, key: str, span: Span, day: dt.date) -> None:
        if not span.is_sure:
            self.concern(
                key, f"{quoted(self.said[key])} lästes som {day}.", f"Stämmer det inte: {DAY_REMEDY}"
            )
