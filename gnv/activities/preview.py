"""What publishing a file with activities would change, activity by activity and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gnv.activities.columns import SAID
from gnv.activities.form import Activity
from gnv.activities.reading import Reading
from gnv.areas import Areas, swedish
from gnv.intake.change import Change
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from gnv.tabular.columns import Column


@dataclass(frozen=True)
class Difference:
    """A field that publishing would change.

    Attributes:
        row: where the file says it.
        column: which field.
        before: the activity as it stands.
        after: as the file says it.
    """

    row: int
    column: Column
    before: Activity
    after: Activity


@dataclass(frozen=True)
class Share:
    """What publishing would change in one municipality.

    Attributes:
        municipality: its code.
        rows: how many of its activities are new, changed and unchanged.
    """

    municipality: str
    rows: Counter[Change]


@dataclass(frozen=True)
class Preview:
    """What publishing would change.

    Attributes:
        rows: how many activities are new, changed and unchanged.
        differences: the fields that change, in the file's order and that of the columns.
        shares: per municipality, in the order of their names.
        seen: the submission that stood for each of the file's activities; 0 where none did.
    """

    rows: Counter[Change]
    differences: tuple[Difference, ...]
    shares: tuple[Share, ...]
    seen: Mapping[Key, int]

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the file stands already."""
        return not (self.rows[Change.NEW] or self.rows[Change.CHANGED])


def preview(reading: Reading, standing: Mapping[Key, Standing[Activity]], areas: Areas) -> Preview:
    """Return what publishing a file would change.

    Args:
        reading: what the file says, of the activities that it is about (`gnv.activities.identity`).
        standing: what stands for the activities, by their keys; of others too, which are left alone.
        areas: by whose names the municipalities are ordered.
    """
    rows: dict[str, Counter[Change]] = {}
    differences: list[Difference] = []
    for entry in reading.entries:
        stood = standing.get(entry.unit.key)
        found = list(_differences(entry.row, stood.form, entry.form)) if stood else []
        change = Change.NEW if stood is None else Change.CHANGED if found else Change.UNCHANGED
        rows.setdefault(entry.form.municipality, Counter())[change] += 1
        differences += found
    codes = sorted(rows, key=lambda code: swedish(areas.name(code)))
    return Preview(
        rows=sum(rows.values(), Counter()),
        differences=tuple(differences),
        shares=tuple(Share(code, rows[code]) for code in codes),
        seen={key: standing[key].submission if key in standing else 0 for key in _keys(reading)},
    )


def _keys(reading: Reading) -> Iterator[Key]:
    return (form.unit.key for form in reading.forms)


def _differences(row: int, before: Activity, after: Activity) -> Iterator[Difference]:
    for column in SAID:
        if getattr(before, column.key) != getattr(after, column.key):
            yield Difference(row, column, before, after)
