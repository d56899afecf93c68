"""Activities beside a trend: which, where they are marked, and that they are no cause."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

from gnv.areas import Areas
from gnv.charts.markup import node
from gnv.charts.meanwhile import MOST, draw_marks, later, meanwhile_list, room, shown
from gnv.charts.picture import Scale
from tests.gnv.activities.made import activity

X = Scale(2015.0, 2025.0, 0.0, 100.0)


def bars(*found: object) -> list[ET.Element]:
    root = node(None, "svg")
    draw_marks(root, found, X, 200.0)
    return root.findall(".//rect")


def listed(areas: Areas, *found: object, code: str = "2080") -> str:
    return meanwhile_list(found, 1, code, areas, X)


def began(year: int, **said: object) -> object:
    return activity(f"Från {year}", starts=dt.date(year, 7, 1), ends=None, **said)


def test_without_activities_nothing_is_drawn_or_said(areas: Areas) -> None:
    assert room([], X) == 0
    assert not bars()
    assert listed(areas) == ""


def test_a_mark_begins_in_the_middle_of_the_year_where_the_axis_writes_it() -> None:
    [bar] = bars(began(2020))
    assert float(bar.get("x")) == 50.0
    assert float(bar.get("x")) + float(bar.get("width")) == 100.0


def test_what_ended_before_the_trend_is_not_beside_it(areas: Areas) -> None:
    before = activity("Förr", starts=dt.date(2010, 1, 1), ends=dt.date(2012, 1, 1))
    assert not bars(before)
    assert room([before], X) == 0
    assert listed(areas, before) == ""


def test_what_began_after_the_trend_is_told_apart_and_takes_no_mark_from_what_is_beside_it(
    areas: Areas,
) -> None:
    after = [began(year) for year in range(2026, 2032)]
    assert [each.starts.year for each in later(after, X)] == [2028, 2029, 2030, 2031]
    assert not bars(*after)
    assert len(bars(began(2020), *after)) == 1
    said = listed(areas, began(2020), *after)
    assert said.index("Från 2020") < said.index("Senare än diagrammet visar") < said.index("Från 2031")
    assert "<h4>Samtidigt</h4>" not in listed(areas, *after)
    assert "Se 2 till" in listed(areas, *after)


def test_the_few_that_began_last_are_shown_and_how_many_more_there_are(areas: Areas) -> None:
    found = [began(year) for year in range(2015, 2025)]
    assert [each.starts.year for each in shown(found, X)] == [2021, 2022, 2023, 2024]
    assert len(bars(*found)) == MOST
    said = listed(areas, *found)
    assert "Se 6 till" in said
    assert 'href="aktiviteter?delmal=1&amp;kommun=2080"' in said


def test_it_says_meanwhile_whose_and_that_it_is_no_cause(areas: Areas) -> None:
    said = listed(areas, began(2020))
    for part in ("Samtidigt", "Falun och hela länet", "säger inte att det ena påverkade det andra", "pågår"):
        assert part in said
    assert "Falun och" not in listed(areas, began(2020, municipality="0020"), code="0020")


def test_texts_are_escaped(areas: Areas) -> None:
    said = listed(areas, activity("<script>alert(1)</script>"))
    assert "&lt;script&gt;" in said
    assert "<script>" not in said
