"""What the page of activities is drawn with: what it says of the selection."""

from __future__ import annotations

import datetime as dt

import pytest

from gnv.areas import Areas
from gnv.charts.activity_scene import ActivityScene
from gnv.selection import Selection
from gnv.strategy import Strategy
from tests.gnv.activities.made import activity


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({}, "Aktiviteter<"),
        ({"kommun": "2080"}, "Aktiviteter, Falun och hela länet<"),
        ({"kommun": "0020", "lage": "pagar"}, "Aktiviteter med läget pågår, hela länet<"),
    ],
)
def test_a_picture_says_which_activities_it_shows(
    choices: dict[str, str], says: str, strategy: Strategy, areas: Areas
) -> None:
    found = (activity(), activity("Länets", municipality="0020"))
    scene = ActivityScene(found, Selection(**choices), strategy, areas, dt.date(2026, 1, 1))
    assert says in scene.framed_timeline()
