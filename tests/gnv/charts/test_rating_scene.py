"""The self-assessment's results as they are drawn: maps, table, sentences, pictures and texts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from gnv.areas import Areas
from gnv.assessed import tell_scores
from gnv.assessment.outcome import Outcome, outcome
from gnv.charts.projection import Shapes, shapes
from gnv.charts.rating_maps import cells
from gnv.charts.rating_scene import RatingScene
from gnv.charts.rating_texts import invitation
from gnv.charts.theme import MISSING_FILL, level_fill
from gnv.observations import Observations
from gnv.story import Story
from gnv.strategy import Strategy
from gnv.view import View
from tests.conftest import edition_of
from tests.gnv.assessment.answers import MISSING, answer, answers

SVG = "{http://www.w3.org/2000/svg}"
FALUN, MORA, WHOLE = "2080", "2062", "0020"
HOSTILE = "<script>alert(1)</script>"
ROWS = [
    answer("A", 2.0, period="2024"),
    answer("A", 1.0, comment=HOSTILE),
    answer("B", 3.0),
    answer("C", 5.0, principal="region"),
    answer("M", 5.0, municipality=MORA),
    answer("M", 4.0, goal=2, municipality=MORA),
    answer("L", 4.0, municipality=WHOLE, principal="region"),
    answer(HOSTILE, MISSING),
]


@pytest.fixture(scope="module")
def drawing(areas: Areas) -> Shapes:
    return shapes(areas.dalarna_outlines, areas.by_code, 640.0)


def scene(
    strategy: Strategy, areas: Areas, drawing: Shapes, rows: list[dict[str, object]], **chosen: object
) -> RatingScene:
    if (key := repr(rows)) not in _told:
        _told[key] = told(strategy, areas, rows)
    view = View(**{"delmal": 1, "matt": "", **chosen})
    return RatingScene(*_told[key], view, strategy, areas, drawing, drawing)


_told: dict[str, tuple[Outcome, dict[int, Story]]] = {}


def told(strategy: Strategy, areas: Areas, rows: list[dict[str, object]]) -> tuple[Outcome, dict[int, Story]]:
    """Return the facts of a scene, which take their time: they are told once for the same rows."""
    frame = answers(rows)
    observations = Observations(edition_of([])).with_scores(frame)
    result = outcome(frame, "", strategy.scale, areas.dalarna)
    stories = {
        goal.number: tell_scores(
            goal.self_assessment, observations, areas, strategy.scale, period=result.period
        )
        for goal in strategy.goals
    }
    return result, stories


def test_a_municipality_is_drawn_by_the_whole_scale_with_how_many_units(
    strategy: Strategy, areas: Areas, drawing: Shapes
) -> None:
    drawn = cells(scene(strategy, areas, drawing, ROWS).result, 1)
    assert (drawn[FALUN].fill, drawn[FALUN].label, drawn[FALUN].note) == (level_fill(0.5), "3,0", "(3)")
    assert drawn[MORA].fill == level_fill(1.0)
    assert drawn["2034"].missing
    assert drawn["2034"].fill == MISSING_FILL
    assert drawn["2034"].spoken == "ej besvarat"


def test_every_municipality_can_be_clicked_answered_or_not(
    strategy: Strategy, areas: Areas, drawing: Shapes
) -> None:
    here = scene(strategy, areas, drawing, ROWS)
    for shown in (here.map, here.table):
        assert set(re.findall(r'data-area="(\d{4})"', shown)) >= set(areas.dalarna)


def test_the_five_small_maps_share_one_scale_and_are_named(
    strategy: Strategy, areas: Areas, drawing: Shapes
) -> None:
    small = scene(strategy, areas, drawing, ROWS).small_maps
    assert small.count("<svg") == len(strategy.goals)
    assert all(goal.name in small for goal in strategy.goals)
    assert level_fill(0.75) in small  # Mora's 4,0 in the second sub-goal
    assert small.count("aria-label") == len(strategy.goals)


def test_the_table_holds_every_sub_goal_and_can_be_sorted_by_each(
    strategy: Strategy, areas: Areas, drawing: Shapes
) -> None:
    table = scene(strategy, areas, drawing, ROWS, kommun=FALUN).table
    assert table.count('data-sort="tal"') == len(strategy.goals)
    assert 'class="vald"' in table
    assert "delat" in table  # 1, 3 and 5 in Falun
    assert "ej besvarat" in table
    assert f'data-area="{WHOLE}"' in table


def test_the_county_comes_first_then_the_chosen_municipality(
    strategy: Strategy, areas: Areas, drawing: Shapes
) -> None:
    county = scene(strategy, areas, drawing, ROWS).summary
    own = scene(strategy, areas, drawing, ROWS, kommun=FALUN).summary
    assert "2 av 15 kommuner" in county
    assert "Falun har" not in county
    assert "Falun har 3,0" in own
    assert "kommunens verksamheter 2,0 (2)" in own


def test_where_only_units_of_the_whole_county_have_answered_they_are_shown(
    strategy: Strategy, areas: Areas, drawing: Shapes
) -> None:
    here = scene(strategy, areas, drawing, [ROWS[-2]])
    assert here.spread.count("<circle") == 1
    assert "L" in here.units
    assert here.lines


def test_an_example_is_marked_in_every_picture_and_below_map_and_table(
    strategy: Strategy, areas: Areas, drawing: Shapes
) -> None:
    here = scene(strategy, areas, drawing, ROWS, exempel=True)
    pictures = (here.framed_map, here.framed_small_maps, here.framed_spread, here.framed_trend)
    for draw in pictures:
        words = " ".join(text.text or "" for text in ET.fromstring(draw()).iter(f"{SVG}text"))
        assert "Exempeldata, påhittade" in words
    assert "Exempeldata, påhittade" in here.map
    assert "Exempeldata, påhittade" in here.table
    assert "Exempeldata" not in scene(strategy, areas, drawing, ROWS).framed_map()


def test_what_units_have_written_stays_words(strategy: Strategy, areas: Areas, drawing: Shapes) -> None:
    here = scene(strategy, areas, drawing, ROWS)
    for shown in (here.comments, here.silent):
        assert "&lt;script&gt;" in shown
        assert "<script" not in shown


def test_words_about_every_sub_goal_stand_once(strategy: Strategy, areas: Areas, drawing: Shapes) -> None:
    rows = [answer("A", 3.0, goal.number, comment="På väg") for goal in strategy.goals]
    rows += [answer("B", 3.0, goal, comment="Svårt") for goal in (1, 3)]
    shown = scene(strategy, areas, drawing, rows).comments
    assert shown.count("På väg") == shown.count("Svårt") == 1
    assert ">alla delmål<" in shown
    assert f">{strategy.goal(1).name} och {strategy.goal(3).name}<" in shown


def test_an_area_without_comments_has_none(strategy: Strategy, areas: Areas, drawing: Shapes) -> None:
    assert scene(strategy, areas, drawing, ROWS, kommun=MORA).comments == ""


def test_every_picture_has_its_table(strategy: Strategy, areas: Areas, drawing: Shapes) -> None:
    here = scene(strategy, areas, drawing, ROWS, kommun=FALUN)
    assert all(f">{name}<" in here.units for name in ("A", "B", "C"))
    assert ">M<" not in here.units
    assert "2024" in here.trend_table


def test_no_colour_or_word_of_the_page_judges(strategy: Strategy, areas: Areas, drawing: Shapes) -> None:
    here = scene(strategy, areas, drawing, ROWS, kommun=FALUN)
    parts = (here.map, here.small_maps, here.summary, here.spread, here.table, here.trend, here.coverage)
    shown = " ".join(parts).casefold()
    assert not any(word in shown for word in ("bättre", "sämre", ">plats", "#93c0ea", "#f5b277"))


def test_the_invitation_leads_to_the_upload() -> None:
    assert 'href="ladda-upp"' in invitation()
