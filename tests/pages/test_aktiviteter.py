"""The page Aktiviteter: seeing, registering, changing and closing activities."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access.local import NOT_LOCAL, operator
from gnv.activities.form import Activity, State
from gnv.ledger.history import Source
from gnv.store.engine import Store
from gnv.store.place import FILE
from gnv.ui import person
from tests.gnv.activities.kept import history, publish, standing, withdraw
from tests.gnv.activities.made import activity
from tests.gnv.assessment.forms import FALUN_ONLY
from tests.pages.desk import has, press, said
from tests.pages.page import has_component, markup, open_page, texts
from tests.pages.test_karta import query

HOSTILE = "<script>alert(1)</script> **fet** =1+1"
OPEN = {"ends": None}
PLACE = "2080:traffpunkt-for-aldre"


def page(**chosen: str) -> AppTest:
    return open_page("aktiviteter", **chosen)


def put(store: Store, *forms: Activity) -> None:
    publish(store, operator(), Source("f.csv", "ab" * 32, len(forms)), forms)


def only(store: Store) -> Activity:
    [stands] = standing(store).values()
    return stands.form


def fill(test: AppTest, **told: object) -> None:
    """Fill in fields of the form, by the columns' keys."""
    turn = test.session_state["aktivitetsutkast"].turn
    for name, value in told.items():
        key = f"akt-{turn}-{name}"
        for kind in (test.text_input, test.text_area, test.button_group, test.selectbox):
            if key in [element.key for element in kind]:
                kind(key=key).set_value(value)


def test_without_activities_there_is_what_they_are_and_what_to_do(may: None, folder: object) -> None:
    test = page()
    assert "Ingen aktivitet är registrerad" in markup(test, "inbjudan-bild")
    assert 'href="ladda-upp"' in markup(test, "inbjudan-bild")
    assert has(test, "registrera")


def test_a_visit_makes_no_database(may: None, folder: object) -> None:
    press(page(), "registrera")
    assert not (folder / FILE).exists()


def test_who_may_not_write_sees_everything_but_the_buttons_and_how_to_get_the_right(stored: Store) -> None:
    put(stored, activity())
    test = page(aktivitet=PLACE)
    assert "Träffpunkt för äldre" in markup(test, "tidslinje-val")
    assert "Träffpunkt för äldre" in texts(test)
    assert not any(has(test, key) for key in ("registrera", "andra", "avsluta"))
    assert NOT_LOCAL in said(test)


