"""The activities that stand as tables: for machines, and for people to mend and upload again."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from gnv.activities.columns import COLUMNS, GOALS, ID, PRINCIPALS, TITLE
from gnv.activities.form import Activity
from gnv.areas import Areas
from gnv.intake.columns import CODE, NAME
from gnv.report.exports import Table
from gnv.strategy import Strategy

EXPORT_COLUMNS = (
    "id",
    "municipality",
    "title",
    "goals",
    "principals",
    "target_group",
    "starts",
    "ends",
    "state",
    "responsible",
    "result",
    "went_well",
    "was_hard",
    "judgement",
    "plan",
)


def activities_export(activities: Iterable[Activity]) -> Table:
    """Return activities for machines (``export activities``); importing them again changes nothing."""
    rows = [
        {"id": each.id, "municipality": each.municipality, "title": each.title, **each.fields()}
        for each in activities
    ]
    return Table("activities", pd.DataFrame(rows, columns=list(EXPORT_COLUMNS), dtype=str))


def activity_table(activities: Iterable[Activity], strategy: Strategy, areas: Areas) -> Table:
    """Return activities with the template's headings; uploading them again changes nothing."""
    names = {goal.number: goal.name for goal in strategy.goals}
    rows = []
    for each in activities:
        said = {
            **each.fields(),
            ID.key: each.id,
            TITLE.key: each.title,
            GOALS.key: ", ".join(names.get(number, str(number)) for number in each.goals),
            PRINCIPALS.key: " och ".join(each.principals),
            CODE.key: each.municipality,
            NAME.key: areas.name(each.municipality),
        }
        rows.append([said[column.key] for column in COLUMNS])
    headings = [column.name for column in COLUMNS]
    return Table("Aktiviteter", pd.DataFrame(rows, columns=headings, dtype=str))
