"""What an uploaded self-assessment file says and would change, in Swedish."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd

from gnv import received
from gnv.areas import REGION_DALARNA, Areas
from gnv.assessment.form import Answer
from gnv.assessment.preview import Difference, Preview
from gnv.assessment.reading import Reading
from gnv.assessment.results import round_label, round_time
from gnv.intake import reading as intake
from gnv.intake.change import Change
from gnv.strategy import Strategy
from gnv.tabular.findings import Finding
from gnv.words import MISSING, joined, number

FINDING_COLUMNS = ("Rad", "Kolumn", "I cellen", "Vad som är fel", "Gör så här")
SHARE_COLUMNS = ("Kommun", "Verksamheter", "Nya rader", "Ändrade", "Oförändrade", "Svar som faller bort")
DIFFERENCE_COLUMNS = ("Rad", "Kommun", "Verksamhet", "Omgång", "Delmål", "Gäller nu", "Blir")
GONE = "faller bort"

ReadingT = TypeVar("ReadingT", bound=intake.Reading[Any, Any])

_ROW_WORDS = {
    Change.NEW: ("ny", "nya"),
    Change.CHANGED: ("ändrad", "ändrade"),
    Change.UNCHANGED: ("oförändrad", "oförändrade"),
}
_ALL_SHOWN = 40  # findings; where there are more, a few of each kind are
_SHOWN_PER_KIND = 3
_MOST_KINDS = 12
_ALL_IN_LIST = "Alla står i listan som kan laddas ned."
_LONGEST_VALUE = 60
_LONGEST_REMEDY = 300
_VARYING = re.compile(r"”[^”]*”|[0-9]+(?:[.,][0-9]+)*")


def counted(count: int, one: str, several: str) -> str:
    """Return a count with its noun (1 rad, 1 997 rader)."""
    return f"{number(count)} {one if count == 1 else several}"


def clipped(text: str, most: int = _LONGEST_VALUE) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def where_text(municipalities: Collection[str]) -> str:
    """Return how many municipalities there are (9 kommuner, 9 kommuner och Region Dalarna)."""
    count = len(set(municipalities) - {REGION_DALARNA})
    said = [counted(count, "kommun", "kommuner")] if count else []
    return joined([*said, *(["Region Dalarna"] if REGION_DALARNA in municipalities else [])])


def units_text(units: int, municipalities: Collection[str]) -> str:
    """Return how many units there are, and where (12 verksamheter i 9 kommuner)."""
    return f"{counted(units, 'verksamhet', 'verksamheter')} i {where_text(municipalities)}"


def rounds_text(rounds: Iterable[str]) -> str:
    """Return rounds in words, the earliest first (våren 2025 och hösten 2025)."""
    return joined([round_label(each) for each in sorted(set(rounds), key=round_time)])


def file_text(reading: Reading) -> str:
    """Return what a file holds (41 rader, 12 verksamheter i 9 kommuner, hösten 2025, en rad per svar)."""
    parts = [counted(reading.rows, "rad", "rader")]
    if reading.forms:
        codes = {form.unit.municipality for form in reading.forms}
        parts.append(units_text(len(reading.units), codes))
        parts.append(rounds_text(form.unit.round for form in reading.forms))
    return ", ".join([*parts, str(reading.shape)])


def rows_text(rows: Mapping[Change, int]) -> str:
    """Return what would become of rows (9 nya, 2 ändrade, 30 oförändrade)."""
    return ", ".join(kinds_of_rows(rows, tuple(Change)))


def preview_text(weighed: Preview) -> str:
    """Return what publishing would change (9 nya, 2 ändrade, 30 oförändrade; 1 svar faller bort)."""
    said = rows_text(weighed.rows)
    return f"{said}; {number(weighed.fallen)} svar faller bort" if weighed.fallen else said


def publish_text(weighed: Preview) -> str:
    """Return what a button that publishes says (Publicera 9 nya och 2 ändrade rader)."""
    said = kinds_of_rows(weighed.rows, (Change.NEW, Change.CHANGED))
    if not said:  # rows have been taken away, and that is all
        return f"Publicera: {number(len(weighed.differences))} svar faller bort"
    return f"Publicera {joined(said)} {'rad' if said[-1].startswith('1 ') else 'rader'}"


def publish_explanation(reading: Reading) -> str:
    """Return what publishing means for those that the file is about."""
    whose = "en verksamhets" if len(reading.units) == 1 else f"{number(len(reading.units))} verksamheters"
    rounds = rounds_text(form.unit.round for form in reading.forms)
    return (
        f"Filen gäller då som {whose} hela svar för {rounds}, och syns i kartan. Andra verksamheter berörs "
        "inte. Det kan dras tillbaka."
    )


def kinds_of_rows(rows: Mapping[Change, int], kinds: Iterable[Change]) -> list[str]:
    """Return how many rows there are of some kinds, of those that there are (9 nya; 2 ändrade)."""
    return [counted(rows[kind], *_ROW_WORDS[kind]) for kind in kinds if rows.get(kind)]


def refused_municipalities(
    reading: intake.Reading[Any, Any], may_change: Callable[[str], bool], areas: Areas
) -> tuple[Finding, ...]:
    """Return an error for each row about a municipality that the person may not change."""
    codes = {entry.unit.municipality for entry in reading.entries}
    refused = {code for code in codes if not may_change(code)}
    return tuple(
        Finding(
            entry.row,
            "kommun",
            areas.name(entry.unit.municipality),
            f"{areas.name(entry.unit.municipality)} får du inte ladda upp för.",
            "Ta bort raden, eller be den som sköter tjänsten om rätt till kommunen.",
        )
        for entry in reading.entries
        if entry.unit.municipality in refused
    )


def sound_part(reading: ReadingT, errors: Sequence[Finding]) -> ReadingT:
    """Return what a file says on the rows without errors; its forms may then lack answers."""
    wrong = {error.row for error in errors}
    entries = tuple(entry for entry in reading.entries if entry.row not in wrong)
    keys = {entry.unit.key for entry in entries}
    forms = tuple(form for form in reading.forms if form.unit.key in keys)
    return dataclasses.replace(reading, entries=entries, forms=forms)


def errors_headline(reading: intake.Reading[Any, Any], errors: Sequence[Finding]) -> str:
    """Return in a few words what a file with errors comes to (3 rader kan inte lagras)."""
    stopped = reading.rows - len(sound_part(reading, errors).entries)
    return f"{counted(stopped, 'rad', 'rader')} kan inte lagras" if stopped else "Filen kan inte lagras"


def first_error(errors: Sequence[Finding]) -> str:
    """Return the first error as one says it (rad 17: poäng 7 ligger utanför skalan 1–5)."""
    first = errors[0]
    said = " ".join(part for part in (first.column, first.message.rstrip(".")) if part)
    return f"{_row_name(first)}: {said}"


def sound_text(rest: received.Preview) -> str:
    """Return what the rows without errors would change (38 rader är rätt ifyllda: 9 nya, …)."""
    count = rest.rows.total()
    return f"{counted(count, 'rad', 'rader')} är rätt ifyllda: {rows_text(rest.rows)}." if count else ""


def finding_rows(findings: Sequence[Finding], all_of_them: str = _ALL_IN_LIST) -> list[list[str]]:
    """Return findings as rows of `FINDING_COLUMNS`; where there are many, the first few of each kind.

    Args:
        findings: all.
        all_of_them: what says where the others are.
    """
    if len(findings) <= _ALL_SHOWN:
        return [_finding_row(each) for each in findings]
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for each in findings:
        kinds.setdefault((each.column, _VARYING.sub("…", each.message)), []).append(each)
    rows = []
    for (column, _), same in list(kinds.items())[:_MOST_KINDS]:
        rows += [_finding_row(each) for each in same[:_SHOWN_PER_KIND]]
        if len(same) > _SHOWN_PER_KIND:
            rows.append(_more(len(same) - _SHOWN_PER_KIND, column, "samma sak", all_of_them))
    left = sum(len(same) for same in list(kinds.values())[_MOST_KINDS:])
    return [*rows, _more(left, "", "av andra slag", all_of_them)] if left else rows


def _more(count: int, column: str, what: str, all_of_them: str) -> list[str]:
    return [f"… och {number(count)} till", column, "", what, all_of_them]


def _finding_row(finding: Finding) -> list[str]:
    return [
        _row_name(finding),
        finding.column,
        clipped(finding.value),
        finding.message,
        clipped(finding.remedy, _LONGEST_REMEDY),
    ]


def _row_name(finding: Finding) -> str:
    return f"rad {finding.row}" if finding.row else "filen"


def findings_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return all findings for a file to mend from: `FINDING_COLUMNS`, and whether each stops the file."""
    rows = [
        (each.row or None, each.column, each.value, each.message, each.remedy, str(each.severity))
        for each in findings
    ]
    return pd.DataFrame(rows, columns=[*FINDING_COLUMNS, "Slag"]).astype({"Rad": "Int64"})


