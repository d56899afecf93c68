"""What publishing a file would change, row by row and municipality by municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gnv.areas import Areas, swedish
from gnv.assessment.form import Answer, Form, Unit
from gnv.assessment.reading import Entry, Reading
from gnv.intake.change import Change
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing


@dataclass(frozen=True)
class Difference:
    """An answer that publishing would change, add to a row that stands, or take away.

    Attributes:
        row: where the file says it; 0 where the file no longer has it.
        unit: who answers.
        before: what stands.
        after: what the file says; none where it says nothing.
    """

    row: int
    unit: Unit
    before: Answer
    after: Answer | None

    @property
    def falls_away(self) -> bool:
        """Whether a score that stands would no longer do so."""
        return self.before.score is not None and (self.after is None or self.after.score is None)


@dataclass(frozen=True)
class Share:
    """What publishing would change in one municipality.

    Attributes:
        municipality: its code.
        units: how many of its units the file has.
        rows: how many of their rows are new, changed and unchanged.
        fallen: how many scores fall away.
    """

    municipality: str
    units: int
    rows: Counter[Change]
    fallen: int


@dataclass(frozen=True)
class Preview:
    """What publishing would change.

    Attributes:
        rows: how many rows are new, changed and unchanged.
        differences: the answers that change or fall away, in the file's order, those without a row last.
        shares: per municipality, in the order of their names.
        seen: the submission that stood for each of the file's units; 0 where none did.
    """

    rows: Counter[Change]
    differences: tuple[Difference, ...]
    shares: tuple[Share, ...]
    seen: Mapping[Key, int]

    @property
    def fallen(self) -> int:
        """How many scores fall away."""
        return sum(each.falls_away for each in self.differences)

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the file stands already."""
        return not (self.rows[Change.NEW] or self.differences)


def preview(reading: Reading, standing: Mapping[Key, Standing[Form]], areas: Areas) -> Preview:
    """Return what publishing a file would change.

    A row is new where nothing stands of what it says, changed where something else does.

    Args:
        standing: what stands for the units, by their keys; of others too, which are left alone.
    """
    told = {key: _told(found.form.answers) for key, found in standing.items()}
    changes = [(entry, _change(entry, told.get(entry.unit.key))) for entry in reading.entries]
    differences = (*_changed(changes, told), *_gone(reading, standing))
    keys = {form.unit.key for form in reading.forms}
    return Preview(
        rows=Counter(change for _, change in changes),
        differences=differences,
        shares=_shares(reading, changes, differences, areas),
        seen={key: standing[key].submission if key in standing else 0 for key in keys},
    )


def _told(answers: Iterable[Answer]) -> dict[tuple[int, str], Answer]:
    return {answer.place: answer for answer in answers}


def _said(answer: Answer) -> tuple[float | None, int | None, str]:
    return (answer.score, answer.respondents, answer.comment)


def _is_blank(answer: Answer | None) -> bool:
    return answer is None or answer.is_blank


def _change(entry: Entry, told: Mapping[tuple[int, str], Answer] | None) -> Change:
    if told is None:
        return Change.NEW
    before = [told.get(answer.place) for answer in entry.answers]
    pairs = list(zip(before, entry.answers, strict=True))
    if all((_is_blank(old) and _is_blank(new)) or (old and _said(old) == _said(new)) for old, new in pairs):
        return Change.UNCHANGED
    return Change.NEW if all(_is_blank(old) for old in before) else Change.CHANGED


def _changed(
    changes: Iterable[tuple[Entry, Change]], told: Mapping[Key, Mapping[tuple[int, str], Answer]]
) -> Iterable[Difference]:
    """Yield what the changed rows say that is something else than what stands."""
    for entry, change in changes:
        if change is not Change.CHANGED:
            continue
        before = told[entry.unit.key]
        for answer in entry.answers:
            old = before.get(answer.place) or Answer(answer.goal, answer.statement, None)
            if _said(old) != _said(answer):
                yield Difference(entry.row, entry.unit, old, answer)


def _gone(reading: Reading, standing: Mapping[Key, Standing[Form]]) -> Iterable[Difference]:
    """Yield the answers that stand, but that the file has no row for."""
    said: dict[Key, set[tuple[int, str]]] = {}
    for entry in reading.entries:
        said.setdefault(entry.unit.key, set()).update(answer.place for answer in entry.answers)
    for form in reading.forms:
        found = standing.get(form.unit.key)
        for answer in found.form.answers if found else ():
            if answer.place not in said[form.unit.key] and not answer.is_blank:
                yield Difference(0, form.unit, answer, None)


def _shares(
    reading: Reading,
    changes: Iterable[tuple[Entry, Change]],
    differences: Iterable[Difference],
    areas: Areas,
) -> tuple[Share, ...]:
    units = Counter(municipality for municipality, _, _ in reading.units)
    rows: dict[str, Counter[Change]] = {code: Counter() for code in units}
    for entry, change in changes:
        rows[entry.unit.municipality][change] += 1
    fallen = Counter(each.unit.municipality for each in differences if each.falls_away)
    codes = sorted(units, key=lambda code: swedish(areas.name(code)))
    return tuple(Share(code, units[code], rows[code], fallen[code]) for code in codes)
