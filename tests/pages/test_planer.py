"""The page Planer in each of its states."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access import Person
from gnv.activities.plan_files import keep, plan_file
from gnv.activities.planned import PLANS, PRIORITIES, plans, priorities
from gnv.areas import Areas
from gnv.ledger.history import Source
from gnv.ledger.submissions import publish
from gnv.settings import settings
from gnv.store.engine import Store
from gnv.times import today
from gnv.ui import database, person
from tests.gnv.activities.made import FILE, activity
from tests.gnv.activities.plans import PDF, plan, priority
from tests.gnv.assessment.forms import ADMIN, FALUN_ONLY, READER
from tests.pages.desk import press, said
from tests.pages.page import has_component, markup, open_page, texts
from tests.pages.test_karta import query

FORM = Source("Formulär", "ef" * 32, 1)
NAME = "Lokal plan för nära vård"


class Tags(HTMLParser):
    """Which elements there are, and where they lead."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]


def page(**chosen: str) -> AppTest:
    return open_page("planer", **chosen)


def send(*forms: Any, kind: Any = PLANS) -> None:
    publish(kind, database.store(), ADMIN, FORM, forms)


def as_person(monkeypatch: pytest.MonkeyPatch, who: Person) -> None:
    monkeypatch.setattr(person, "current", lambda: who)


def fill(test: AppTest, **fields: str) -> AppTest:
    for name, value in fields.items():
        next(each for each in test.text_input if str(each.key).endswith(f"-{name}")).set_value(value)
    return test


def has(test: AppTest, key: str) -> bool:
    return any(button.key == key for button in test.button)


def labels(test: AppTest) -> list[str]:
    """Return what the buttons that fetch a file say."""
    return [element.proto.label for element in test.get("download_button")]


def test_with_nothing_registered_every_municipality_is_there_and_it_says_so(areas: Areas) -> None:
    test = page()
    assert "Ingen lokal plan är registrerad än" in texts(test)
    assert all(f'data-area="{code}"' in markup(test, "karta-val") for code in areas.dalarna)
    assert not has_component(test, "tabell-val")
    assert "Inga prioriteringar är registrerade" in texts(test)
    assert not has_component(test, "prioriteringar-val")


def test_a_plan_that_is_shared_stands_in_each_row_and_on_the_map(stored: Store) -> None:
    send(plan("Gemensam", "2062", "2080", ends=None), plan("Gammal", "2034", ends=plan().starts))
    test = page(kommun="2062")
    assert "Två av 15 kommuner" in texts(test)
    assert "Orsa har en plan som har gått ut" in texts(test)
    assert markup(test, "tabell-val").count(">Gemensam<") == 2
    assert "Falun: har en gällande plan" in markup(test, "karta-val")
    assert "Mora och Falun" in markup(test, "plan-fakta-0") or "Falun och Mora" in markup(
        test, "plan-fakta-0"
    )


def test_a_plan_shows_its_link_its_activities_and_its_file(stored: Store) -> None:
    from tests.gnv.activities.kept import publish as publish_activities

    digest = keep(settings(), PDF)
    send(plan(file=digest, file_name="plan.pdf"))
    publish_activities(database.store(), ADMIN, FILE, [activity(plan=plan().name)])
    test = page(kommun="2080")
    facts = markup(test, "plan-fakta-0")
    assert f'href="{plan().link}"' in facts
    assert "noopener" in facts
    assert activity().title in facts
    assert len(labels(test)) == 1


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_bytes(b"annat")])
def test_a_file_that_is_missing_or_damaged_is_told(stored: Store, spoil: Callable[[Path], Any]) -> None:
    digest = keep(settings(), PDF)
    send(plan(file=digest, file_name="plan.pdf"))
    spoil(plan_file(settings(), digest))
    test = page(kommun="2080")
    assert "saknas" in said(test)
    assert labels(test) == []


def test_what_is_shown_can_be_downloaded(stored: Store) -> None:
    send(plan())
    send(priority(), kind=PRIORITIES)
    test = page(kommun="2080", handlingsplan="2026")
    test.session_state["ladda-ned"] = True
    test.session_state["ladda-ned-handlingsplan"] = True
    test.run()
    assert not test.exception
    assert len(labels(test)) == 6


def test_what_people_write_is_shown_as_words(stored: Store, may: None) -> None:
    hostile = "<img src=x onerror=alert(1)> **fet**"
    send(plan(hostile, id="x", decided_by=hostile, link="javascript:alert(1)"))
    send(priority(hostile, id="y", text=hostile), kind=PRIORITIES)
    test = page(kommun="2080", handlingsplan="2026")
    shown = markup(test, "plan-fakta-0") + markup(test, "tabell-val") + markup(test, "prioriteringar-val")
    found = Tags()
    found.feed(shown)
    assert "button" in found.names
    assert not {"img", "script"} & found.names
    assert not any(address.startswith("javascript") for address in found.addresses)


