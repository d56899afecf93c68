"""The history on the page Ladda upp: turning its pages, withdrawing, blanking."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access.local import operator
from gnv.ledger.history import Source, Upload
from gnv.settings import Settings
from gnv.store.engine import Store
from gnv.ui import cache, database, person
from gnv.ui.desk import Desk
from tests.gnv.assessment.filled import LONG, read, row
from tests.gnv.assessment.forms import FALUN_ONLY, form
from tests.gnv.assessment.kept import history, publish, standing, withdraw
from tests.gnv.tabular.files import csv_file
from tests.pages.desk import blanking, confirm, drop, has, opened, press, said, send
from tests.pages.page import texts


def test_the_history_names_nobody_to_who_may_not_write(stored: Store) -> None:
    send(stored, form("Granen"), note="Hemligt")
    told = said(opened())
    assert "förut.csv" not in told  # a file is often named after who sent it
    assert "Uppladdning 1" in told
    assert "1 verksamhet i 1 kommun" in told
    assert operator().name not in told
    assert "Hemligt" not in told


def test_the_history_is_read_page_by_page_the_latest_first(may: None, stored: Store) -> None:
    for number in range(21):
        send(stored, form(score=1.0 + number / 10), name=f"fil-{number}.csv")
    test = opened()
    assert "fil-20.csv" in said(test)
    assert "fil-0.csv" not in said(test)
    press(test, "aldre")
    assert "fil-0.csv" in said(test)
    assert "fil-20.csv" not in said(test)
    press(test, "senaste")
    assert "fil-20.csv" in said(test)


def test_the_history_is_read_once_until_something_is_written(
    may: None, stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []

    def counted(where: Settings, limit: int, before: int | None) -> tuple[Upload, ...]:
        asked.append(before)
        return history(stored, limit, before)

    monkeypatch.setattr(database, "uploads", counted)
    send(stored, form("Granen"))
    test = opened()
    test.run()
    assert asked == [None]
    send(stored, form("Tallen"), name="sedan.csv")
    test.run()
    assert asked == [None, None]
    assert "sedan.csv" in said(test)


def test_large_uploads_can_be_opened_beside_each_other(may: None, stored: Store) -> None:
    for score in (1.0, 2.0):
        send(stored, *(form(f"Enhet {number}", score) for number in range(101)))
    test = opened()
    for upload in (1, 2):
        test.button_group(key=f"visa-{upload}").set_value("Verksamheter").run()
    assert not test.exception, test.exception
    assert len(test.get("download_button")) == 4


def withdrawing(upload: int) -> AppTest:
    test = opened()
    test.button_group(key=f"visa-{upload}").set_value("Dra tillbaka").run()
    return test


def test_a_unit_is_withdrawn_with_a_reason_after_it_is_told_what_stands_instead(
    may: None, stored: Store
) -> None:
    send(stored, form("Granen", 1.0))
    send(stored, form("Granen", 2.0), form("Tallen", 2.0), name="nu.csv")
    test = withdrawing(2)
    test.radio(key="vad-2").set_value("Några svar").run()
    assert not has(test, "dra-tillbaka-2")
    granen = history(stored)[0].submissions[0].id
    test.multiselect(key="vilka-2").set_value([granen]).run()
    assert "förut.csv" in said(test)
    assert "Tallen" not in said(test)
    press(test, "dra-tillbaka-2")
    assert "Skriv varför" in test.warning[0].value
    assert standing(stored)[form("Granen").unit.key].form.answers[0].score == 2.0
    test.text_input(key="skal-2").input("En chef ringde")
    press(test, "dra-tillbaka-2")
    assert standing(stored)[form("Granen").unit.key].form.answers[0].score == 1.0
    assert standing(stored)[form("Tallen").unit.key].form.answers[0].score == 2.0
    told = said(test)
    for fact in ("Tillbakadraget", operator().name, "Granen", "En chef ringde", "1 av 2 gäller"):
        assert fact in told
    assert not test.warning
    assert not has(test, "dra-tillbaka-2")  # or a second click would withdraw the other unit


def test_what_would_stand_instead_is_told_anew_where_someone_withdraws_it_meanwhile(
    may: None, stored: Store
) -> None:
    send(stored, form("Granen", 1.0))
    send(stored, form("Granen", 2.0), name="nu.csv")
    test = withdrawing(2)
    assert "förut.csv) gäller igen" in said(test)
    [_, first] = history(stored)
    withdraw(stored, operator(), [first.submissions[0].id], "Hann före")
    test.text_input(key="skal-2").input("Fel fil")
    press(test, "dra-tillbaka-2")
    assert "Inget är draget tillbaka" in test.error[0].value
    assert standing(stored)[form("Granen").unit.key].form.answers[0].score == 2.0
    assert "inget svar gäller längre" in said(test)
    test.text_input(key="skal-2").input("Fel fil")
    press(test, "dra-tillbaka-2")
    assert not test.error
    assert standing(stored) == {}


def test_a_whole_upload_is_withdrawn_and_the_file_being_checked_weighed_anew(
    may: None, stored: Store
) -> None:
    publish(stored, operator(), Source("f", "a", 1), read(csv_file([LONG, row(poäng=2)])).forms)
    test = withdrawing(1)
    drop(test, csv_file([LONG, row(poäng=4)]))
    assert "Om du publicerar: 1 ändrad" in said(test)
    test.text_input(key="skal-1").input("Fel fil")
    press(test, "dra-tillbaka-1")
    assert standing(stored) == {}
    assert "Om du publicerar: 1 ny" in said(test)


def test_a_second_click_withdraws_nothing_more_and_what_was_said_of_the_first_stands(
    may: None, stored: Store
) -> None:
    send(stored, form("Granen"), form("Tallen"))
    desk = Desk()
    granen = history(stored)[0].submissions[0].id
    for _ in range(2):
        desk.withdraw(cache.world(), operator(), {granen: 0}, "Fel")
        assert desk.done.startswith("1 ")
    assert len(standing(stored)) == 1


def test_only_what_a_person_may_change_can_be_withdrawn(
    stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(stored, form("Granen"), form("Tallen", municipality="2034"))
    send(stored, form("Eken", municipality="2034"))
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    test = withdrawing(1)
    assert "Granen" in said(test)
    assert "Tallen" not in said(test)
    assert not test.radio
    assert test.button_group(key="visa-2").options == ["Verksamheter"]


@pytest.mark.parametrize(("others", "offered"), [((), "Hela uppladdningen"), (("2034",), "Allt du får dra")])
def test_the_whole_upload_is_offered_only_where_all_that_remains_of_it_may_be_withdrawn(
    others: tuple[str, ...], offered: str, stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(stored, form("Granen"), form("Tallen"), *(form("Eken", municipality=code) for code in others))
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    assert withdrawing(1).radio(key="vad-1").options[0].startswith(offered)


def test_an_administrator_blanks_comments_a_note_and_a_name(may: None, stored: Store) -> None:
    send(stored, form("Granen", comment="Chefen sa det"), name="Chefens fil.csv", note="från Chefen")
    confirm(blanking("En verksamhets kommentarer"))
    assert standing(stored)[form("Granen").unit.key].form.answers[0].comment == "gallrad"
    test = confirm(blanking("Anteckning, skäl och filnamn"))
    assert "Chefen" not in said(test)
    test = confirm(blanking("En persons namn"))
    assert operator().name not in [upload.person for upload in history(stored)]
    assert "Gallrat" in test.success[0].value


def test_an_administrator_reads_the_log_of_what_was_done_the_latest_first(may: None, stored: Store) -> None:
    send(stored, form("Granen"))
    withdraw(stored, operator(), [history(stored)[0].submissions[0].id], "Fel fil")
    test = opened()
    assert "publicerade" not in texts(test)
    test.session_state["handelselogg"] = True
    test.run()
    told = texts(test)
    assert operator().name in told
    assert told.index("drog tillbaka") < told.index("publicerade")
    assert "uppladdning 1" in told


def test_a_contributor_reads_no_log(stored: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    send(stored, form("Granen"))
    test = opened()
    assert not test.expander
    monkeypatch.setattr(person, "current", operator)
    assert test.run().expander


def test_a_contributor_cannot_blank(stored: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    send(stored, form("Granen"))
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    assert "Gallra" not in opened().button_group(key="visa-1").options
