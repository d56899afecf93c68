from __future__ import annotations

import dataclasses
import datetime as dt
import time

import pytest

from gnv.activities.form import id_of
from gnv.activities.reading import Entry
from gnv.tabular.findings import Severity
from tests.gnv.activities.made import HEADINGS, activity, against, read_row, read_rows, row

CORE = ("aktivitet", "delmål", "kommun", "huvudman", "startar", "läge")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Träffpunkt för äldre", "traffpunkt-for-aldre"),
        ("  Å/Ä – Ö!  ", "a-a-o"),
        ("x" * 59 + " y", "x" * 59),
        ("التعاون", "التعاون"),
    ],
)
def test_an_id_is_made_of_plain_letters_where_there_are_some(title: str, said: str) -> None:
    assert id_of(title) == said


def test_where_nothing_stands_an_activity_gets_the_id_of_its_title() -> None:
    assert [form.id for form in against(read_row()).forms] == ["traffpunkt-for-aldre"]


@pytest.mark.parametrize("title", ["Träffpunkt för äldre", "TRÄFFPUNKT  för äldre"])
def test_without_an_id_the_title_tells_which_activity_it_is(title: str) -> None:
    standing = activity(id="hette-annat-forut")
    (form,) = against(read_row(aktivitet=title), standing).forms
    assert form.id == "hette-annat-forut"


def test_the_same_title_in_another_municipality_is_another_activity() -> None:
    standing = activity(id="i-mora", municipality="2062")
    (form,) = against(read_row(), standing).forms
    assert form.id == "traffpunkt-for-aldre"


def test_with_its_id_an_activity_can_change_its_title() -> None:
    reading = against(read_row(id="traffpunkt-for-aldre", aktivitet="Mötesplats"), activity())
    assert reading.findings == ()
    assert [(form.id, form.title) for form in reading.forms] == [("traffpunkt-for-aldre", "Mötesplats")]


def test_a_new_activity_does_not_take_the_id_of_one_that_was_called_so_once() -> None:
    renamed = activity("Mötesplats", id="traffpunkt-for-aldre")
    other = activity("Träffpunkt: för äldre.", id="traffpunkt-for-aldre-2")
    (form,) = against(read_row(), renamed, other).forms
    assert form.id == "traffpunkt-for-aldre-3"


def test_titles_that_give_the_same_id_get_ids_of_their_own() -> None:
    reading = against(
        read_rows(
            row(aktivitet="Träff!"),
            row(aktivitet="Träff?"),
            row(aktivitet="Annat", id="traff-2"),
            row(aktivitet="Träff", kommun_kod="2062", kommun=""),
        )
    )
    assert [form.id for form in reading.forms] == ["traff", "traff-3", "traff-2", "traff"]
    assert reading.findings == ()


def test_thousands_of_titles_that_give_the_same_id_do_not_take_long() -> None:
    signs = [f"{number:b}".replace("0", "!").replace("1", "?") for number in range(4000)]
    entries = tuple(Entry(n, activity(f"Träff {each}"), has_id=False) for n, each in enumerate(signs))
    reading = dataclasses.replace(read_row(), entries=entries)
    started = time.process_time()
    ids = {form.id for form in against(reading).forms}
    assert time.process_time() - started < 1
    assert len(ids) == 4000


def test_a_title_that_several_activities_have_is_told_and_not_guessed() -> None:
    reading = against(read_rows(row(), row(aktivitet="Annat")), activity(id="a"), activity(id="b"))
    (error,) = reading.errors
    assert (error.row, error.column) == (2, "aktivitet")
    assert "(a, b)" in error.message
    assert [form.title for form in reading.forms] == ["Annat"]
    assert against(read_row(id="b"), activity(id="a"), activity(id="b")).findings == ()


def test_two_rows_of_the_same_standing_activity_are_told() -> None:
    rows = (row(id="a", aktivitet="Mötesplats"), row())
    (error,) = against(read_rows(*rows), activity(id="a")).errors
    assert error.row == 3
    assert "rad 2" in error.message


def test_an_unknown_id_beside_a_known_title_is_looked_at() -> None:
    reading = against(read_row(id="traffpunkt"), activity())
    (warning,) = reading.findings
    assert (warning.severity, warning.column, warning.value) == (Severity.WARNING, "id", "traffpunkt")
    assert [form.id for form in reading.forms] == ["traffpunkt"]
    assert against(read_row(id="traffpunkt")).findings == ()


def test_the_id_of_another_municipalitys_activity_is_looked_at() -> None:
    reading = against(read_row(id="i-mora"), activity("Moras", id="i-mora", municipality="2062"))
    (warning,) = reading.findings
    assert (warning.column, warning.severity) == ("id", Severity.WARNING)
    assert "annan kommun (2062)" in warning.message
    assert [(form.municipality, form.id) for form in reading.forms] == [("2080", "i-mora")]


def test_what_the_file_has_no_column_for_is_left_as_it_stands() -> None:
    standing = activity(result="400 besök", plan="Faluns plan")
    (form,) = against(read_row(CORE, läge="klar"), standing).forms
    assert form == dataclasses.replace(standing, state=form.state)
    assert form.state == "klar"


def test_a_cell_that_is_emptied_is_empty() -> None:
    (form,) = against(read_row(), activity(result="400 besök")).forms
    assert form.result == ""


def test_a_start_after_the_end_that_stands_is_told() -> None:
    standing = activity(ends=dt.date(2025, 4, 1))
    reading = against(read_row(CORE, startar="2025-05-01"), standing)
    (error,) = reading.errors
    assert (error.row, error.column) == (2, "slutar")
    assert reading.forms == ()


def test_rows_with_errors_are_left_out_and_the_findings_stay() -> None:
    first = read_rows(row(läge="x"), row(aktivitet="Annat"), headings=HEADINGS)
    reading = against(first, activity())
    assert [error.row for error in reading.errors] == [2]
    assert [entry.row for entry in reading.entries] == [3]
