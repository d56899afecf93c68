from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.areas import load_areas
from gnv.strategy import SELF_ASSESSMENT
from gnv.strategy_file import read_strategy
from gnv.view import (
    View,
    compared_code,
    first_measure,
    full_query,
    link,
    parse_view,
    period_of,
    short_query,
    stepped,
    visning_of,
)
from tests.conftest import ROOT
from tests.examples import examples

STRATEGY = read_strategy(ROOT / "data" / "strategi.toml")
AREAS = load_areas(ROOT / "geo")
IDS = [indicator.id for indicator in STRATEGY.indicators]
MAPPED = frozenset({"U23521", "N79173", "U23482", "U21426", "U20462"})


def parsed(mapped=MAPPED, **query) -> View:
    return parse_view(query, STRATEGY, AREAS, mapped)


def test_an_empty_address_opens_the_first_measure_of_the_first_goal():
    assert parsed() == View(delmal=1, matt="U23521")


@pytest.mark.parametrize(
    ("goal", "measure"), [(1, "U23521"), (2, "N79173"), (3, "U23482"), (4, "U21426"), (5, "U20462")]
)
def test_each_goal_opens_with_its_first_measure(goal, measure):
    assert parsed(delmal=str(goal)) == View(delmal=goal, matt=measure)


@pytest.mark.parametrize(
    "query",
    [
        {"delmal": "6"},
        {"delmal": "0"},
        {"delmal": "-1"},
        {"delmal": "ett"},
        {"delmal": "1.0"},
        {"delmal": "１"},
        {"ar": "9999"},
        {"ar": "22"},
        {"ar": "2022-1"},
        {"ar": "20222"},
        {"ar": "2022\n"},
        {"ar": "20２２"},
        {"omg": "1999"},
        {"omg": "2025-3"},
        {"omg": "20２5"},
        {"kommun": "<script>"},
        {"kommun": "0180"},
        {"kommun": "0000"},
        {"kommun": "Falun"},
        {"jfr": "<script>"},
        {"jfr": "MITTEN"},
        {"jfr": "9999"},
        {"kon": "X"},
        {"kon": "k"},
        {"visning": "karta"},
        {"matt": "U00000"},
        {"matt": "'; DROP TABLE"},
        {"mote": "ja"},
        {"okand": "x"},
    ],
)
def test_what_is_not_known_is_passed_over(query):
    assert parsed(**query) == View(delmal=1, matt="U23521")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"ar": "2022"}, "ar"),
        ({"ar": "1998"}, "ar"),
        ({"omg": "2025-1"}, "omg"),
        ({"omg": "2025"}, "omg"),
        ({"kommun": "2080"}, "kommun"),
        ({"kommun": "0020"}, "kommun"),
        ({"jfr": "riket"}, "jfr"),
        ({"jfr": "0180"}, "jfr"),
        ({"jfr": "0009"}, "jfr"),
        ({"kon": "K"}, "kon"),
        ({"kon": "M"}, "kon"),
        ({"visning": "niva"}, "visning"),
        ({"visning": "lage"}, "visning"),
    ],
)
def test_what_is_known_is_kept(query, field):
    view = parsed(**query)
    assert getattr(view, field) == query[field]
    assert view == View(delmal=1, matt="U23521", **query)


def test_a_meeting_is_asked_for_with_one():
    assert parsed(mote="1").mote is True


def test_example_data_is_asked_for_by_one_value_only() -> None:
    assert parsed(exempel="1").exempel is True
    assert parsed(exempel="ja").exempel is False


@pytest.mark.parametrize("measure", IDS)
@pytest.mark.parametrize("goal", ["", "1", "5", "6"])
def test_a_known_key_figure_decides_the_goal(measure, goal):
    view = parsed(matt=measure, delmal=goal)
    assert (view.matt, view.delmal) == (measure, STRATEGY.measure(measure).goal)


def test_the_self_assessment_is_the_chosen_goals_own_whether_or_not_it_has_values():
    for mapped in (MAPPED, MAPPED | {"sjalvskattning-4"}):
        view = parsed(mapped, matt=SELF_ASSESSMENT, delmal="4")
        assert view == View(delmal=4, matt="sjalvskattning-4")
        assert full_query(view)["matt"] == SELF_ASSESSMENT


def test_the_first_measure_is_the_first_listed_that_can_be_shown():
    second = STRATEGY.goal(2)
    assert first_measure(second, frozenset({"sjalvskattning-2", "N79173"})) == "sjalvskattning-2"
    assert first_measure(second, frozenset({"N79173", "N71019"})) == "N79173"
    assert first_measure(second, frozenset({"N71019", "N72802"})) == "N72802"
    assert first_measure(second, frozenset()) == "N79173"
    assert first_measure(STRATEGY.goal(1), frozenset({"sjalvskattning-1"})) == "sjalvskattning-1"


def test_a_full_address_writes_defaults_too():
    assert full_query(View(delmal=1, matt="U23521")) == {
        "delmal": "1", "matt": "U23521", "jfr": "mitten", "kon": "T",
    }  # fmt: skip


