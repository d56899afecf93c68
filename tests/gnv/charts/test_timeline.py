"""The timeline: what it draws of each activity, and where."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from PIL import ImageFont

from gnv.activities.form import Activity, State
from gnv.areas import Areas
from gnv.charts.activity_bar import Axis, axis_of, draw_bar
from gnv.charts.markup import node
from gnv.charts.picture import Frame
from gnv.charts.render import FONTS
from gnv.charts.timeline import Timeline, timeline, timeline_picture
from gnv.strategy import Strategy
from gnv.underway import MARKS
from tests.gnv.activities.made import activity

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def drawn(strategy: Strategy, areas: Areas):
    def make(*activities: Activity, chosen: str = "", goals: slice = slice(None)) -> Timeline:
        return Timeline(activities, strategy.goals[goals], strategy, areas, TODAY, chosen)

    return make


def rows(markup: str) -> list[ET.Element]:
    return ET.fromstring(markup).findall(".//button")


def bar(form: Activity) -> ET.Element:
    root = node(None, "svg")
    draw_bar(root, form, Axis(2024, 2028), lambda share: f"{share:.4f}", lambda share: f"{share:.4f}", 10)
    return root


def test_an_activity_stands_under_each_of_its_goals_and_can_be_chosen(drawn) -> None:
    found = rows(timeline(drawn(activity(goals=(1, 5)), chosen="2080:traffpunkt-for-aldre")))
    assert [row.get("data-area") for row in found] == ["2080:traffpunkt-for-aldre"] * 2
    assert [row.get("aria-pressed") for row in found] == ["true"] * 2
    assert [row.get("type") for row in found] == ["button"] * 2


def test_a_row_says_title_place_state_and_time_in_words(drawn) -> None:
    [row] = rows(timeline(drawn(activity(goals=(1,), ends=None))))
    said = "".join(row.itertext())
    assert all(part in said for part in ("Träffpunkt för äldre", "Falun", "pågår", "från mars 2025"))


def test_only_the_goals_that_are_asked_for_are_drawn_also_where_they_have_nothing(drawn) -> None:
    found = ET.fromstring(timeline(drawn(activity(goals=(1,)), goals=slice(1, 3))))
    assert len(found.findall(".//section")) == 2
    assert not found.findall(".//button")
    assert "".join(found.itertext()).count("Ingen aktivitet.") == 2


def test_a_bar_goes_from_the_first_day_through_the_last() -> None:
    [rect] = bar(activity(starts=dt.date(2025, 1, 1), ends=dt.date(2026, 12, 31))).findall("rect")
    assert float(rect.get("x")) == pytest.approx(366 / 1461, abs=1e-4)
    assert float(rect.get("width")) == pytest.approx(730 / 1461, abs=1e-4)


def test_a_single_day_can_be_seen() -> None:
    day = dt.date(2025, 6, 1)
    assert float(bar(activity(starts=day, ends=day)).find("rect").get("width")) > 0.005


def test_an_open_end_reaches_the_axis_end_with_an_arrow() -> None:
    open_, closed = (bar(activity(ends=ends)) for ends in (None, dt.date(2026, 2, 28)))
    rect = open_.find("rect")
    assert float(rect.get("x")) + float(rect.get("width")) == pytest.approx(1.0, abs=1e-3)
    assert open_.find("svg/path") is not None
    assert closed.find("svg/path") is None


def test_states_are_told_apart_by_shape_not_by_colour_alone() -> None:
    looks = set()
    for state in State:
        root = bar(activity(state=state))
        shapes = [(each.tag, each.get("stroke-dasharray")) for each in root.iter() if each is not root]
        looks.add(str((shapes, [each.get("d") for each in root.iter("path")])))
    assert len(looks) == len(State)


def test_the_axis_holds_everything_the_strategys_start_and_today(strategy: Strategy) -> None:
    late = activity(starts=dt.date(2020, 5, 1), ends=dt.date(2031, 1, 1))
    assert axis_of([], strategy.starts, TODAY) == Axis(2022, 2027)
    assert axis_of([late], strategy.starts, TODAY) == Axis(2020, 2032)
    assert axis_of([late], strategy.starts, TODAY).share(dt.date(2032, 1, 1)) == 1.0


def test_a_long_axis_has_few_years(strategy: Strategy) -> None:
    assert len(list(Axis(2012, 2041).years(9))) <= 9
    assert [year for year, _ in Axis(2022, 2027).years(9)] == [2022, 2023, 2024, 2025, 2026]


def test_texts_are_escaped_on_the_page_and_in_the_picture(drawn) -> None:
    shown = drawn(activity("<script>alert(1)</script>" * 5, goals=(1,)))
    for markup in (timeline(shown), timeline_picture(shown, Frame("<b>", "&"))):
        assert "<script>" not in markup
        assert "&lt;script&gt;" in markup


def test_the_picture_has_a_row_per_activity_and_goal_within_its_height(drawn) -> None:
    few, many = (
        ET.fromstring(timeline_picture(drawn(*found), Frame("Aktiviteter", "Källa")))
        for found in ((activity(),), tuple(activity(f"Nummer {number}") for number in range(40)))
    )
    assert float(many.get("height")) > 10 * float(few.get("height")) / 2
    assert "".join(many.itertext()).count("Nummer 39") == 2


def test_the_strategys_end_is_marked_where_the_axis_reaches_it(drawn) -> None:
    for ends, is_marked in ((dt.date(2029, 12, 31), False), (dt.date(2030, 6, 1), True)):
        late = drawn(activity(ends=ends))
        assert ("Strategin slutar" in timeline(late)) == is_marked
        assert ("Strategin slutar" in timeline_picture(late, Frame("Aktiviteter", ""))) == is_marked


@pytest.mark.parametrize("mark", MARKS.values())
def test_a_mark_is_in_the_font_that_pictures_are_drawn_with(mark: str) -> None:
    font = ImageFont.truetype(FONTS / "SourceSans3_400Regular.ttf", 40)
    assert bytes(font.getmask(mark)) != bytes(
        font.getmask("\uffff")
    )  # else all of its line gets another font
