"""From an uploaded spreadsheet to forms, and everything that has to be mended before they can be stored.

In the long shape a row is one answer, in the wide shape a unit's whole form; both give the same forms.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gnv.areas import Areas
from gnv.assessment import columns, fields
from gnv.assessment.columns import Shape
from gnv.assessment.form import Answer, Form, Unit
from gnv.intake import reading as intake
from gnv.intake.cells import Cells
from gnv.intake.choices import Principal, goal_in, principal_in
from gnv.intake.columns import missing_place
from gnv.intake.places import Places
from gnv.intake.reading import File, open_file
from gnv.intake.texts import folded
from gnv.strategy import Goal, Strategy
from gnv.tabular.columns import Column, Record, match
from gnv.tabular.findings import Finding

# The same few words stand on many rows; 1, 1.0 and SANT are told apart.
_remembered = lru_cache(maxsize=1_000, typed=True)


@dataclass(frozen=True)
class Entry:
    """A row that can be stored.

    Attributes:
        row: number as the spreadsheet shows it.
        unit: who answers.
        answers: one in the long shape, one per sub-goal in the wide.
    """

    row: int
    unit: Unit
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Reading(intake.Reading[Entry, Form]):
    """What a file says.

    Attributes:
        shape: long or wide.
        forms: the units' whole forms.
    """

    shape: Shape

    @property
    def units(self) -> frozenset[tuple[str, str, str]]:
        """The units that answer in any round: municipality, principal and name without regard to case."""
        return frozenset(form.unit.key[1:] for form in self.forms)


def read_file(content: bytes, name: str, strategy: Strategy, areas: Areas, today: dt.date) -> Reading:
    """Return what a CSV or XLSX file with self-assessments says.

    Args:
        content: the file's bytes.
        name: its name, which decides nothing.
        today: the day on which it is read; rounds beyond the next year are refused.

    Raises:
        ProblemError: where it is no spreadsheet that can be read; what is wrong inside is in the findings.
    """
    return read_answers(open_file(content, name), strategy, areas, today)


def read_answers(file: File, strategy: Strategy, areas: Areas, today: dt.date) -> Reading:
    """Return what the table of a file with self-assessments says, as `read_file`."""
    shape = columns.shape_of(file.sheet.headings, strategy)
    records, findings = match(file.sheet, columns.columns_of(shape, strategy))
    findings += missing_place(file.sheet.headings)
    reader = _Reader(strategy, areas, today, findings)
    read = reader.answer if shape is Shape.LONG else reader.form
    entries = tuple(entry for record in records if (entry := read(record)) is not None)
    findings.sort(key=lambda finding: finding.row)
    forms = _forms(entries, strategy)
    return Reading(file.name, file.hash, len(records), entries, tuple(findings), forms, shape)


class _Reader:
    """Reads a file's rows one after the other, and gathers what is wrong with them."""

    def __init__(self, strategy: Strategy, areas: Areas, today: dt.date, findings: list[Finding]) -> None:
        self._strategy, self._findings = strategy, findings
        self._goal_columns = [columns.goal_column(goal) for goal in strategy.goals]
        self._places = Places(areas)
        self._round = _remembered(lambda cell: fields.round_in(cell, today))
        self._goal = _remembered(lambda cell: goal_in(cell, strategy))
        self._principal = _remembered(principal_in)
        self._was_date = _remembered(fields.was_date)
        self._first_rows: dict[object, int] = {}
        self._odd_statements: set[tuple[int, str]] = set()
        low, high = strategy.scale
        self._score_remedy = (
            f"Skriv ett tal mellan {low} och {high}, eller lämna cellen tom om frågan inte besvarats."
        )

    def answer(self, record: Record) -> Entry | None:
        """Return a row of the long shape, none where something in it has to be mended."""
        cells = Cells(record, self._findings)
        unit = self._unit(cells)
        names = ", ".join(goal.name for goal in self._strategy.goals)
        goal = cells.read(
            columns.GOAL,
            self._goal,
            f"Skriv 1–{len(self._strategy.goals)} eller ett av namnen {names}.",
            required=True,
        )
        statement = self._statement(cells, goal) if goal else ""
        score = self._score(cells, columns.SCORE)
        respondents, comment = self._rest(cells)
        if unit is None or goal is None or not cells.sound:
            return None
        answer = Answer(goal.number, statement, score, respondents if score is not None else None, comment)
        if self._is_double(cells, (unit.key, answer.place), f"har redan svarat på {goal.name}"):
            return None
        return Entry(record.row, unit, (answer,))

    def form(self, record: Record) -> Entry | None:
        """Return a row of the wide shape, none where something in it has to be mended."""
        cells = Cells(record, self._findings)
        unit = self._unit(cells)
        scores = [self._score(cells, column) for column in self._goal_columns]
        respondents, comment = self._rest(cells)
        if unit is None or not cells.sound or self._is_double(cells, unit.key, "har redan svarat"):
            return None
        answers = (
            Answer(
                goal.number,
                fields.only_statement(goal),
                score,
                respondents if score is not None else None,
                comment,
            )
            for goal, score in zip(self._strategy.goals, scores, strict=True)
        )
        return Entry(record.row, unit, tuple(answers))

    def _unit(self, cells: Cells) -> Unit | None:
        round_ = cells.read(
            columns.ROUND,
            self._round,
            "Skriv ett år, eller år och halvår, som 2025 eller 2025-1.",
            required=True,
        )
        if round_ and self._was_date(cells.cell(columns.ROUND)):
            cells.warn(
                columns.ROUND,
                f"kan vara ett datum eller en månad och lästes som {round_}.",
                f"Stämmer det inte: formatera kolumnen som text och skriv {round_[:4]} eller {round_[:4]}-1.",
            )
        place = self._places.of_row(cells)
        principal = cells.read(
            columns.PRINCIPAL, self._principal, "Skriv kommun eller region.", required=True
        )
        name = cells.read(
            columns.UNIT,
            fields.unit_in,
            f"Skriv verksamhetens namn, högst {fields.LONGEST_UNIT} tecken.",
            required=True,
        )
        if name:
            cells.concern(columns.UNIT, name)
        if not (round_ and place and principal and name):
            return None
        return Unit(round_, place, Principal(principal), name)

    def _statement(self, cells: Cells, goal: Goal) -> str:
        said = cells.read(
            columns.STATEMENT,
            lambda cell: fields.statement_in(cell, goal, self._strategy),
            f"Skriv delmålets påstående, högst {fields.LONGEST_STATEMENT} tecken, eller lämna cellen tom.",
        )
        if said and said not in goal.statements:
            self._note_odd_statement(cells, goal, said)
        return said or ""

    def _note_odd_statement(self, cells: Cells, goal: Goal, said: str) -> None:
        """Note a statement that the form does not have: once, not on each of its rows."""
        if (goal.number, folded(said)) in self._odd_statements:
            return
        self._odd_statements.add((goal.number, folded(said)))
        cells.warn(
            columns.STATEMENT,
            f"är inte ett av formulärets påståenden för {goal.name} och räknas som ett eget.",
            "Rätta texten om det är en felskrivning, eller lämna cellen tom.",
        )
        cells.concern(columns.STATEMENT, said)

    def _score(self, cells: Cells, column: Column) -> float | None:
        return cells.read(column, lambda cell: fields.score_in(cell, self._strategy), self._score_remedy)

    def _rest(self, cells: Cells) -> tuple[int | None, str]:
        respondents = cells.read(
            columns.RESPONDENTS, fields.respondents_in, "Skriv ett helt tal från 1, eller lämna cellen tom."
        )
        comment = cells.read(
            columns.COMMENT,
            fields.comment_in,
            f"Korta kommentaren till högst {fields.LONGEST_COMMENT} tecken.",
        )
        cells.concern(columns.COMMENT, comment or "")
        return respondents, comment or ""

    def _is_double(self, cells: Cells, key: object, what: str) -> bool:
        """Note a row that says again what an earlier row said."""
        first = self._first_rows.setdefault(key, cells.row)
        if first != cells.row:
            cells.wrong(columns.UNIT, f"{what} på rad {first}, för samma omgång.", "Behåll en av raderna.")
        return first != cells.row


def _forms(entries: tuple[Entry, ...], strategy: Strategy) -> tuple[Form, ...]:
    """Return the units' forms in the file's order, with an answer to every sub-goal."""
    units: dict[object, Unit] = {}
    answers: dict[object, list[Answer]] = {}
    for entry in entries:
        units.setdefault(entry.unit.key, entry.unit)
        answers.setdefault(entry.unit.key, []).extend(entry.answers)
    return tuple(Form(unit, tuple(_filled(answers[key], strategy))) for key, unit in units.items())


def _filled(answers: list[Answer], strategy: Strategy) -> Iterator[Answer]:
    for goal in strategy.goals:
        own = [answer for answer in answers if answer.goal == goal.number]
        yield from own or [Answer(goal.number, fields.only_statement(goal), None)]
