from __future__ import annotations

from gnv.activities.columns import COLUMNS
from gnv.report.activities import EXPORT_COLUMNS, activities_export, activity_table
from gnv.report.exports import excel_csv, machine_csv
from tests.gnv.activities.made import activity

FORM = activity(result="=1+1", went_well="rad\ntvå", plan="-", principals=("kommun", "region"))


def test_an_export_without_activities_has_its_headings():
    assert machine_csv(activities_export([]).frame) == ",".join(EXPORT_COLUMNS) + "\n"


def test_an_export_has_a_row_per_activity_and_no_formulas():
    (row,) = activities_export([FORM]).frame.to_dict("records")
    assert (row["goals"], row["principals"], row["starts"]) == ("1,5", "kommun,region", "2025-03-01")
    assert ",'=1+1," in machine_csv(activities_export([FORM]).frame)


def test_the_table_for_people_has_the_templates_headings_and_words(strategy, areas):
    frame = activity_table([FORM], strategy, areas).frame
    assert list(frame.columns) == [column.name for column in COLUMNS]
    (row,) = frame.to_dict("records")
    assert (row["kommun"], row["huvudman"]) == ("Falun", "kommun och region")
    assert row["delmål"] == "Nära för mig, Nära till hälsa"
    assert b"'=1+1" in excel_csv(activity_table([FORM], strategy, areas))
