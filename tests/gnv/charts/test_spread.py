"""The spread of an area's units: every one a dot at its score."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from gnv.areas import Areas
from gnv.assessment.outcome import COUNTY, Outcome, outcome
from gnv.charts.picture import Frame
from gnv.charts.spread import spread
from gnv.strategy import Strategy
from tests.gnv.assessment.answers import answer, answers

SVG = "{http://www.w3.org/2000/svg}"
FALUN = "2080"


def result_of(areas: Areas, rows: list[dict[str, object]]) -> Outcome:
    return outcome(answers(rows), "", (1, 5), areas.dalarna)


def drawn(result: Outcome, strategy: Strategy, area: str = FALUN, **more: object) -> ET.Element:
    return ET.fromstring(spread(result, area, strategy.goals, 1, "Spridning", **more))


def dots(root: ET.Element) -> list[tuple[float, float, float]]:
    return [tuple(float(dot.get(at, "")) for at in ("cx", "cy", "r")) for dot in root.iter(f"{SVG}circle")]


def test_every_unit_is_a_dot_and_equal_scores_lie_at_the_same_place_of_the_scale(
    areas: Areas, strategy: Strategy
) -> None:
    rows = [answer("A", 1.0), answer("B", 3.0), answer("C", 5.0), answer("D", 3.0, principal="region")]
    places = sorted(x for x, _, _ in dots(drawn(result_of(areas, rows), strategy)))
    assert len(places) == 4
    assert places[1] == places[2]
    assert places[1] - places[0] == pytest.approx(places[3] - places[2], abs=0.2)


def test_kommun_and_region_lie_beside_each_other_and_only_those_that_answered(
    areas: Areas, strategy: Strategy
) -> None:
    both = result_of(areas, [answer("A", 2.0), answer("B", 2.0, principal="region")])
    assert len({y for _, y, _ in dots(drawn(both, strategy))}) == 2
    words = Counter(text.text for text in drawn(both, strategy).iter(f"{SVG}text"))
    assert words["kommun"] == words["region"] == 1
    one = Counter(
        text.text for text in drawn(result_of(areas, [answer("A", 2.0)]), strategy).iter(f"{SVG}text")
    )
    assert "region" not in one


def test_level_and_agreement_are_said_and_an_unanswered_sub_goal_too(
    areas: Areas, strategy: Strategy
) -> None:
    result = result_of(areas, [answer(name, 4.0) for name in "ABC"])
    said = [text.text for text in drawn(result, strategy).iter(f"{SVG}text")]
    assert "4,0, högt på skalan, samstämmigt" in said
    assert said.count("ej besvarat") == 4


@pytest.mark.parametrize("units", [2, 40, 700])
def test_however_many_say_the_same_no_dot_leaves_its_lane_or_covers_another(
    units: int, areas: Areas, strategy: Strategy
) -> None:
    rows = [answer(f"unit {number}", 3.0 + number % 2) for number in range(units)]
    found = dots(drawn(result_of(areas, rows), strategy))
    assert len(set(found)) == units
    heights = [y for _, y, _ in found]
    assert max(heights) - min(heights) + 2 * found[0][2] <= 28
    threes = [x for x, _, _ in found if x < sum(each[0] for each in found) / units]
    fours = [x for x, _, _ in found if x > sum(each[0] for each in found) / units]
    assert max(threes) < min(fours)


def test_an_areas_dots_name_their_units_and_the_countys_do_not(areas: Areas, strategy: Strategy) -> None:
    result = result_of(areas, [answer("Åsens <b>hemtjänst</b>", 3.0)])
    assert [title.text for title in drawn(result, strategy).iter(f"{SVG}title")] == [
        "Åsens <b>hemtjänst</b>: 3,0"
    ]
    assert not list(drawn(result, strategy, COUNTY).iter(f"{SVG}title"))


def test_the_countys_dots_are_those_that_its_score_rests_on(areas: Areas, strategy: Strategy) -> None:
    rows = [answer("A", 3.0), answer("L", 3.0, municipality="0020", principal="region")]
    assert len(dots(drawn(result_of(areas, rows), strategy, COUNTY))) == 1


def test_a_picture_that_leaves_the_page_carries_heading_and_source(areas: Areas, strategy: Strategy) -> None:
    root = drawn(result_of(areas, [answer("A", 3.0)]), strategy, frame=Frame("Falun", "Exempeldata"))
    said = [text.text for text in root.iter(f"{SVG}text")]
    assert {"Falun", "Exempeldata"} <= set(said)
