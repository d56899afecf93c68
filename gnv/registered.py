"""What a file with activities says and would change, and what has been published of them, in Swedish.

What is said alike of all files and uploads stands in `gnv.uploads` and `gnv.submitted`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from gnv.activities.columns import GOALS, PRINCIPALS, TEXTS
from gnv.activities.form import Activity
from gnv.activities.preview import Difference, Preview
from gnv.activities.reading import Reading
from gnv.areas import Areas
from gnv.intake.change import Change
from gnv.ledger.fallback import Fallback
from gnv.ledger.fields import WRITTEN_HERE
from gnv.ledger.history import Submission, Upload
from gnv.strategy import Strategy
from gnv.submitted import consequences_of, submission_state
from gnv.tabular.columns import Column
from gnv.uploads import clipped, counted, kinds_of_rows, rows_text, where_text
from gnv.words import MISSING, joined, number

SHARE_COLUMNS = ("Kommun", "Aktiviteter", "Nya", "Ändrade", "Oförändrade")
DIFFERENCE_COLUMNS = ("Rad", "Kommun", "Aktivitet", "Uppgift", "Gäller nu", "Blir")
SUBMISSION_COLUMNS = ("Aktivitet", "Kommun", "Läge", "Ersatte")
_EARLIER = "en tidigare uppgift"


def activities_text(activities: int, municipalities: Collection[str]) -> str:
    """Return how many activities there are, and where (12 aktiviteter i 9 kommuner)."""
    return f"{counted(activities, 'aktivitet', 'aktiviteter')} i {where_text(municipalities)}"


def file_text(reading: Reading) -> str:
    """Return what a file holds (12 rader, 12 aktiviteter i 9 kommuner)."""
    rows = counted(reading.rows, "rad", "rader")
    if not reading.forms:
        return f"{rows} om aktiviteter"
    codes = {form.municipality for form in reading.forms}
    return f"{rows}, {activities_text(len(reading.forms), codes)}"


def preview_text(weighed: Preview) -> str:
    """Return what publishing would change (9 nya, 2 ändrade, 30 oförändrade)."""
    return rows_text(weighed.rows)


def publish_text(weighed: Preview) -> str:
    """Return what a button that publishes says (Publicera 9 nya och 2 ändrade aktiviteter)."""
    said = kinds_of_rows(weighed.rows, (Change.NEW, Change.CHANGED))
    return f"Publicera {joined(said)} {'aktivitet' if said[-1].startswith('1 ') else 'aktiviteter'}"


def publish_explanation(reading: Reading) -> str:
    """Return what publishing means for those that the file is about."""
    count = len(reading.forms)
    whose = "en aktivitet" if count == 1 else f"{number(count)} aktiviteter"
    stands = f"Filen gäller då som allt som är känt om {whose}."
    return f"{stands} Andra aktiviteter berörs inte. Det kan dras tillbaka."


def share_rows(preview: Preview, areas: Areas) -> list[list[str]]:
    """Return what publishing would change per municipality, as rows of `SHARE_COLUMNS`."""
    return [
        [
            areas.name(share.municipality),
            number(share.rows.total()),
            *(number(share.rows[kind]) if share.rows[kind] else MISSING for kind in Change),
        ]
        for share in preview.shares
    ]


def difference_rows(differences: Iterable[Difference], strategy: Strategy, areas: Areas) -> list[list[str]]:
    """Return the fields that publishing would change, as rows of `DIFFERENCE_COLUMNS`."""
    return [
        [
            f"rad {each.row}",
            areas.name(each.before.municipality),
            each.before.title,
            each.column.name,
            *(said_in(activity, each.column, strategy) for activity in (each.before, each.after)),
        ]
        for each in differences
    ]


def said_in(activity: Activity, column: Column, strategy: Strategy) -> str:
    """Return what an activity says in one of `gnv.activities.columns.SAID`, short; – for nothing."""
    value = getattr(activity, column.key)
    if column is GOALS:
        return joined([_goal_name(goal, strategy) for goal in value])
    if column is PRINCIPALS:
        return joined(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if not value:
        return MISSING
    return f"”{clipped(value)}”" if column in TEXTS else clipped(value)


def _goal_name(number: int, strategy: Strategy) -> str:
    return next((goal.name for goal in strategy.goals if goal.number == number), f"delmål {number}")


def upload_text(upload: Upload) -> str:
    """Return what an upload held and replaced (12 rader, 12 aktiviteter i 9 kommuner. Ersatte …).

    What has been written in a form is named (”Träffpunkt för äldre”. Ersatte …).
    """
    codes = {each.unit.municipality for each in upload.submissions}
    rows = counted(upload.source.rows, "rad", "rader")
    held = f"{rows}, {activities_text(len(upload.submissions), codes)}"
    if upload.source.name == WRITTEN_HERE:
        held = joined([each.unit.label for each in upload.submissions])
    replaced = sum(each.replaced is not None for each in upload.submissions)
    which = _EARLIER if replaced == 1 else f"{number(replaced)} tidigare uppgifter"
    end = f"Ersatte {which}." if replaced else "Ersatte inget."
    return f"{held}. {end}"


def submissions_table(upload: Upload, areas: Areas) -> pd.DataFrame:
    """Return an upload's submissions as a table of `SUBMISSION_COLUMNS`."""
    rows = [
        (
            each.unit.name,
            areas.name(each.unit.municipality),
            submission_state(each),
            "inget" if each.replaced is None else _EARLIER,
        )
        for each in upload.submissions
    ]
    return pd.DataFrame(rows, columns=list(SUBMISSION_COLUMNS))


def consequences(chosen: Sequence[Submission], left: Mapping[int, Fallback], areas: Areas) -> list[str]:
    """Return what would stand where activities are withdrawn, as `gnv.submitted.consequences`."""
    return consequences_of(chosen, left, areas, "uppgiften", "aktiviteten gäller inte längre och visas inte")
