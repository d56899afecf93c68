"""The page Karta in each of its states."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from gnv.areas import Areas
from gnv.strategy import Strategy
from tests.pages.page import choice, has_component, markup, open_page, texts

PANELS = ("karta-val", "trend-bild", "tabell-val")


def query(test: AppTest) -> dict[str, str]:
    shown = test.query_params.items()
    return {name: values if isinstance(values, str) else values[0] for name, values in shown}


def test_the_start_page_shows_the_first_sub_goal_on_real_figures() -> None:
    test = open_page()
    assert choice(test, "delmal") == 1
    assert choice(test, "matt-per-kommun") == "U23521"
    assert choice(test, "ar") == "2022"
    assert "97\u00a0%" in markup(test, "karta-val")
    assert "5 kommuner bättre, 8 i nivå och 2 sämre" in texts(test)
    assert query(test) == {}


def test_every_municipality_is_in_map_and_table(areas: Areas) -> None:
    test = open_page()
    for key in ("karta-val", "tabell-val"):
        shown = markup(test, key)
        assert all(f'data-area="{code}"' in shown for code in areas.dalarna)


def test_the_tiles_hold_all_twenty_key_figures(strategy: Strategy) -> None:
    test = open_page()
    labels = " ".join(test.button_group(key="delmal").options)
    assert all(goal.name in labels for goal in strategy.goals)
    assert all(indicator.short_name in labels for indicator in strategy.indicators)


def test_choosing_a_municipality_in_the_list_marks_it_everywhere_and_writes_the_address() -> None:
    test = open_page()
    test.selectbox(key="kommun").select("2080").run()
    assert query(test) == {"kommun": "2080"}
    assert 'aria-pressed="true"' in markup(test, "karta-val")
    assert 'class="vald"' in markup(test, "tabell-val")
    assert "Falun" in markup(test, "trend-bild")
    assert "Falun har" in texts(test)


def test_switching_sub_goal_keeps_the_municipality_and_takes_its_first_measure() -> None:
    test = open_page(kommun="2080", ar="2015")
    test.button_group(key="delmal").set_value(5).run()
    assert query(test)["delmal"] == "5"
    assert query(test)["kommun"] == "2080"
    assert "ar" not in query(test)
    assert choice(test, "matt-per-kommun") == "U20462"


@pytest.mark.parametrize(
    ("goal", "first"), [(1, "U23521"), (2, "N79173"), (3, "U23482"), (4, "U21426"), (5, "U20462")]
)
def test_each_sub_goal_opens_with_its_first_measure(goal: int, first: str, strategy: Strategy) -> None:
    test = open_page(delmal=str(goal))
    group = "per-kommun" if strategy.measure(first).municipal else "per-region"
    assert choice(test, f"matt-{group}") == first


def test_every_measure_of_the_strategy_has_a_page(strategy: Strategy) -> None:
    for indicator in strategy.indicators:
        test = open_page(matt=indicator.id, kommun="2034")
        assert indicator.name in texts(test)
        assert choice(test, "delmal") == indicator.goal


@pytest.mark.parametrize(
    ("measure", "reason"),
    [("U71456", "utgånget"), ("individuell-plan", "under utveckling"), ("N72802", "inte hämtat")],
)
def test_a_measure_without_values_says_why_in_place_of_a_map(measure: str, reason: str) -> None:
    test = open_page(matt=measure)
    assert reason in texts(test).lower()
    assert not any(has_component(test, key) for key in PANELS)


def test_a_region_measure_shows_dalarna_among_the_regions(areas: Areas) -> None:
    test = open_page(matt="U79133", kommun="2080")
    shown = markup(test, "karta-val")
    assert shown.count("gnv-remsa") == 1
    assert all(f'data-area="{code}"' in shown for code in areas.regions)
    assert "hör till Region Dalarna" in texts(test)
    assert "Region Dalarna" in markup(test, "trend-bild")


def test_a_region_to_compare_with_gets_its_own_line() -> None:
    assert "Region Stockholm" in markup(open_page(matt="U79133", jfr="0001"), "trend-bild")


def test_women_and_men_are_chosen_where_they_exist() -> None:
    test = open_page(matt="U23521", kon="K")
    assert "kvinnor" in texts(test)
    assert "saknas i Kolada" in markup(test, "tabell-val")
    with pytest.raises(KeyError):
        open_page(matt="U79133").button_group(key="kon")


def test_a_measure_without_direction_is_shown_by_level_and_never_judged() -> None:
    test = open_page(matt="N21701")
    assert "bättre" not in markup(test, "tabell-val").replace("är bättre", "").replace("varken högt", "")
    assert "sämre" not in texts(test)
    with pytest.raises(KeyError):
        test.button_group(key="visning")


def test_the_map_can_show_levels() -> None:
    position, level = open_page(), open_page(visning="niva")
    assert markup(position, "karta-val") != markup(level, "karta-val")
    assert "▲" not in markup(level, "karta-val")


@pytest.mark.parametrize(
    "wrong",
    [
        {"delmal": "6"},
        {"ar": "9999"},
        {"ar": "1950"},
        {"kommun": "<script>alert(1)</script>"},
        {"matt": "'; DROP TABLE"},
        {"kon": "X"},
        {"visning": "alla"},
        {"jfr": "0"},
        {"omg": "2025-9"},
    ],
)
def test_unknown_values_in_the_address_fall_back_quietly(wrong: dict[str, str]) -> None:
    test = open_page(**wrong)
    assert choice(test, "delmal") == 1
    assert choice(test, "ar") == "2022"
    assert not test.warning
    assert not test.error
    assert "script" not in texts(test)


def test_a_year_can_be_chosen_and_the_latest_leaves_the_address() -> None:
    test = open_page()
    test.selectbox(key="ar").select("2015").run()
    assert query(test)["ar"] == "2015"
    assert "2015" in texts(test)
    test.selectbox(key="ar").select("2022").run()
    assert "ar" not in query(test)


def test_meeting_mode_shows_the_same_view_without_choices() -> None:
    test = open_page(mote="1", kommun="2080")
    assert "Falun har" in texts(test)
    assert len(test.selectbox) == 0
    test.button(key="mote-Right").click().run()
    assert query(test)["delmal"] == "2"
    assert query(test)["kommun"] == "2080"
    test.button(key="mote-Down").click().run()
    assert query(test)["kommun"] == "2026"
    test.button(key="mote-Esc").click().run()
    assert "mote" not in query(test)


def test_a_meeting_goes_around_all_sub_goals_and_municipalities() -> None:
    test = open_page(mote="1")
    for _ in range(5):
        test.button(key="mote-Right").click().run()
    assert query(test).get("delmal", "1") == "1"
    for _ in range(17):
        test.button(key="mote-Down").click().run()
    assert "kommun" not in query(test)


def test_a_person_who_has_read_another_page_comes_back_to_the_view() -> None:
    test = open_page(matt="U20462", kommun="2080")
    test.switch_page("pages/om.py").run()
    test.query_params.clear()
    test.switch_page("pages/karta.py").run()
    assert choice(test, "kommun") == "2080"
    assert choice(test, "matt-per-kommun") == "U20462"


def test_why_the_colour_is_told_when_it_is_asked_for() -> None:
    test = open_page(kommun="2080")
    assert "gnv-varfor" not in texts(test)
    test.session_state["varfor"] = True
    test.run()
    assert "Falun har 87" in texts(test).split("gnv-varfor")[1]
    test.selectbox(key="kommun").select("").run()
    assert "Falun" not in texts(test).split("gnv-varfor")[1]
    test.button_group(key="visning").set_value("niva").run()
    assert "mörkast" in texts(test).split("gnv-varfor")[1]


def test_a_meeting_is_not_cluttered_by_the_question() -> None:
    assert "varfor" in open_page().session_state
    assert "varfor" not in open_page(mote="1").session_state