def test_a_contributor_changes_their_own_municipality_and_is_told_of_the_others(
    stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(stored, activity(), activity("Orsas", municipality="2034"))
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    assert has(page(aktivitet=PLACE), "andra")
    test = page(aktivitet="2034:orsas")
    assert not has(test, "andra")
    assert "rätt till kommunen" in test.caption[0].value
    press(test, "registrera")
    turn = test.session_state["aktivitetsutkast"].turn
    assert test.selectbox(key=f"akt-{turn}-code").options == ["Falun"]


def test_every_choice_is_in_the_address_and_narrows_what_is_shown(may: None, stored: Store) -> None:
    put(
        stored,
        activity(goals=(1,)),
        activity("Länets", municipality="0020", goals=(2,), state=State.PLANNED),
        activity("Orsas", municipality="2034", goals=(1, 2)),
    )
    test = page()
    assert query(test) == {}
    test.selectbox(key="kommun-urval").set_value("2080").run()
    shown = markup(test, "tabell-val")
    assert "Träffpunkt" in shown
    assert "Länets" in shown  # the whole county's concern every municipality
    assert "Orsas" not in shown
    assert "1 i Falun och 1 för hela länet" in said(test)
    test.selectbox(key="delmal-urval").set_value("1").run()
    test.button_group(key="lage").set_value("pagar").run()
    assert query(test) == {"kommun": "2080", "delmal": "1", "lage": "pagar"}
    assert "Länets" not in markup(test, "tidslinje-val")
    assert "Träffpunkt" in markup(test, "tidslinje-val")
    test.button_group(key="lage").set_value("avbruten").run()
    assert "Ingen aktivitet stämmer" in markup(test, "tidslinje-val")
    assert not has_component(test, "tabell-val")


def test_a_state_that_does_not_go_with_the_days_is_pointed_out_where_it_is_read(
    may: None, stored: Store
) -> None:
    ended = activity(ends=dt.date(2025, 12, 31), state=State.ONGOING)
    put(stored, ended, activity("Klar", ends=dt.date(2025, 12, 31), state=State.DONE))
    test = page(aktivitet=PLACE)
    assert "1 har ett läge som inte stämmer med dagarna" in said(test)
    assert "Slutet 2025-12-31 har varit" in texts(test)
    assert markup(test, "tidslinje-val").count("stämmer läget?") == len(ended.goals)


def test_what_is_not_known_in_the_address_is_passed_over(may: None, stored: Store) -> None:
    put(stored, activity())
    test = page(delmal="9", kommun="0180", lage="<b>", aktivitet="2080:finns-inte")
    assert "Träffpunkt" in markup(test, "tidslinje-val")
    assert not has(test, "stang")


def test_one_is_registered_after_what_is_wrong_and_doubtful_has_been_told(may: None, stored: Store) -> None:
    test = press(page(), "registrera")
    fill(test, title="Mobilt team", code="2080", goals=[1, 3], starts="2025-05-01", ends="2025-01-01")
    press(test, "spara")
    told = said(test)
    assert "Huvudman måste fyllas i" in told
    assert "Inget är sparat" in told
    fill(test, principals=["kommun", "region"], ends="", state="pågår", responsible="Anna Andersson")
    press(test, "spara")
    assert "person" in test.warning[0].value
    assert standing(stored) == {}
    press(test, "spara")
    form = only(stored)
    assert (form.title, form.goals, form.ends) == ("Mobilt team", (1, 3), None)
    assert form.starts == dt.date(2025, 5, 1)
    assert "Sparat" in test.success[0].value
    assert query(test)["aktivitet"] == "2080:mobilt-team"


def test_a_plan_that_is_not_registered_is_pointed_out_once(may: None, stored: Store) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "andra")
    fill(test, plan="Närvårdsplan")
    press(test, "spara")
    assert "”Närvårdsplan” är inte registrerad" in test.warning[0].value
    press(test, "spara")
    assert only(stored).plan == "Närvårdsplan"
    assert "inte är registrerad" in texts(test)


def test_a_title_that_stands_is_not_registered_again(may: None, stored: Store) -> None:
    put(stored, activity())
    test = press(page(), "registrera")
    same = {"title": "träffpunkt  för äldre", "code": "2080", "goals": [1]}
    fill(test, **same, principals=["kommun"], starts="2025-03-01", state="pågår")
    press(test, "spara")
    assert "redan registrerad" in test.error[0].value
    assert len(history(stored)) == 1


def test_one_is_changed_and_goes_by_the_same_id(may: None, stored: Store) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "andra")
    fill(test, title="Nytt namn", result="Tolv kom")
    press(test, "spara")
    form = only(stored)
    assert (form.id, form.title, form.result) == ("traffpunkt-for-aldre", "Nytt namn", "Tolv kom")
    assert "Tolv kom" in texts(test)


def test_one_is_closed_with_what_was_learnt(may: None, stored: Store) -> None:
    put(stored, activity(ends=None))
    test = press(page(aktivitet=PLACE), "avsluta")
    assert "Avsluta ”Träffpunkt" in texts(test)
    fill(test, went_well="Samarbetet", was_hard="Tiden")
    press(test, "spara")
    form = only(stored)
    assert (form.state, form.went_well, form.was_hard) == (State.DONE, "Samarbetet", "Tiden")
    assert form.ends is not None
    assert not has(test, "avsluta")


def test_nothing_changed_stores_nothing_and_giving_up_neither(may: None, stored: Store) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "andra")
    press(test, "spara")
    assert "Inget var ändrat" in said(test)
    press(test, "andra")
    fill(test, title="Nytt namn")
    press(test, "avbryt")
    assert only(stored).title == "Träffpunkt för äldre"
    assert len(history(stored)) == 1


