"""Uploading on the page Ladda upp, in each of its states."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gnv.access import stranger
from gnv.access.local import NOT_LOCAL, operator
from gnv.areas import Areas
from gnv.ledger.history import Source
from gnv.store.engine import Store
from gnv.store.place import FILE
from gnv.ui import cache, person, uploading
from tests import analyst
from tests.conftest import ROOT
from tests.gnv.assessment.filled import LONG, read, row
from tests.gnv.assessment.forms import FALUN_ONLY
from tests.gnv.assessment.kept import history, publish, standing
from tests.gnv.tabular.files import csv_file
from tests.pages.desk import drop, dropped, has, opened, press, said
from tests.pages.page import texts

HOSTILE = "<script>alert(1)</script> **fet** [länk](javascript:alert(1))"


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


def test_the_receipt_leads_to_the_latest_round_first(may: None, folder: Path) -> None:
    test = press(dropped(row(omgång="2025"), row(omgång="2025-1")), "publicera")
    assert "omg=2025&" in f"{test.get('page_link')[0].proto.query_string}&"


def test_what_a_drop_needs_is_loaded_once(may: None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    monkeypatch.setattr(uploading, "_load", lambda: loaded.append(1))
    uploading._begin_loading.cache_clear()
    opened().run()
    uploading._begin_loading().join()
    assert loaded == [1]


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
