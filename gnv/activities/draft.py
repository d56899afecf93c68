"""An activity that a person is writing: what is filled in, weighed by the same rules as a file's row."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gnv.activities import columns
from gnv.activities.form import Activity, State
from gnv.activities.identity import identified
from gnv.activities.merging import Merged, merged
from gnv.activities.reading import Reading, read_form
from gnv.areas import Areas
from gnv.intake.columns import CODE
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from gnv.problems import Problem
from gnv.strategy import Strategy
from gnv.tabular.cells import Cell
from gnv.tabular.findings import Finding, Severity

Said = dict[str, Any]  # the key of a column to what is filled in: a text, or several choices
_SAME_TITLE = "Öppna den och ändra den, eller ge den här en annan titel."


@dataclass
class Draft:
    """What is being written.

    Attributes:
        said: what is filled in, by the keys of `gnv.activities.columns.COLUMNS`.
        stood: the activity as it stood when it was opened; none for one that is new.
        seen: the submission in which it stood; 0 for none.
        closing: whether it was opened to be closed.
        findings: what has to be mended or looked at, as it was weighed last.
        problem: why it could not be stored.
        overtaken: how it goes together with what someone else has let stand meanwhile; none where nobody has.
        withdrawn: whether someone else has withdrawn it meanwhile.
    """

    said: Said
    stood: Activity | None = None
    seen: int = 0
    closing: bool = False
    findings: tuple[Finding, ...] = ()
    problem: Problem | None = None
    overtaken: Merged | None = None
    withdrawn: bool = False
    _read: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop it."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that ought to be looked at."""
        return tuple(each for each in self.findings if each.severity is Severity.WARNING)

    def weighed(
        self,
        strategy: Strategy,
        areas: Areas,
        today: dt.date,
        standing: Mapping[Key, Standing[Activity]],
    ) -> Activity | None:
        """Return the activity that is filled in; none where something has to be mended, or looked at first.

        What ought to be looked at stops it once: who saves the same again has seen it.
        """
        reading = self._reading(strategy, areas, today, standing)
        self.findings = reading.findings
        if reading.errors or self.warnings != self._read:
            self._read = self.warnings
            return None
        return reading.forms[0]

    def _reading(
        self,
        strategy: Strategy,
        areas: Areas,
        today: dt.date,
        standing: Mapping[Key, Standing[Activity]],
    ) -> Reading:
        reading = read_form(self._cells(), strategy, areas, today)
        if reading.errors:
            return reading
        reading = identified(reading, standing)
        if self.stood is None and reading.forms and reading.forms[0].unit.key in standing:
            where = areas.name(reading.forms[0].municipality)
            title = str(self.said[columns.TITLE.key])
            found = Finding(0, columns.TITLE.name, title, f"finns redan i {where}.", _SAME_TITLE)
            reading = dataclasses.replace(reading, findings=(found,))
        return reading

    def _cells(self) -> dict[str, Cell]:
        said = {**self.said, columns.ID.key: self.stood.id if self.stood else ""}
        return {
            key: ", ".join(map(str, value)) if isinstance(value, tuple) else value
            for key, value in said.items()
        }

    def overtake(self, own: Activity, now: Standing[Activity] | None) -> None:
        """Hold what the person wants against what someone else has let stand meanwhile; nothing is lost.

        Args:
            own: what they want to store.
            now: what stands; none where it has been withdrawn.
        """
        if self.stood is None:  # that there is one with its title is found when it is weighed
            return
        self.seen = now.submission if now else 0
        self.withdrawn = now is None
        if now is not None:
            self.overtaken = merged(self.stood, own, now.form)
            self.said = said_of(self.overtaken.form)
            self.stood = now.form


def new_draft(municipality: str) -> Draft:
    """Return an empty draft, for a municipality; "" for one that is to be chosen."""
    said: Said = {column.key: "" for column in columns.SAID}
    several: Said = {columns.GOALS.key: (), columns.PRINCIPALS.key: ()}
    return Draft({**said, **several, CODE.key: municipality, columns.STATE.key: str(State.PLANNED)})


def draft_of(stands: Standing[Activity]) -> Draft:
    """Return the draft of an activity that stands, to change it."""
    return Draft(said_of(stands.form), stands.form, stands.submission)


def closing_draft(stands: Standing[Activity], today: dt.date) -> Draft:
    """Return the draft of an activity that is being closed: done, and today its last day if that is open."""
    draft = draft_of(stands)
    draft.closing = True
    draft.said[columns.STATE.key] = str(State.DONE)
    ends = stands.form.ends
    if (ends is None or ends > today) and stands.form.starts <= today:
        draft.said[columns.ENDS.key] = today.isoformat()
    return draft


def said_of(form: Activity) -> Said:
    """Return what is filled in where an activity is opened to be changed."""
    several: Said = {
        columns.GOALS.key: form.goals,
        columns.PRINCIPALS.key: tuple(map(str, form.principals)),
    }
    said: Said = {**form.fields(), columns.TITLE.key: form.title, CODE.key: form.municipality}
    return said | several