def share_rows(preview: Preview, areas: Areas) -> list[list[str]]:
    """Return what publishing would change per municipality, as rows of `SHARE_COLUMNS`."""
    return [
        [
            areas.name(share.municipality),
            number(share.units),
            *(number(share.rows[kind]) if share.rows[kind] else MISSING for kind in Change),
            number(share.fallen) if share.fallen else MISSING,
        ]
        for share in preview.shares
    ]


def difference_rows(differences: Iterable[Difference], strategy: Strategy, areas: Areas) -> list[list[str]]:
    """Return answers that publishing would change, as rows of `DIFFERENCE_COLUMNS`."""
    return [
        [
            f"rad {each.row}" if each.row else "ingen rad",
            areas.name(each.unit.municipality),
            each.unit.name,
            round_label(each.unit.round),
            _question(each.before, strategy),
            *_said(each),
        ]
        for each in differences
    ]


def _question(answer: Answer, strategy: Strategy) -> str:
    """Return what is answered: the sub-goal, and the statement where it is not the goal's only one."""
    goal = next((each for each in strategy.goals if each.number == answer.goal), None)
    name = goal.name if goal else f"delmål {answer.goal}"
    only = goal is not None and goal.statements == (answer.statement,)
    return name if only or not answer.statement else f"{name}: {clipped(answer.statement)}"


def _said(difference: Difference) -> tuple[str, str]:
    """Return what stands and what would stand instead, of what differs."""
    before, after = difference.before, difference.after
    if after is None or after.is_blank:
        return joined([each for each in _parts(before) if each]), GONE
    if before.is_blank:
        return MISSING, ", ".join(each for each in _parts(after) if each)
    pairs = [
        (old or MISSING, new or MISSING)
        for old, new in zip(_parts(before), _parts(after), strict=True)
        if old != new
    ]
    return ", ".join(old for old, _ in pairs), ", ".join(new for _, new in pairs)


def _parts(answer: Answer) -> tuple[str, str, str]:
    """Return an answer's score, respondents and comment; empty where there is none."""
    score = "" if answer.score is None else f"{answer.score:.10g} poäng".replace(".", ",")
    respondents = "" if answer.respondents is None else f"{number(answer.respondents)} svarande"
    return score, respondents, f"”{clipped(answer.comment)}”" if answer.comment else ""
