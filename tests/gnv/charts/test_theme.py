"""Colours: readable, and never red against green."""

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.charts import theme
from gnv.charts.theme import (
    COMPARED,
    FILLS,
    INK,
    MISSING_FILL,
    MUTED,
    NATIONAL,
    OUTLINE,
    PAPER,
    TEXTS,
    contrast,
    level_fill,
    text_on,
)
from gnv.compare import Position

SHARES = [step / 1000 for step in range(1001)]
FOR_TEXT, FOR_GRAPHICS = 4.5, 3.0


def hue(colour: str) -> float | None:
    """Return a colour's hue in degrees, none where it is nearly grey."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    if max(red, green, blue) - min(red, green, blue) < 0.06:
        return None
    return colorsys.rgb_to_hsv(red, green, blue)[0] * 360


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#16273a", "#c8b8e6") == contrast("#c8b8e6", "#16273a")


@pytest.mark.parametrize("colour", [INK, MUTED, NATIONAL, COMPARED, *TEXTS.values()])
def test_text_is_readable_on_white(colour):
    assert contrast(colour, PAPER) >= FOR_TEXT


@pytest.mark.parametrize("position", Position)
def test_ink_is_readable_on_every_position(position):
    assert contrast(INK, FILLS[position]) >= FOR_TEXT
    assert text_on(FILLS[position]) == INK


def test_text_is_readable_on_every_level():
    too_weak = [
        share for share in SHARES if contrast(text_on(level_fill(share)), level_fill(share)) < FOR_TEXT
    ]
    assert too_weak == []


def test_outlines_and_lines_stand_out_from_paper():
    assert contrast(OUTLINE, PAPER) >= FOR_GRAPHICS
    assert contrast(OUTLINE, MISSING_FILL) >= FOR_GRAPHICS


def test_text_on_takes_ink_on_light_and_not_on_dark():
    assert text_on(PAPER) == INK
    assert text_on("#000000") == PAPER
    assert contrast(text_on(INK), INK) > FOR_TEXT


@pytest.mark.parametrize(
    "colour",
    [
        *FILLS.values(),
        *TEXTS.values(),
        *(level_fill(share) for share in (0, 0.25, 0.5, 0.75, 1)),
        *(getattr(theme, name) for name in ("INK", "MUTED", "NATIONAL", "OUTLINE", "BAND", "HAIRLINE")),
    ],
)
def test_nothing_is_red_or_green(colour):
    degrees = hue(colour)
    assert degrees is None or not (degrees < 18 or degrees > 340 or 75 < degrees < 165)


def test_better_is_blue_worse_is_orange_and_no_direction_is_violet():
    for palette in (FILLS, TEXTS):
        assert 200 <= hue(palette[Position.BETTER]) <= 225
        assert 18 <= hue(palette[Position.WORSE]) <= 40
        assert 255 <= hue(palette[Position.HIGHER]) <= 280
        assert palette[Position.HIGHER] == palette[Position.LOWER]
    assert len({FILLS[p] for p in (Position.BETTER, Position.WORSE, Position.LEVEL, Position.HIGHER)}) == 4
    assert FILLS[Position.NONE] == MISSING_FILL


def test_a_level_is_darker_the_higher_it_is_in_one_hue():
    fills = [level_fill(share / 20) for share in range(21)]
    on_paper = [contrast(fill, PAPER) for fill in fills]
    assert on_paper == sorted(set(on_paper))
    hues = [hue(fill) for fill in fills if hue(fill) is not None]
    assert len(hues) > 15
    assert max(hues) - min(hues) < 25


@given(st.floats(-10, 10))
def test_a_level_outside_the_scale_takes_its_nearest_end(share):
    fill = level_fill(share)
    assert fill == level_fill(min(max(share, 0), 1))
    assert len(fill) == 7
    assert 0 <= int(fill[1:], 16) <= 0xFFFFFF
