"""The spine chart: where each value lies, mirrored so that better is to the right."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from gnv.areas import REGION_DALARNA, Areas
from gnv.charts.markup import html_text, node
from gnv.charts.picture import Frame
from gnv.charts.spine import REACH, Bar, Block, Row, bar, cell, distance_words, spine_picture
from gnv.charts.spine_table import WITHOUT_DIRECTION, parts, picture_blocks, spine_table
from gnv.compare import Position
from gnv.observations import Status
from gnv.standing import NOTHING, Against, Standing
from gnv.strategy import Strategy
from tests.gnv.standings import FALUN, Make, own_profile, standings

HIGH, LOW, NONE = "U23521", "U20462", "N21701"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def make(strategy: Strategy) -> Make:
    made = standings(strategy)

    def standing(measure: str, difference: float, position: Position, **other: object) -> Standing:
        known: dict[str, object] = {
            "value": 50.0 + difference,
            "spread": 10.0,
            "lower_quartile": 45.0,
            "upper_quartile": 60.0,
            "against": Against(50.0, 15, difference, position, lasting=True),
        }
        return made(measure, **(known | other))

    return standing


def test_a_distance_is_counted_in_spreads_from_the_comparator(make: Make) -> None:
    drawn = bar(make(HIGH, 15.0, Position.BETTER))
    assert drawn == Bar(1.5, False, -0.5, 1.0, 1.5, Position.BETTER)


def test_better_is_to_the_right_also_where_low_is_better(make: Make) -> None:
    drawn = bar(make(LOW, -15.0, Position.BETTER))
    assert drawn is not None
    assert drawn.at == 1.5
    assert (drawn.low, drawn.high) == (-1.0, 0.5)  # mirrored with it


def test_without_a_direction_higher_is_to_the_right(make: Make) -> None:
    drawn = bar(make(NONE, 15.0, Position.HIGHER))
    assert drawn is not None
    assert drawn.at == 1.5
    assert distance_words(drawn) == "1,5 s högre"


def test_what_lies_far_out_is_clamped_and_marked(make: Make) -> None:
    far = bar(make(HIGH, -72.0, Position.WORSE))
    near = bar(make(HIGH, -30.0, Position.WORSE))
    assert far is not None
    assert near is not None
    assert (far.at, far.beyond, far.distance) == (-REACH, True, -7.2)
    assert not near.beyond
    assert "7,2 s" in distance_words(far)


def test_without_a_class_there_is_no_bar(make: Make) -> None:
    assert bar(make(HIGH, 0.0, Position.NONE, against=NOTHING)) is None


def test_the_comparator_stands_in_the_middle_of_the_cell() -> None:
    def at(distance: float) -> float:
        parent = node(None, "td")
        cell(parent, Bar(distance, False, -1, 1, distance, Position.LEVEL))
        mark = parent.find("svg/svg")
        assert mark is not None
        return float(mark.get("x", "").rstrip("%"))

    assert at(0.0) == 50.0
    assert at(1.0) - 50 == pytest.approx(50 - at(-1.0))
    assert at(REACH) < 100


def test_a_class_has_its_own_shape() -> None:
    def drawn(position: Position, *, beyond: bool = False) -> str:
        parent = node(None, "td")
        cell(parent, Bar(0.0, beyond, 0, 0, 1.0, position))
        return re.sub(r'(fill|stroke)="#\w+"', "", html_text(parent)).split("<svg")[2]

    shapes = {drawn(position) for position in (Position.BETTER, Position.WORSE, Position.LEVEL)}
    assert len(shapes | {drawn(Position.BETTER, beyond=True)}) == 4


def test_those_without_direction_stand_apart_and_in_violet(
    make: Make, strategy: Strategy, areas: Areas
) -> None:
    own = own_profile(make(NONE, 15.0, Position.HIGHER), make(HIGH, 15.0, Position.BETTER))
    found = parts(own, strategy.goals)
    assert [each.indicator.id for each in found[-1][2]] == [NONE]
    assert found[-1][0] == WITHOUT_DIRECTION
    violet = spine_table(own, strategy.goals, areas).split(WITHOUT_DIRECTION)[1]
    assert "#6040a0" in violet
    assert not any(word in violet.split("</tbody>")[0] for word in ("bättre", "sämre"))


def test_each_row_leads_on_to_the_key_figure(make: Make, strategy: Strategy, areas: Areas) -> None:
    own = own_profile(make(HIGH, 15.0, Position.BETTER), choice="riket", gender="K", year="2022")
    shown = spine_table(own, strategy.goals, areas).replace("&amp;", "&")
    assert f'href="nyckeltal?matt={HIGH}&kommun={FALUN}&ar=2022&kon=K&jfr=riket"' in shown


def test_missing_and_incomparable_values_say_why(make: Make, strategy: Strategy, areas: Areas) -> None:
    missing = make(LOW, 0.0, Position.NONE, value=None, status=Status.NOT_COLLECTED, period="2012")
    alone = make(HIGH, 0.0, Position.NONE, against=NOTHING)
    shown = spine_table(own_profile(missing, alone, choice="riket"), strategy.goals, areas)
    assert "inte insamlat 2012" in shown
    assert "riket har inget värde 2022" in shown
    assert "<svg" not in shown


def test_the_regions_values_are_marked(make: Make, strategy: Strategy, areas: Areas) -> None:
    regional = make("U70447", 5.0, Position.LEVEL, code=REGION_DALARNA, regional=True)
    shown = spine_table(own_profile(regional), strategy.goals, areas)
    assert ">Region Dalarna<" in shown
    region = own_profile(regional, code=REGION_DALARNA, name="Region Dalarna", regional=True)
    assert ">Region Dalarna<" not in spine_table(region, strategy.goals, areas)


def test_the_picture_has_the_same_rows_and_stands_alone(make: Make, strategy: Strategy, areas: Areas) -> None:
    own = own_profile(make(HIGH, 15.0, Position.BETTER), make(NONE, -15.0, Position.LOWER))
    blocks = picture_blocks(own, strategy.goals, areas)
    root = ET.fromstring(spine_picture(blocks, "Falun mot Mitten", Frame("Falun mot Mitten", "Källa")))
    words = [text.text for text in root.iter(f"{SVG}text")]
    for block in blocks:
        assert block.heading in words
        assert all(row.name in words and row.value in words for row in block.rows)
    assert {"Falun mot Mitten", "Källa"} <= set(words)


def test_a_text_that_could_be_markup_stays_a_text() -> None:
    row = Row("<script>", "<b>", None, "&")
    drawn = spine_picture([Block("<i>", ("a", "b"), "<u>", (row,))], "<x>", Frame("<h>", "s"))
    assert "<script" not in drawn
    ET.fromstring(drawn)
