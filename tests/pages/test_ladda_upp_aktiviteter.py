"""Activities on the page Ladda upp: the same uploader, history and blanking as self-assessments have."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access.local import operator
from gnv.activities.form import Activity, State
from gnv.ledger.history import Source
from gnv.store.engine import Store
from gnv.ui import person
from tests.gnv.activities.kept import publish, standing
from tests.gnv.activities.made import HEADINGS, activity, row
from tests.gnv.assessment.forms import FALUN_ONLY, form
from tests.gnv.assessment.kept import standing as standing_answers
from tests.gnv.tabular.files import csv_file
from tests.pages.desk import blanking, confirm, drop, has, opened, press, said, send
from tests.pages.page import texts

NAME = "aktiviteter.csv"


def dropped(*rows: Iterable[object]) -> AppTest:
    return drop(opened(), csv_file([HEADINGS, *rows]), NAME)


def put(store: Store, *forms: Activity, name: str = "förut.csv") -> None:
    publish(store, operator(), Source(name, "ab" * 32, len(forms)), forms)


def test_the_template_of_activities_is_offered_where_it_is_chosen(folder: object) -> None:
    test = opened()
    test.button_group(key="mall").set_value("aktiviteter").run()
    assert len(test.get("download_button")) == 2
    assert "aktiviteter-mall.xlsx" in str(test.get("download_button")[0].proto)


def test_a_file_with_activities_is_known_by_its_headings_and_published(may: None, stored: Store) -> None:
    put(stored, activity(state=State.PLANNED))
    test = dropped(row(), row(aktivitet="Mobilt team"))
    told = said(test)
    assert "2 rader, 2 aktiviteter i 1 kommun" in told
    assert "1 ny, 1 ändrad" in told
    assert "planerad" in texts(test)
    press(test, "publicera")
    assert "2 aktiviteter i 1 kommun gäller nu" in test.success[0].value
    assert {each.form.title for each in standing(stored).values()} == {"Träffpunkt för äldre", "Mobilt team"}
    assert [link.proto.page for link in test.get("page_link")] == ["aktiviteter"]


def test_what_only_the_standing_activities_tell_is_an_error_too(may: None, stored: Store) -> None:
    put(stored, activity(id="ett"), activity(id="tva"))
    test = dropped(row(), row(aktivitet="Mobilt team"))
    assert "1 rad kan inte lagras" in said(test)
    assert "kallas flera aktiviteter" in texts(test)
    assert "1 rad är rätt ifyllda: 1 ny" in said(test)
    assert not has(test, "publicera")


def test_rows_of_another_municipality_are_errors(stored: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    assert "Orsa får du inte ladda upp för" in said(dropped(row(kommun_kod="2034", kommun="Orsa")))


def test_what_someone_else_publishes_meanwhile_is_told(may: None, stored: Store) -> None:
    test = dropped(row())
    put(stored, activity(state=State.DONE))
    press(test, "publicera")
    assert "Någon annan hann publicera" in test.warning[0].value
    assert "Om du publicerar: 1 ändrad" in said(test)


def test_both_kinds_stand_in_one_history_and_each_is_withdrawn_as_what_it_is(
    may: None, stored: Store
) -> None:
    put(stored, activity(state=State.PLANNED))
    send(stored, form("Granen"))
    put(stored, activity(state=State.DONE), name="sedan.csv")
    test = opened()
    assert said(test).index("sedan.csv") < said(test).index("1 verksamhet i 1 kommun")
    assert test.button_group(key="visa-2").options[0] == "Verksamheter"
    assert test.button_group(key="visa-3").options[0] == "Aktiviteter"
    test.button_group(key="visa-3").set_value("Dra tillbaka").run()
    assert "förut.csv) gäller igen" in said(test)
    test.text_input(key="skal-3").input("Fel fil")
    press(test, "dra-tillbaka-3")
    assert "1 aktivitet har dragits tillbaka" in said(test)
    [stands] = standing(stored).values()
    assert stands.form.state is State.PLANNED
    assert len(standing_answers(stored)) == 1


def test_an_administrator_blanks_texts_and_a_title(may: None, stored: Store) -> None:
    put(stored, activity("Personnamns träff", result="Personnamn var nöjd"))
    confirm(blanking("En aktivitets texter"))
    [stands] = standing(stored).values()
    assert (stands.form.result, stands.form.title) == ("gallrad", "Personnamns träff")
    test = confirm(blanking("En aktivitets titel"))
    [stands] = standing(stored).values()
    assert stands.form.title == "gallrad 1"
    assert "Personnamn" not in said(test)
