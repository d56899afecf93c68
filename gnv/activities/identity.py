"""Which activity each row of a file is about, in the light of those that stand.

A row with an id is that activity. Without one it is the standing activity of the municipality that has the
same title, without regard to case and spaces; where there is none it is a new one.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from gnv.activities import columns
from gnv.activities.form import Activity, id_of
from gnv.activities.reading import SWAP, Entry, Reading, before_start
from gnv.intake.texts import folded
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from gnv.tabular.columns import Column
from gnv.tabular.findings import Finding, Severity


def identified(reading: Reading, standing: Mapping[Key, Standing[Activity]]) -> Reading:
    """Return what a file says, of the activities that it is about.

    What the file has no column for is taken from what stands. Findings are added where a row may mean
    several activities, where two rows mean the same, and where an id is new beside one with the same title.

    Args:
        reading: what the file says by itself.
        standing: the activities that stand, in its municipalities at least.
    """
    finder = _Finder(reading, [found.form for found in standing.values()])
    entries = tuple(found for entry in reading.entries if (found := finder.entry(entry)) is not None)
    findings = sorted((*reading.findings, *finder.findings), key=lambda finding: finding.row)
    forms = tuple(entry.form for entry in entries)
    return dataclasses.replace(reading, entries=entries, findings=tuple(findings), forms=forms)


class _Finder:
    """Finds the activities of a file's rows, one after the other, and gathers what is wrong."""

    def __init__(self, reading: Reading, stands: list[Activity]) -> None:
        self.findings: list[Finding] = []
        self._kept = [column.key for column in columns.SAID if column.key not in reading.told]
        self._stands = {(form.municipality, form.id): form for form in stands}
        self._places = {form.id: form.municipality for form in stands}
        self._titled: dict[tuple[str, str], list[str]] = {}
        for form in stands:
            self._titled.setdefault((form.municipality, folded(form.title)), []).append(form.id)
        own = {(entry.form.municipality, entry.form.id) for entry in reading.entries if entry.has_id}
        self._taken = self._stands.keys() | own
        self._rows: dict[tuple[str, str], int] = {}
        self._numbers: defaultdict[tuple[str, str], Iterator[int]] = defaultdict(partial(itertools.count, 2))

    def entry(self, entry: Entry) -> Entry | None:
        """Return a row of the activity that it is about; none where something has to be mended."""
        form = entry.form
        alike = self._titled.get((form.municipality, folded(form.title)), [])
        place = (form.municipality, self._id(entry, alike))
        if not entry.has_id and len(alike) > 1:
            what = f"kallas flera aktiviteter i samma kommun ({', '.join(sorted(alike))})."
            self._note(entry, columns.TITLE, what, "Skriv aktivitetens id på raden.")
            return None
        first = self._rows.setdefault(place, entry.row)
        if first != entry.row:
            what = f"är samma aktivitet som på rad {first}."
            self._note(
                entry, columns.TITLE, what, "Behåll en av raderna, eller skriv ett nytt id på den här."
            )
            return None
        self._taken |= {place}
        stood = self._stands.get(place)
        if stood is None and entry.has_id:
            self._note_strange(entry, alike)
        return self._filled(entry, dataclasses.replace(form, id=place[1]), stood)

    def _note_strange(self, entry: Entry, alike: list[str]) -> None:
        """Point out an id that is new in its municipality, where another activity may be meant."""
        elsewhere = self._places.get(entry.form.id)
        if alike:
            what = f"finns inte; aktiviteten med samma titel har id {alike[0]}. Raden blir en ny aktivitet."
            remedy = "Rätta id:t om raden gäller den aktiviteten."
        elif elsewhere:
            what = f"finns i en annan kommun ({elsewhere}), men inte i den här. Raden blir en ny aktivitet."
            remedy = "Rätta kommunen om raden gäller den aktiviteten."
        else:
            return
        self._note(entry, columns.ID, what, remedy, Severity.WARNING)

    def _id(self, entry: Entry, alike: list[str]) -> str:
        form = entry.form
        if entry.has_id:
            return form.id
        return alike[0] if alike else self._free(form.municipality, id_of(form.title))

    def _free(self, municipality: str, wanted: str) -> str:
        """Return an id that no other activity of the municipality has: the one wanted, or a numbered one."""
        found = wanted
        while (municipality, found) in self._taken:
            found = f"{wanted}-{next(self._numbers[municipality, wanted])}"
        return found

    def _filled(self, entry: Entry, form: Activity, stood: Activity | None) -> Entry | None:
        """Return a row with what the file has no column for, as it stands."""
        if stood is not None:
            form = dataclasses.replace(form, **{key: getattr(stood, key) for key in self._kept})
        if form.ends and form.ends < form.starts:  # where the file has a column for one of them only
            self._note(entry, columns.ENDS, before_start(form.starts, form.ends), SWAP)
            return None
        return dataclasses.replace(entry, form=form)

    def _note(
        self, entry: Entry, column: Column, what: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        value = str(getattr(entry.form, column.key) or "")
        self.findings.append(Finding(entry.row, column.name, value, what, remedy, severity))
