"""Uploading on the page Ladda upp, in each of its states."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access import Person, Role, stranger
from gnv.access.local import NOT_LOCAL, operator
from gnv.areas import Areas
from gnv.assessment.submissions import Source, history, publish, standing
from gnv.settings import settings
from gnv.store.engine import Store
from gnv.store.place import FILE, has_store
from gnv.ui import cache, database, person
from gnv.ui.desk import Desk
from tests import analyst
from tests.conftest import ROOT
from tests.gnv.assessment.filled import LONG, read, row
from tests.gnv.assessment.forms import form
from tests.gnv.tabular.files import csv_file
from tests.pages.page import texts

HOSTILE = "<script>alert(1)</script> **fet** [länk](javascript:alert(1))"
FALUN_ONLY = Person("bo@example.org", "Bo Berg", Role.CONTRIBUTOR, frozenset({"2080"}))


@pytest.fixture
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "current", operator)


@pytest.fixture
def folder(_nothing_local: Path) -> Iterator[Path]:
    """The folder that pages share, so that figures are read once; what is stored is taken away."""
    yield _nothing_local
    if has_store(settings()):
        database.store().close()
    database._opened.cache_clear()
    for file in _nothing_local.glob(f"{FILE}*"):
        file.unlink()


@pytest.fixture
def stored(folder: Path) -> Store:
    """The page's own database."""
    return database.store()


def opened() -> AppTest:
    """Open the page at once, without the map before it."""
    test = AppTest.from_file(str(ROOT / "main.py"), default_timeout=60)
    test.switch_page("pages/ladda_upp.py").run()
    assert not test.exception, test.exception
    assert test.title
    return test


def drop(test: AppTest, content: bytes, name: str = analyst.NAME) -> AppTest:
    test.file_uploader[0].upload(name, content, "text/csv").run()
    assert not test.exception, test.exception
    return test


def dropped(*rows: Iterable[object]) -> AppTest:
    return drop(opened(), csv_file([LONG, *rows]))


def press(test: AppTest, key: str) -> AppTest:
    test.button(key=key).click().run()
    assert not test.exception, test.exception
    return test


def said(test: AppTest) -> str:
    shown = (test.error, test.warning, test.info, test.success, test.subheader, test.markdown)
    return " ".join(element.value for kind in shown for element in kind) + texts(test)


def has(test: AppTest, key: str) -> bool:
    return any(button.key == key for button in test.button)


def send(store: Store, *forms: object, name: str = "förut.csv", note: str = "") -> object:
    return publish(store, operator(), Source(name, "ab" * 32, 5), forms, note)  # type: ignore[arg-type]


def test_a_visit_makes_no_database_and_offers_the_template(may: None, folder: Path) -> None:
    test = opened()
    assert test.file_uploader
    assert len(test.get("download_button")) == 2
    assert "Inget har laddats upp än" in said(test)
    assert not (folder / FILE).exists()


