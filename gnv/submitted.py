"""What has been published and withdrawn, in Swedish; of self-assessments where nothing else is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pandas as pd

from gnv.areas import Areas
from gnv.assessment.results import round_label
from gnv.ledger.fallback import Fallback
from gnv.ledger.history import Submission, Upload, Withdrawal
from gnv.times import time_text
from gnv.uploads import clipped, counted, rounds_text, units_text
from gnv.words import joined, number

SUBMISSION_COLUMNS = ("Verksamhet", "Kommun", "Huvudman", "Omgång", "Läge", "Ersatte")
_MOST_NAMED = 6
_LONGEST_NAME = 200


def upload_text(upload: Upload) -> str:
    """Return what an upload held and replaced (41 rader, 12 verksamheter i 9 kommuner, hösten 2025. …)."""
    units = {each.unit.key[1:] for each in upload.submissions}
    said = [
        counted(upload.source.rows, "rad", "rader"),
        units_text(len(units), {each.unit.municipality for each in upload.submissions}),
        rounds_text(each.unit.round for each in upload.submissions),
    ]
    replaced = sum(each.replaced is not None for each in upload.submissions)
    if not replaced:
        return f"{', '.join(said)}. Ersatte inget."
    which = "ett tidigare svar" if replaced == 1 else f"{number(replaced)} tidigare svar"
    return f"{', '.join(said)}. Ersatte {which}."


def state_text(upload: Upload) -> str:
    """Return what became of an upload (9 av 12 gäller, 2 är ersatta, 1 är tillbakadragen)."""
    total = len(upload.submissions)
    standing = sum(each.standing for each in upload.submissions)
    withdrawn = sum(each.withdrawn is not None for each in upload.submissions)
    replaced = total - standing - withdrawn
    for count, whole in ((standing, "Gäller"), (withdrawn, "Tillbakadragen"), (replaced, "Ersatt av senare")):
        if count == total:
            return whole
    parts = [
        f"{number(standing)} av {number(total)} gäller" if standing else f"Ingen av {number(total)} gäller"
    ]
    if replaced:
        parts.append(f"{number(replaced)} är {'ersatt' if replaced == 1 else 'ersatta'} av senare")
    if withdrawn:
        parts.append(f"{number(withdrawn)} är {'tillbakadragen' if withdrawn == 1 else 'tillbakadragna'}")
    return ", ".join(parts)


def withdrawal_lines(upload: Upload, areas: Areas, *, names: bool) -> list[str]:
    """Return what has been withdrawn of an upload, a line for each time that it was done.

    Args:
        names: whether those who ask may read who did it and why.
    """
    gone = sorted(
        ((each.withdrawn, each) for each in upload.submissions if each.withdrawn is not None),
        key=lambda pair: (pair[0].time, pair[0].identity, pair[0].note, pair[1].id),
    )
    return [
        _withdrawal_line(done, [each for _, each in pairs], areas, names=names)
        for done, pairs in groupby(gone, key=lambda pair: pair[0])
    ]


def _withdrawal_line(done: Withdrawal, gone: Sequence[Submission], areas: Areas, *, names: bool) -> str:
    which = enumerated([unit_name(each, areas) for each in gone])
    if not names:
        return f"Tillbakadraget {time_text(done.time)}: {which}."
    said = f"Tillbakadraget {time_text(done.time)} av {done.person}: {which}."
    return f"{said} Skäl: {done.note}" if done.note else said


def enumerated(names: Sequence[str]) -> str:
    """Return names as an enumeration; where there are many, the first few and how many more there are."""
    if len(names) <= _MOST_NAMED:
        return joined(names)
    return f"{', '.join(names[:_MOST_NAMED])} och {number(len(names) - _MOST_NAMED)} till"


def unit_name(submission: Submission, areas: Areas) -> str:
    """Return what a submission is about (Granen, Falun, hösten 2025), without round where it has none."""
    unit = submission.unit
    when = [round_label(unit.round)] if unit.round else []
    return f"{clipped(unit.name, _LONGEST_NAME)} ({', '.join([areas.name(unit.municipality), *when])})"


def submissions_table(upload: Upload, areas: Areas) -> pd.DataFrame:
    """Return an upload's submissions as a table of `SUBMISSION_COLUMNS`."""
    rows = [
        (
            each.unit.name,
            areas.name(each.unit.municipality),
            str(each.unit.principal),
            round_label(each.unit.round),
            submission_state(each),
            "inget" if each.replaced is None else "ett tidigare svar",
        )
        for each in upload.submissions
    ]
    return pd.DataFrame(rows, columns=list(SUBMISSION_COLUMNS))


def submission_state(submission: Submission) -> str:
    """Return what has become of a submission (gäller, ersatt av senare, tillbakadragen)."""
    if submission.withdrawn is not None:
        return "tillbakadragen"
    return "gäller" if submission.standing else "ersatt av senare"


def consequences(chosen: Sequence[Submission], left: Mapping[int, Fallback], areas: Areas) -> list[str]:
    """Return what would stand where submissions are withdrawn, a line for each upload that it came in.

    Args:
        chosen: the submissions.
        left: what would stand without each of them, by number.
        areas: whose names are told.
    """
    nothing = "inget svar gäller längre, det räknas som ej besvarat"
    return consequences_of(chosen, left, areas, "svaret", nothing)


def consequences_of(
    chosen: Sequence[Submission], left: Mapping[int, Fallback], areas: Areas, what: str, nothing: str
) -> list[str]:
    """Return `consequences` of submissions of any kind.

    Args:
        chosen, left, areas: as there.
        what: what stands again (svaret).
        nothing: what is so where nothing does.
    """
    lines = []
    untouched = [each for each in chosen if not each.standing]
    standing = [each for each in chosen if each.standing]
    by_fallback: dict[Fallback | None, list[Submission]] = {}
    for each in standing:
        found = left.get(each.id)
        key = None if found is None else Fallback(0, found.time, found.file_name)
        by_fallback.setdefault(key, []).append(each)
    for fallback, same in by_fallback.items():
        which = enumerated([unit_name(each, areas) for each in same])
        if fallback is None:
            lines.append(f"{which}: {nothing}.")
        else:
            when = time_text(fallback.time)
            lines.append(f"{which}: {what} från {when} ({clipped(fallback.file_name)}) gäller igen.")
    if untouched:
        which = enumerated([unit_name(each, areas) for each in untouched])
        lines.append(f"{which}: gäller inte nu, så inget annat ändras.")
    return lines


def blanked_text(remains: Iterable[str]) -> str:
    """Return that something has been blanked, and what still holds it."""
    found = joined(list(remains))
    said = "Gallrat, och noterat att det är gjort."
    return f"{said} Texten finns kvar i {found}: ta bort det om den ska vara helt borta." if found else said
