"""From an uploaded spreadsheet to activities, and all that has to be mended before they can be stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from gnv.activities import columns, fields
from gnv.activities.days import Span, days_in
from gnv.activities.form import Activity, State, Subject, at_odds, id_of
from gnv.areas import Areas
from gnv.intake import reading as intake
from gnv.intake.cells import Cells
from gnv.intake.columns import missing_place
from gnv.intake.places import Places
from gnv.intake.reading import File, open_file
from gnv.intake.texts import folded
from gnv.strategy import Strategy
from gnv.tabular.cells import Cell
from gnv.tabular.columns import Column, Record, match
from gnv.tabular.findings import Finding

_MOST_YEARS_BEFORE = 10  # that something may have gone on when the strategy began
_MOST_YEARS_AFTER = 10  # that something may go on when the strategy has ended
SWAP = "Byt plats på dagarna, eller rätta dem."
_DAY = "Skriv år, månad och dag, som 2025-12-31."
_NOT_PERSONS = "Skriv vilken funktion som ansvarar (enhetschef hemtjänsten), aldrig vem."


@dataclass(frozen=True)
class Entry:
    """A row that can be stored.

    Attributes:
        row: number as the spreadsheet shows it.
        form: what it says.
        has_id: whether it tells which activity it is; otherwise its title does (`gnv.activities.identity`).
    """

    row: int
    form: Activity
    has_id: bool

    @property
    def unit(self) -> Subject:
        """Which activity it is about."""
        return self.form.unit


@dataclass(frozen=True)
class Reading(intake.Reading[Entry, Activity]):
    """What a file says.

    Attributes:
        told: the keys of the columns that it has; what the others would say is left as it stands.
    """

    told: frozenset[str]


def read_file(content: bytes, name: str, strategy: Strategy, areas: Areas, today: dt.date) -> Reading:
    """Return what a CSV or XLSX file with activities says.

    Args:
        content: the file's bytes.
        name: its name, which decides nothing.
        strategy: its sub-goals, and the time that it holds for.
        areas: the county's.
        today: the day on which it is read.

    Raises:
        ProblemError: where it is no spreadsheet that can be read; what is wrong inside is in the findings.
    """
    return read_activities(open_file(content, name), strategy, areas, today)


def read_activities(file: File, strategy: Strategy, areas: Areas, today: dt.date) -> Reading:
    """Return what the table of a file with activities says, as `read_file`."""
    records, findings = match(file.sheet, columns.COLUMNS)
    findings += missing_place(file.sheet.headings)
    return _read(file.name, file.hash, records, findings, strategy, areas, today)


def read_form(said: Mapping[str, Cell], strategy: Strategy, areas: Areas, today: dt.date) -> Reading:
    """Return what a form that is filled in on a page says, weighed as a file's only row is.

    Args:
        said: the key of each of `gnv.activities.columns.COLUMNS` and what is filled in.
        strategy, areas, today: as for `read_file`.
    """
    cells = {column.key: said.get(column.key) for column in columns.COLUMNS}
    return _read("", "", [Record(0, cells)], [], strategy, areas, today)


def _read(
    name: str,
    digest: str,
    records: list[Record],
    findings: list[Finding],
    strategy: Strategy,
    areas: Areas,
    today: dt.date,
) -> Reading:
    reader = _Reader(strategy, areas, today, findings)
    entries = tuple(entry for record in records if (entry := reader.activity(record)) is not None)
    findings.sort(key=lambda finding: finding.row)
    told = frozenset(records[0].cells)
    forms = tuple(entry.form for entry in entries)
    return Reading(name, digest, len(records), entries, tuple(findings), forms, told)


def before_start(starts: dt.date, ends: dt.date) -> str:
    """Return what is said of an end that comes before the start."""
    return f"{ends} ligger före starten {starts}."


class _Reader:
    """Reads a file's rows one after the other, and gathers what is wrong with them."""

    def __init__(self, strategy: Strategy, areas: Areas, today: dt.date, findings: list[Finding]) -> None:
        self._strategy, self._today, self._findings = strategy, today, findings
        self._places = Places(areas)
        self._ids: dict[tuple[str, str], int] = {}
        self._titles: dict[tuple[str, str], tuple[int, bool]] = {}
        names = ", ".join(goal.name for goal in strategy.goals)
        self._goal_remedy = (
            f"Skriv 1–{len(strategy.goals)} eller namnen {names}; åtskilj flera med komma, som 1, 3."
        )

    def activity(self, record: Record) -> Entry | None:
        """Return what a row says, none where something in it has to be mended."""
        cells = Cells(record, self._findings)
        id_ = cells.read(columns.ID, fields.id_in, "Låt cellen stå som i exporten, eller lämna den tom.")
        title = self._title(cells)
        goals = cells.read(
            columns.GOALS,
            lambda cell: fields.goals_in(cell, self._strategy),
            self._goal_remedy,
            required=True,
        )
        place = self._places.of_row(cells)
        principals = cells.read(
            columns.PRINCIPALS,
            fields.principals_in,
            "Skriv kommun, region eller kommun och region.",
            required=True,
        )
        starts, ends = self._days(cells)
        state = self._state(cells, starts, ends)
        texts = {column.key: self._text(cells, column) for column in columns.TEXTS}
        if not (title and goals and place and principals and starts and state and cells.sound):
            return None
        if self._is_double(cells, place, id_ or "", title):
            return None
        form = Activity(
            id=id_ or id_of(title),
            title=title,
            municipality=place,
            goals=goals,
            principals=principals,
            starts=starts,
            ends=ends,
            state=state,
            **texts,
        )
        return Entry(record.row, form, bool(id_))

    def _title(self, cells: Cells) -> str | None:
        remedy = f"Skriv vad aktiviteten kallas, högst {fields.LONGEST_TITLE} tecken."
        title = cells.read(columns.TITLE, fields.title_in, remedy, required=True)
        cells.concern(columns.TITLE, title or "")
        return title

    def _text(self, cells: Cells, column: Column) -> str:
        short = column in columns.LINES
        longest = fields.LONGEST_LINE if short else fields.LONGEST_TEXT
        parse = fields.line_in if short else fields.text_in
        said = cells.read(column, parse, f"Korta texten till högst {longest} tecken.") or ""
        cells.concern(column, said)
        if column is columns.RESPONSIBLE and fields.seems_a_person(said):
            cells.warn(column, "ser ut att vara en person.", _NOT_PERSONS)
        return said

    def _days(self, cells: Cells) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and the last day, none where there is none or it has to be mended."""
        first = cells.read(columns.STARTS, days_in, _DAY, required=True)
        last = cells.read(columns.ENDS, days_in, f"{_DAY} Lämna cellen tom om slutet är öppet.")
        starts = self._day(cells, columns.STARTS, first, first.first if first else None)
        ends = self._day(cells, columns.ENDS, last, last.last if last else None)
        if starts and starts > self._strategy.ends:
            cells.wrong(
                columns.STARTS,
                f"{starts} ligger efter strategins slut {self._strategy.ends}.",
                "Kontrollera årtalet.",
            )
        if ends and ends < self._strategy.starts:
            cells.wrong(
                columns.ENDS,
                f"{ends} ligger före strategins start {self._strategy.starts}.",
                "Rätta dagen, eller ta bort raden: bara det som pågår under strategins tid följs upp.",
            )
        elif starts and ends and ends < starts:
            cells.wrong(columns.ENDS, before_start(starts, ends), SWAP)
        else:
            return starts, ends
        return starts, None  # so that the state is not held against a day that is wrong

    def _day(self, cells: Cells, column: Column, span: Span | None, day: dt.date | None) -> dt.date | None:
        """Return a day, none where it is out of reason; tell how it was read where that is not sure."""
        if span is None or day is None:
            return None
        first, last = self._strategy.starts.year, self._strategy.ends.year
        if not first - _MOST_YEARS_BEFORE <= day.year <= last + _MOST_YEARS_AFTER:
            what = f"{day} ligger långt utanför strategins tid ({first}–{last})."
            cells.wrong(column, what, "Kontrollera årtalet.")
            return None
        if not span.is_sure:
            cells.warn(column, f"lästes som {day}.", "Stämmer det inte: skriv år, månad och dag.")
        return day

    def _state(self, cells: Cells, starts: dt.date | None, ends: dt.date | None) -> State | None:
        """Return how far it has come; what does not go with the days is told."""
        words = ", ".join(State)
        state = cells.read(columns.STATE, fields.state_in, f"Skriv ett av orden {words}.", required=True)
        said = at_odds(state, starts, ends, self._today) if state and starts else ""
        if said:
            cells.warn(columns.STATE, f"{state} stämmer inte med att {said}.", "Rätta läget eller dagarna.")
        return state

    def _is_double(self, cells: Cells, place: str, id_: str, title: str) -> bool:
        """Note a row about the same activity as an earlier row.

        Two may have the same title where both have ids, which tell them apart.
        """
        named = (place, folded(title))
        first, had_id = self._titles.setdefault(named, (cells.row, bool(id_)))
        again = 0 if first == cells.row or (had_id and id_) else first
        if id_:
            same = self._ids.setdefault((place, id_), cells.row)
            again = same if same != cells.row else again
        if again:
            cells.wrong(
                columns.TITLE, f"finns redan på rad {again}, för samma kommun.", "Behåll en av raderna."
            )
        return bool(again)
