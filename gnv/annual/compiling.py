"""A year's report as a file: of what it is frozen to or, where it is not begun, of what stands."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gnv.annual.facts import AnnualFacts
from gnv.annual.printing import annual_document
from gnv.annual.reading import facts_of, known_now
from gnv.frozen.report import outside, report_at
from gnv.ledger.moment import BEGINNING
from gnv.output import refuse_unwritable, write_output
from gnv.problems import Problem, ProblemError
from gnv.report.document import Document, Table
from gnv.report.docx import docx
from gnv.report.pdf import pdf
from gnv.report.press import PressError
from gnv.report.template import load_template
from gnv.settings import Settings
from gnv.store.place import has_store
from gnv.times import day_text


@dataclass(frozen=True, eq=False)
class Compiled:
    """A year's report, ready to be printed.

    Attributes:
        facts: of the year.
        texts: what people have written in place of sections' drafts, by the sections' ids.
        begun: whether its figures are frozen; else they are those that stand.
        problems: what is wrong with the figures or the strategy that stand.
    """

    facts: AnnualFacts
    texts: Mapping[str, str]
    begun: bool
    problems: tuple[Problem, ...] = ()

    @property
    def document(self) -> Document:
        """The report."""
        return annual_document(self.facts, self.texts)


def compiled(where: Settings, year: int, day: dt.date) -> Compiled:
    """Return a year's report.

    Args:
        where: figures, strategy and database.
        year: that it is about.
        day: it is; only for a report that has not been begun.

    Raises:
        ProblemError: where something it is made of cannot be read.
    """
    known, found = known_now(where, day)
    if not has_store(where):
        report = report_at(where, year, day, BEGINNING)
        return Compiled(facts_of(None, where, report, known), {}, begun=False, problems=found)
    # Loaded here, since where nothing has been stored there is no database to read.
    from gnv.frozen.submissions import freeze_now, frozen, texts
    from gnv.store.engine import open_store

    with contextlib.closing(open_store(where)) as store:
        stood = frozen(store, year)
        report = stood.form if stood else freeze_now(store, where, year, day)
        facts = facts_of(store, where, report, known)
        written = {section: each.form.text for section, each in texts(store, year).items()}
    return Compiled(facts, written, begun=stood is not None, problems=() if stood else found)


def frozen_facts(where: Settings, year: int, day: dt.date) -> AnnualFacts | None:
    """Return the facts that a year's report is frozen to; none where it has not been begun.

    Raises:
        ProblemError: where something it is made of cannot be read.
    """
    if not has_store(where):
        return None
    from gnv.frozen.submissions import frozen
    from gnv.store.engine import open_store

    with contextlib.closing(open_store(where)) as store:
        stood = frozen(store, year)
        return facts_of(store, where, stood.form, known_now(where, day)[0]) if stood else None


@dataclass(frozen=True)
class Printed:
    """A report that has been written to a file.

    Attributes:
        file: where it lies.
        year: that it is about.
        day: when its figures were frozen, or were read.
        begun: whether they are frozen.
        edition: hash of the figures' edition.
        pictures, tables: how many it has.
        without: ids of the key figures that have no value until the year.
        problems: what was wrong and did not hinder it.
        outside: that the year is none of the strategy's, or has not come (`gnv.frozen.report.outside`).
    """

    file: Path
    year: int
    day: dt.date
    begun: bool
    edition: str
    pictures: int
    tables: int
    without: tuple[str, ...]
    problems: tuple[str, ...]
    outside: str

    def to_json(self) -> dict[str, Any]:
        """Return what was made, for machines."""
        return {
            "file": str(self.file),
            "year": self.year,
            "day": self.day.isoformat(),
            "frozen": self.begun,
            "edition": self.edition,
            "pictures": self.pictures,
            "tables": self.tables,
            "missing": list(self.without),
            "problems": list(self.problems),
        }

    def __str__(self) -> str:
        day = day_text(self.day.isoformat())
        frozen = f"Värdena är frysta {day}."
        if not self.begun:
            frozen = f"Ingen årsberättelse för {self.year} är påbörjad: värdena är de som gäller nu, {day}."
        return (
            f"Årsberättelsen för {self.year} är skriven till {self.file}. {frozen} "
            f"Nyckeltal utan värde: {len(self.without)}. {self.outside}"
        ).rstrip()


def write_report(where: Settings, year: int, file: Path, day: dt.date) -> Printed:
    """Write a year's report to a file, DOCX or PDF by its ending.

    Raises:
        ProblemError: for an ending that cannot be, as `compiled`, or where it cannot be printed or written.
    """
    suffix = file.suffix.lower().removeprefix(".")
    if suffix not in _PRINTERS:
        ending = f"slutar på .{suffix}" if suffix else "saknar filändelse"
        raise ProblemError(Problem(f"Filen {ending}.", "Årsberättelsen skrivs som .docx eller .pdf."))
    refuse_unwritable(file)
    made = compiled(where, year, day)
    document = made.document
    try:
        content, problem = _PRINTERS[suffix](document, where)
    except PressError as error:
        what = "Årsberättelsen kunde inte skrivas ut."
        raise ProblemError(Problem(what, f"Försök igen. Felet: {error}")) from error
    write_output(file, content)
    return Printed(
        file,
        year,
        document.day,
        made.begun,
        made.facts.observations.edition.hash,
        len(document.pictures),
        sum(isinstance(each, Table) for each in document.blocks),
        tuple(each for each, story in made.facts.stories.items() if not story.with_value),
        tuple(map(str, (*made.problems, *([problem] if problem else [])))),
        outside(year, made.facts.strategy, document.day),
    )


def _docx(document: Document, where: Settings) -> tuple[bytes, Problem | None]:
    template, problem = load_template(where)
    return docx(document, template), problem


def _pdf(document: Document, _where: Settings) -> tuple[bytes, Problem | None]:
    return pdf(document), None


_PRINTERS: Mapping[str, Callable[[Document, Settings], tuple[bytes, Problem | None]]] = {
    "docx": _docx,
    "pdf": _pdf,
}