def test_who_may_not_write_is_told_how_and_sees_no_buttons(
    stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(plan())
    send(priority(), kind=PRIORITIES)
    as_person(monkeypatch, READER)
    test = page(kommun="2080", handlingsplan="2026")
    assert not any(
        has(test, key) for key in ("registrera-plan", "andra-0", "dra-0", "registrera-prioritering")
    )
    assert "Ändra" not in markup(test, "prioriteringar-val")


def test_who_may_change_one_of_two_does_not_change_what_they_share(
    stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(plan("Egen"), plan("Gemensam", "2062", "2080", ends=None))
    as_person(monkeypatch, FALUN_ONLY)
    test = page(kommun="2080")
    assert sum(has(test, f"andra-{number}") for number in (0, 1)) == 1
    assert [each.value for each in test.caption] == ["För att ändra den här planen krävs rätt till Mora."]
    assert not has(test, "registrera-prioritering")
    press(test, "registrera-plan")
    assert test.multiselect[0].options == ["Falun"]


def test_a_plan_is_registered_with_its_pdf(stored: Store, may: None) -> None:
    test = press(page(kommun="2080"), "registrera-plan")
    fill(test, name=NAME, starts="2024-01-01", ends="2027-12-31", decided_by="kommunstyrelsen")
    test.file_uploader[0].upload("Falun plan.pdf", PDF, "application/pdf")
    press(test, "spara")
    assert "Sparat." in said(test)
    (stands,) = plans(database.store())
    assert (stands.name, stands.municipalities, stands.file_name) == (NAME, ("2080",), "Falun plan.pdf")
    assert plan_file(settings(), stands.file).read_bytes() == PDF
    assert NAME in markup(test, "tabell-val")


@pytest.mark.parametrize(("content", "why"), [(b"MZ\x90" + bytes(5000), "ingen PDF"), (PDF[:-8], "avkortad")])
def test_what_is_no_pdf_is_refused_and_what_was_written_stays(
    stored: Store, may: None, content: bytes, why: str
) -> None:
    test = press(page(kommun="2080"), "registrera-plan")
    fill(test, name=NAME, starts="2024-01-01")
    test.file_uploader[0].upload("plan.pdf", content, "application/pdf")
    press(test, "spara")
    assert why in said(test)
    assert test.text_input[0].value == NAME
    assert plans(database.store()) == ()


def test_mistakes_are_told_and_concerns_are_passed_by_saving_again(stored: Store, may: None) -> None:
    test = press(page(kommun="2080"), "registrera-plan")
    press(fill(test, name=NAME, starts="2024-01-01", ends="2023-01-01"), "spara")
    assert "före den första dagen" in said(test)
    press(fill(test, ends="", decided_by="Anna Andersson"), "spara")
    assert "person" in said(test)
    assert plans(database.store()) == ()
    press(test, "spara")
    assert len(plans(database.store())) == 1


def test_one_municipality_too_few_is_added_to_the_plan_that_stands(stored: Store, may: None) -> None:
    send(plan())
    test = press(page(kommun="2080"), "andra-0")
    test.multiselect[0].set_value(["2080", "2062"]).run()
    press(test, "spara")
    (stands,) = plans(database.store())
    assert set(stands.municipalities) == {"2062", "2080"}
    assert "Två av 15 kommuner" in texts(test)
    assert query(test)["kommun"] == "2080"


def test_what_has_been_saved_is_what_is_shown(stored: Store, may: None) -> None:
    test = press(page(kommun="2080"), "registrera-plan")
    test.multiselect[0].set_value(["2062"]).run()
    press(fill(test, name=NAME, starts="2024-01-01"), "spara")
    assert query(test)["kommun"] == "2062"
    assert NAME in markup(test, "plan-fakta-0")
    assert "Sparat." in said(test)
    test.query_params["kommun"] = "2080"
    assert "Sparat." not in said(test.run())


def test_the_same_name_twice_is_told(stored: Store, may: None) -> None:
    send(plan())
    test = press(page(kommun="2080"), "registrera-plan")
    press(fill(test, name=plan().name, starts="2025-01-01"), "spara")
    assert "redan registrerad" in said(test)
    assert plans(database.store()) == (plan(),)


def test_the_second_of_two_sees_what_the_first_wrote_and_loses_nothing(stored: Store, may: None) -> None:
    send(plan())
    test = press(page(kommun="2080"), "andra-0")
    send(plan(decided_by="den enas nämnd"))
    press(fill(test, decided_by="den andras nämnd"), "spara")
    assert "den enas nämnd" in texts(test)
    assert plans(database.store())[0].decided_by == "den enas nämnd"
    press(test, "spara")
    assert plans(database.store())[0].decided_by == "den andras nämnd"


def test_what_the_first_added_is_taken_in_beside_what_the_second_wrote(stored: Store, may: None) -> None:
    send(plan())
    test = press(page(kommun="2080"), "andra-0")
    digest = keep(settings(), PDF)
    send(plan("Plan för nära vård", "2062", "2080", known_by=("2080",), file=digest, file_name="plan.pdf"))
    press(fill(test, decided_by="den andras nämnd"), "spara")
    assert "Kommuner och PDF" in said(test)
    press(test, "spara")
    (stands,) = plans(database.store())
    assert (stands.file, stands.decided_by) == (digest, "den andras nämnd")
    assert stands.municipalities == ("2062", "2080")


def test_who_takes_what_stands_leaves_it(stored: Store, may: None) -> None:
    send(plan())
    test = press(page(kommun="2080"), "andra-0")
    send(plan(decided_by="den enas nämnd"))
    press(press(fill(test, decided_by="den andras nämnd"), "spara"), "ta-deras")
    assert any(each.value == "den enas nämnd" for each in test.text_input)


def test_what_someone_has_withdrawn_meanwhile_is_told(stored: Store, may: None) -> None:
    from gnv.ledger.history import history
    from gnv.ledger.submissions import withdraw

    send(plan())
    test = press(page(kommun="2080"), "andra-0")
    (upload,) = history(PLANS, database.store())
    withdraw(PLANS, database.store(), ADMIN, [upload.submissions[0].id], "fel")
    press(fill(test, decided_by="nämnden"), "spara")
    assert "drog tillbaka" in said(test)
    press(test, "spara")
    assert plans(database.store())[0].decided_by == "nämnden"


def test_a_plan_is_withdrawn_with_a_reason_and_the_one_before_stands(stored: Store, may: None) -> None:
    send(plan(link=""))
    send(plan())
    test = press(page(kommun="2080"), "dra-0")
    assert "gäller den tidigare" in said(test)
    press(test, "plan-dra-tillbaka")
    assert "Skälet saknas" in said(test)
    test.text_input(key="plan-skal").set_value("fel länk")
    press(test, "plan-dra-tillbaka")
    assert plans(database.store()) == (plan(link=""),)
    test.session_state["planer-historik"] = True
    test.run()
    assert "fel länk" in texts(test)


def test_an_administrator_blanks_a_plans_texts(stored: Store, may: None) -> None:
    send(plan(decided_by="Hemligt organ"))
    test = page()
    test.session_state["planer-historik"] = True
    test.run()
    test.checkbox[0].check().run()
    press(test, "planer-gallra-nu")
    assert "Gallrat" in said(test)
    assert plans(database.store())[0].decided_by == "gallrad"


def test_a_priority_is_registered_for_the_year_shown(stored: Store, may: None) -> None:
    test = press(page(handlingsplan="2026"), "registrera-prioritering")
    press(fill(test, title="Fast vårdkontakt"), "spara-prioritering")
    assert "Inget delmål är valt" in said(test)
    goals = next(each for each in test.button_group if str(each.key).endswith("-goals"))
    goals.set_value([1, 4])
    press(fill(test, decided="2025-12-04"), "spara-prioritering")
    (stands,) = priorities(database.store(), "2026")
    assert (stands.title, stands.goals, stands.decided_by) == ("Fast vårdkontakt", (1, 4), "systemledningen")
    assert "Fast vårdkontakt" in markup(test, "prioriteringar-val")
    assert 'href="aktiviteter?delmal=4"' in markup(test, "prioriteringar-val")
    assert priorities(database.store(), "2027") == ()


def test_the_address_decides_the_year_and_another_is_a_click_away(stored: Store) -> None:
    send(priority("I år", "2026"), priority("Nästa år", "2027"), kind=PRIORITIES)
    test = page(handlingsplan="2027")
    assert "Nästa år" in markup(test, "prioriteringar-val")
    next(each for each in test.button_group if each.key == "handlingsplan-ar").set_value("2026").run()
    assert query(test)["handlingsplan"] == "2026"
    assert "I år" in markup(test, "prioriteringar-val")
    assert page(handlingsplan="1999").session_state["handlingsplan-ar"] == str(min(today().year, 2029))


def test_a_database_that_cannot_be_read_is_told(folder: Any) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "gnv.sqlite").write_text("ingen databas" * 1000)
    try:
        test = page()
        assert "Planerna kan inte läsas" in said(test)
        assert not has_component(test, "karta-val")
    finally:
        database._unreachable.clear()
        (folder / "gnv.sqlite").unlink()
