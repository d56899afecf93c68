from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from gnv import registered, submitted, uploads
from gnv.activities.preview import preview
from gnv.ledger.fallback import Fallback
from gnv.ledger.fields import source_of
from gnv.ledger.history import Submission, Upload
from tests.gnv.activities.made import FILE, activity, against, read_row, read_rows, row, stands
from tests.gnv.assessment.filled import strategy

WHEN = "2026-11-22T03:22:00+00:00"


def weighed(reading, *standing, areas):
    return preview(against(reading, *standing), stands(*standing), areas)


def upload(*submissions):
    return Upload(1, WHEN, "b@example.org", "En bidragsgivare", FILE, "", submissions)


def submission(number, form, *, standing=True, replaced=None):
    return Submission(number, form.unit, replaced, None, standing)


def test_a_file_is_told_by_its_rows_activities_and_places():
    reading = read_rows(row(), row(kommun_kod="0020", kommun=""))
    assert registered.file_text(reading) == "2 rader, 2 aktiviteter i 1 kommun och Region Dalarna"
    assert registered.file_text(read_row(läge="x")) == "1 rad om aktiviteter"


def test_what_publishing_would_change_is_told(areas):
    reading = read_rows(row(), row(aktivitet="Ny"), row(aktivitet="Klar", läge="klar"))
    found = weighed(reading, activity(), activity("Klar"), areas=areas)
    assert registered.preview_text(found) == "1 ny, 1 ändrad, 1 oförändrad"
    assert registered.publish_text(found) == "Publicera 1 ny och 1 ändrad aktivitet"
    assert "3 aktiviteter" in registered.publish_explanation(reading)
    assert registered.share_rows(found, areas) == [["Falun", "3", "1", "1", "1"]]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"delmål": "1"}, ["delmål", "Nära för mig och Nära till hälsa", "Nära för mig"]),
        ({"huvudman": "båda"}, ["huvudman", "kommun", "kommun och region"]),
        ({"slutar": ""}, ["slutar", "2026-02-28", "–"]),
        ({"läge": "avbruten"}, ["läge", "pågår", "avbruten"]),
        ({"målgrupp": ""}, ["målgrupp", "”äldre som bor ensamma”", "–"]),
        (
            {"aktivitet": "TRÄFFPUNKT för äldre"},
            ["aktivitet", "Träffpunkt för äldre", "TRÄFFPUNKT för äldre"],
        ),
    ],
)
def test_a_change_is_told_field_by_field(cells, told, areas):
    found = weighed(read_row(**cells), activity(), areas=areas)
    [line] = registered.difference_rows(found.differences, strategy(), areas)
    assert line == ["rad 2", "Falun", "Träffpunkt för äldre", *told]


def test_a_goal_that_the_strategy_no_longer_has_is_named_by_its_number(areas):
    found = weighed(read_row(), activity(goals=(9,)), areas=areas)
    [line] = registered.difference_rows(found.differences, strategy(), areas)
    assert line[4] == "delmål 9"


def test_an_upload_tells_what_it_held_and_replaced(areas):
    one, two = submission(1, activity()), submission(2, activity("B", municipality="2062"), replaced=7)
    assert registered.upload_text(upload(one)) == "2 rader, 1 aktivitet i 1 kommun. Ersatte inget."
    assert registered.upload_text(upload(one, two)).endswith("i 2 kommuner. Ersatte en tidigare uppgift.")
    written = dataclasses.replace(upload(one), source=source_of(activity()))
    assert registered.upload_text(written) == f"{one.unit.label}. Ersatte inget."
    assert submitted.unit_name(one, areas) == "Träffpunkt för äldre (Falun)"
    assert submitted.state_text(upload(one)) == "Gäller"
    table = registered.submissions_table(upload(one, dataclasses.replace(two, standing=False)), areas)
    assert table["Läge"].tolist() == ["gäller", "ersatt av senare"]


def test_consequences_say_what_will_stand(areas):
    chosen = [submission(1, activity()), submission(2, activity("Ny"))]
    again, nothing = registered.consequences(chosen, {1: Fallback(7, WHEN, "förut.csv")}, areas)
    assert "förut.csv" in again
    assert again.startswith("Träffpunkt för äldre (Falun): uppgiften från 22 november 2026")
    assert nothing.startswith("Ny (Falun): aktiviteten gäller inte längre")


def test_rows_of_others_municipalities_and_sound_parts_are_told_as_of_self_assessments(areas):
    reading = read_rows(
        row(), row(kommun_kod="2062", kommun=""), row(aktivitet="B", startar=dt.date(1900, 1, 1))
    )
    refused = uploads.refused_municipalities(reading, lambda code: code == "2080", areas)
    assert [(each.row, each.value) for each in refused] == [(3, "Mora")]
    errors = (*reading.errors, *refused)
    assert [form.municipality for form in uploads.sound_part(reading, errors).forms] == ["2080"]
    assert uploads.errors_headline(reading, errors) == "2 rader kan inte lagras"