def test_a_full_address_writes_every_choice():
    query = {
        "delmal": "3", "matt": "U23482", "ar": "2022", "omg": "2025-1", "kommun": "0020", "jfr": "grannar",
        "kon": "K", "visning": "niva", "mote": "1",
    }  # fmt: skip
    assert full_query(parsed(**query)) == query


def test_a_short_address_says_only_what_differs():
    assert short_query(View(delmal=1, matt="U23521"), STRATEGY, MAPPED) == {}
    assert short_query(View(delmal=3, matt="U23482"), STRATEGY, MAPPED) == {"delmal": "3"}
    assert short_query(View(delmal=1, matt="U23521", kommun="2080", kon="K"), STRATEGY, MAPPED) == {
        "kommun": "2080",
        "kon": "K",
    }
    assert short_query(View(delmal=3, matt="N21701"), STRATEGY, MAPPED)["matt"] == "N21701"


MEASURES = [measure.id for measure in STRATEGY.measures]


@st.composite
def views(draw):
    mapped = frozenset(draw(st.sets(st.sampled_from(MEASURES))))
    goal = draw(st.sampled_from(STRATEGY.goals))
    measures = [measure.id for measure in goal.measures]
    comparators = ["mitten", "riket", "dalarna", "region", "grannar", "liknande"]
    view = View(
        delmal=goal.number,
        matt=draw(st.sampled_from(measures)),
        ar=draw(st.sampled_from(["", "1998", "2012", "2022", "2099"])),
        omg=draw(st.sampled_from(["", "2025", "2025-1", "2030-2"])),
        kommun=draw(st.sampled_from(["", "0020", *AREAS.dalarna])),
        jfr=draw(st.sampled_from([*comparators, *AREAS.regions, *AREAS.municipalities])),
        kon=draw(st.sampled_from(["T", "K", "M"])),
        visning=draw(st.sampled_from(["", "lage", "niva"])),
        mote=draw(st.booleans()),
        exempel=draw(st.booleans()),
    )
    return view, mapped


@examples(150)
@given(views())
def test_every_view_is_a_link_short_and_full(drawn):
    view, mapped = drawn
    short = short_query(view, STRATEGY, mapped)
    full = full_query(view)
    assert parse_view(short, STRATEGY, AREAS, mapped) == view
    assert parse_view(full, STRATEGY, AREAS, mapped) == view
    assert short.items() <= full.items()


NAMES = st.sampled_from(
    ["delmal", "matt", "ar", "omg", "kommun", "jfr", "kon", "visning", "mote", "exempel", "x"]
)


@examples(100)
@given(query=st.dictionaries(NAMES, st.text()), mapped=st.sets(st.sampled_from(MEASURES)))
def test_any_address_is_some_view_that_is_a_link_to_itself(query, mapped):
    view = parse_view(query, STRATEGY, AREAS, frozenset(mapped))
    assert parse_view(full_query(view), STRATEGY, AREAS, frozenset(mapped)) == view
    assert STRATEGY.goal(view.delmal).number == view.delmal


def test_a_view_is_changed_by_making_a_new_one():
    view = View(delmal=1, matt="U23521")
    assert view.change(kon="K", ar="2020") == View(delmal=1, matt="U23521", kon="K", ar="2020")
    assert view.kon == "T"


@pytest.mark.parametrize(
    ("measure", "visning", "shown"),
    [
        ("U23521", "", "lage"),
        ("U23521", "niva", "niva"),
        ("U21426", "lage", "lage"),
        ("N21701", "", "niva"),
        ("N21701", "lage", "niva"),
    ],
)
def test_the_map_shows_position_where_there_is_a_direction(measure, visning, shown):
    view = View(delmal=1, matt=measure, visning=visning)
    assert visning_of(view, STRATEGY.measure(measure)) == shown


@pytest.mark.parametrize(
    ("jfr", "code"), [("riket", "0000"), ("2081", "2081"), ("mitten", None), ("grannar", None)]
)
def test_a_comparator_that_is_an_area_is_told_by_its_code(jfr, code):
    assert compared_code(View(delmal=1, matt="U23521", jfr=jfr)) == code


@pytest.mark.parametrize(
    ("current", "step", "expected"),
    [
        ("a", 1, "b"),
        ("c", 1, "a"),
        ("a", -1, "c"),
        ("b", -1, "a"),
        ("", 1, "a"),
        ("", -1, "c"),
        ("a", 3, "a"),
    ],
)
def test_steps_go_around_the_ends(current, step, expected):
    assert stepped(("a", "b", "c"), current, step) == expected


def test_a_key_figures_period_is_a_year_and_a_self_assessments_a_round():
    view = View(delmal=1, matt="U23521", ar="2022", omg="2025-1")
    assert period_of(view) == "2022"
    assert period_of(view.change(matt="sjalvskattning-1")) == "2025-1"


def test_areas_side_by_side_are_known_ones_each_once():
    assert parsed(omraden="2080,x,2034,2080,0000,").omraden == ("2080", "2034", "0000")
    assert full_query(parsed(omraden="2080,0000"))["omraden"] == "2080,0000"


def test_a_link_carries_the_choices_that_are_made():
    assert link("nyckeltal", matt="U23521", kommun="") == "nyckeltal?matt=U23521"
    assert link("jamfor", omraden="2080,0000") == "jamfor?omraden=2080,0000"
    assert link("", ar="") == "."