def test_what_is_half_written_is_still_there_after_another_page(may: None, stored: Store) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "andra")
    fill(test, result="Halvvägs", goals=[2])
    test.switch_page("pages/planer.py").run()
    test.switch_page("pages/aktiviteter.py").run()
    press(test, "spara")
    assert (only(stored).result, only(stored).goals) == ("Halvvägs", (2,))


def test_the_second_of_two_is_told_keeps_all_and_takes_in_what_only_the_other_changed(
    may: None, stored: Store
) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "andra")
    fill(test, result="Mitt resultat", target_group="Min grupp")
    put(stored, activity(**OPEN, result="Deras resultat", went_well="Deras lärdom"))
    press(test, "spara")
    told = said(test)
    assert "Någon annan ändrade" in test.warning[0].value
    assert "Deras resultat" in told
    assert "Mitt resultat" in told
    assert "**Vad gick bra**" in told
    assert only(stored).result == "Deras resultat"
    press(test, "spara")
    form = only(stored)
    assert (form.result, form.target_group, form.went_well) == ("Mitt resultat", "Min grupp", "Deras lärdom")


def test_the_second_of_two_may_take_what_stands_instead(may: None, stored: Store) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "andra")
    fill(test, result="Mitt")
    put(stored, activity(**OPEN, result="Deras"))
    press(press(test, "spara"), "ta-deras")
    assert test.session_state["aktivitetsutkast"].draft.said["result"] == "Deras"


def test_what_is_withdrawn_meanwhile_is_told_and_nothing_is_lost(may: None, stored: Store) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "andra")
    fill(test, result="Mitt")
    withdraw(stored, operator(), [1], "Fel")
    press(test, "spara")
    assert "drog tillbaka" in test.warning[0].value
    press(test, "spara")
    assert only(stored).result == "Mitt"


def test_closing_does_not_undo_that_someone_else_has_stopped_it_without_saying_so(
    may: None, stored: Store
) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "avsluta")
    put(stored, activity(**OPEN, state=State.STOPPED))
    press(test, "spara")
    assert only(stored).state is State.STOPPED
    told = said(test)
    assert "ni båda ändrat" in told
    assert "avbruten" in told


def test_one_is_withdrawn_where_it_stands_after_what_then_holds_has_been_told(
    may: None, stored: Store
) -> None:
    put(stored, activity(**OPEN))
    test = press(page(aktivitet=PLACE), "andra")
    fill(test, title="Fel namn")
    press(press(test, "spara"), "dra")
    assert "Träffpunkt för äldre" in said(test)  # what would hold again
    test.text_input(key="aktivitet-skal").set_value("Fel")
    press(test, "aktivitet-dra-tillbaka")
    assert only(stored).title == "Träffpunkt för äldre"
    assert "draget tillbaka" in test.success[0].value
    press(test, "dra")
    test.text_input(key="aktivitet-skal").set_value("Fel")
    press(test, "aktivitet-dra-tillbaka")
    assert standing(stored) == {}
    assert "draget tillbaka" in said(test)


def test_who_has_lost_the_right_meanwhile_saves_nothing(
    may: None, stored: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(stored, activity("Orsas", municipality="2034", **OPEN))
    test = press(page(aktivitet="2034:orsas"), "andra")
    fill(test, result="Mitt")
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    press(test, "spara")
    assert "får inte ändra" in said(test)
    assert only(stored).result == ""


def test_hostile_words_stay_words(may: None, stored: Store) -> None:
    put(stored, activity(HOSTILE, result=HOSTILE, target_group=HOSTILE))
    place = "2080:script-alert-1-script-fet-1-1"
    test = page(aktivitet=place)
    for shown in (markup(test, "tidslinje-val"), markup(test, "tabell-val"), texts(test)):
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
    press(test, "andra")
    assert "Ändra ”&lt;script" in texts(test)


def test_the_activities_that_are_shown_can_be_downloaded(may: None, stored: Store) -> None:
    put(stored, activity())
    test = page()
    test.session_state["ladda-ned"] = True
    test.run()
    assert len(test.get("download_button")) == 4


def test_a_broken_database_leaves_the_page_up(may: None, local: object) -> None:
    (local / FILE).write_text("inte en databas " * 100, "utf-8")
    test = page()
    assert "kan inte läsas" in said(test)