@pytest.mark.slow
def test_a_visit_without_a_database_loads_none_of_its_library() -> None:
    program = (
        "import sys; from tests.pages.page import open_page; open_page('ladda_upp'); "
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_who_may_not_is_told_so_and_has_the_template_but_no_uploader(folder: Path) -> None:
    test = opened()
    assert NOT_LOCAL in said(test)
    assert not test.file_uploader
    assert len(test.get("download_button")) == 2


def test_a_file_with_errors_is_told_row_by_row_and_stores_nothing(
    may: None, stored: Store, areas: Areas
) -> None:
    publish(stored, operator(), Source("f", "a", 32), read(analyst.as_csv(analyst.earlier(areas))).forms)
    test = drop(opened(), analyst.as_xlsx(analyst.mistaken(areas)))
    told = said(test)
    for fact in ("41 rader, 12 verksamheter i 9 kommuner", "3 rader kan inte lagras", "rad 17", "Falhun"):
        assert fact in told
    assert "38 rader är rätt ifyllda" in told
    assert not has(test, "publicera")
    assert len(test.get("download_button")) == 4
    assert len(history(stored)) == 1


def test_a_sound_file_is_previewed_published_once_and_leaves_an_empty_uploader(
    may: None, stored: Store, areas: Areas
) -> None:
    publish(stored, operator(), Source("f", "a", 32), read(analyst.as_csv(analyst.earlier(areas))).forms)
    test = drop(opened(), analyst.as_xlsx(analyst.rows(areas)))
    assert "9 nya, 2 ändrade, 30 oförändrade" in said(test)
    test.text_input(key="anteckning").input("Andra försöket")
    press(test, "publicera")
    assert "Publicerat" in test.success[0].value
    assert "9 nya, 2 ändrade, 30 oförändrade" in test.success[0].value
    assert not has(test, "publicera")
    [latest, _] = history(stored)
    assert (latest.source.name, latest.source.rows, latest.note) == (analyst.NAME, 41, "Andra försöket")
    assert len(standing(stored)) == 12


def test_a_second_click_that_comes_before_the_page_has_changed_publishes_nothing(
    may: None, stored: Store
) -> None:
    test = dropped(row())
    desk = test.session_state["skrivbord"]
    press(test, "publicera")
    receipt = desk.receipt
    desk.publish(cache.world(), operator(), "")
    assert desk.receipt is receipt
    assert len(history(stored)) == 1


def test_the_links_of_the_receipt_lead_to_the_round(may: None, folder: Path) -> None:
    test = press(dropped(row(omgång="2025-2")), "publicera")
    links = [link.proto for link in test.get("page_link")]
    assert [link.page for link in links] == ["sjalvskattning", "karta"]
    assert all(
        "omg=2025-2" in link.query_string and "matt=sjalvskattning" in link.query_string for link in links
    )


def test_a_file_that_changes_nothing_says_so_and_has_no_button(may: None, folder: Path) -> None:
    test = press(dropped(row()), "publicera")
    drop(test, csv_file([LONG, row()]))
    assert "ändrar ingenting" in said(test)
    assert not has(test, "publicera")


def test_what_someone_else_publishes_meanwhile_is_told_and_the_preview_made_anew(
    may: None, stored: Store
) -> None:
    test = dropped(row(poäng=4))
    assert "Om du publicerar: 1 ny" in said(test)
    publish(stored, operator(), Source("f", "a", 1), read(csv_file([LONG, row(poäng=2)])).forms)
    press(test, "publicera")
    assert "Någon annan hann publicera" in test.warning[0].value
    assert "Om du publicerar: 1 ändrad" in said(test)
    press(test, "publicera")
    assert "Publicerat" in test.success[0].value
    assert len(history(stored)) == 2


def test_rows_of_another_municipality_are_errors_before_anything_is_published(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    test = dropped(row(), row(kommun_kod="2034", kommun="Orsa"))
    assert "1 rad kan inte lagras" in said(test)
    assert "Orsa får du inte ladda upp för" in said(test)
    assert not has(test, "publicera")


def test_who_has_lost_the_right_meanwhile_publishes_nothing(
    may: None, stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = dropped(row())
    monkeypatch.setattr(person, "current", lambda: stranger(NOT_LOCAL))
    press(test, "publicera")
    assert NOT_LOCAL in said(test)
    assert history(stored) == ()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", b"\x00\xff\x00"])
def test_what_is_no_spreadsheet_is_refused_whole(content: bytes, may: None, folder: Path) -> None:
    test = drop(opened(), content, "svar.csv")
    assert "svar.csv" in test.error[0].value
    assert "Inget är sparat" in said(test)
    press(test, "ta-bort")
    assert not test.error
    assert not (folder / FILE).exists()


def test_a_mistake_on_every_row_does_not_make_a_page_of_them(may: None, folder: Path) -> None:
    test = dropped(*(row(verksamhet=f"Enhet {number}", poäng=9) for number in range(300)))
    assert "300 rader kan inte lagras" in said(test)
    assert "… och 297 till" in said(test)
    assert texts(test).count("<tr>") < 20


def test_warnings_stand_apart_and_stop_nothing(may: None, folder: Path) -> None:
    test = dropped(row(kommentar="Ring 19121212-1212"))
    assert "1 sak att titta på" in said(test)
    assert "personnummer" in texts(test)
    assert has(test, "publicera")


def test_hostile_words_stay_words(may: None, stored: Store) -> None:
    test = drop(opened(), csv_file([LONG, row(verksamhet=HOSTILE, poäng=9)]), f"{HOSTILE[:20]}.csv")
    assert "<script" not in texts(test)
    assert "\\<script" in said(test)
    drop(test, csv_file([LONG, row(verksamhet=HOSTILE)]))
    test.text_input(key="anteckning").input(HOSTILE)
    press(test, "publicera")
    test.button_group(key="visa-1").set_value("Verksamheter").run()
    assert "&lt;script&gt;" in texts(test)
    assert "<script" not in texts(test)
    assert "Anteckning: \\<script" in said(test)


def test_a_broken_database_leaves_the_page_up_and_says_what_to_do(may: None, local: Path) -> None:
    (local / FILE).write_text("inte en databas " * 100, "utf-8")
    test = dropped(row())
    assert "säkerhetskopia" in said(test)
    assert "1 rad, 1 verksamhet" in said(test)
    assert not has(test, "publicera")
    (local / FILE).unlink()
    press(test, "forsok-igen")
    assert has(test, "publicera")


def test_the_history_names_nobody_to_who_may_not_write(stored: Store) -> None:
    send(stored, form("Granen"), note="Hemligt")
    told = said(opened())
    assert "förut.csv" in told
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
    test.radio(key="vad-2").set_value("Några verksamheter").run()
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
        desk.withdraw(cache.world(), operator(), [granen], "Fel")
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
    assert test.button_group(key="visa-2").options == ["Verksamheter"]


def blanking(what: str) -> AppTest:
    test = opened()
    test.button_group(key="visa-1").set_value("Gallra").run()
    test.radio(key="gallra-1").set_value(what).run()
    return test


def confirm(test: AppTest) -> AppTest:
    assert test.button(key="gallra-nu-1").disabled
    test.checkbox[0].check().run()
    return press(test, "gallra-nu-1")


def test_an_administrator_blanks_comments_a_note_and_a_name(may: None, stored: Store) -> None:
    send(stored, form("Granen", comment="Anna sa det"), name="Annas fil.csv", note="från Anna")
    confirm(blanking("En verksamhets kommentarer"))
    assert standing(stored)[form("Granen").unit.key].form.answers[0].comment == "gallrad"
    test = confirm(blanking("Anteckningen och filnamnet"))
    assert "Anna" not in said(test)
    test = confirm(blanking("En persons namn"))
    assert operator().name not in [upload.person for upload in history(stored)]
    assert "Gallrat" in test.success[0].value


def test_a_contributor_cannot_blank(stored: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    send(stored, form("Granen"))
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    assert "Gallra" not in opened().button_group(key="visa-1").options
