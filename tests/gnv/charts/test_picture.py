"""What pictures share: frame, scale and round axes."""

import itertools
import math
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gnv.charts.markup import node, svg_text
from gnv.charts.picture import Frame, Scale, decimals_of, new_picture, round_steps
from gnv.charts.theme import PAPER
from gnv.words import number
from tests.gnv.charts.test_markup import elements
from tests.gnv.test_words import read_swedish

HEADING = "Patienters upplevelse av information och kunskap i primärvården, kvinnor 2021"


def picture(**choices):
    options = {"name": "Karta", "role": "img", "class_": "gnv-karta", **choices}
    return new_picture(300, 200, **options)


def box(root) -> list[float]:
    return [float(part) for part in root.get("viewBox").split()]


def test_a_picture_on_the_page_fills_its_place():
    root = picture(left=40)
    assert box(root) == [-40, 0, 300, 200]
    assert root.get("width") is None
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Karta"
    assert len(root) == 0


def test_a_framed_picture_has_size_ground_heading_and_source():
    root = picture(left=40, frame=Frame(HEADING, "Källa: Kolada, U71456"))
    left, top, width, height = box(root)
    assert (left, width) == (-40, 300)
    assert top < 0
    assert height > 200 - top
    assert (root.get("width"), root.get("height")) == ("300", f"{height:g}")
    ground = root[0]
    assert ground.get("fill") == PAPER
    assert float(ground.get("height")) == pytest.approx(height, abs=1)


@pytest.mark.parametrize("frame", [None, Frame("Rubrik", "Källa")])
def test_a_pictures_size_is_not_rounded(frame):
    root = new_picture(300.4, 200.5, name="Karta", role="img", class_="gnv-karta", frame=frame)
    left, _, width, height = box(root)
    assert (left, width) == (0, 300.4)
    if frame is None:
        assert height == 200.5
    else:
        assert height - 200.5 == pytest.approx(19 * 1.25 + 12 * 1.3 + 4 * 10)
        assert [float(root.get(side)) for side in ("width", "height")] == [width, height]
        assert [float(root[0].get(side)) for side in ("width", "height")] == [width, height]


def test_the_frames_texts_are_whole_and_outside_the_drawing():
    root = picture(frame=Frame(HEADING, "Källa: Kolada " * 8))
    _, top, _, height = box(root)
    texts = [(float(text.get("y")), text.text) for text in elements(svg_text(root), "text")]
    above = [text for y, text in texts if y < 0]
    below = [text for y, text in texts if y > 200]
    assert len(above) + len(below) == len(texts)
    assert " ".join(above) == HEADING
    assert " ".join(below) == " ".join(["Källa: Kolada"] * 8)
    assert len(above) > 1
    assert all(top < y < top + height for y, _ in texts)


def test_a_long_word_gets_a_line_of_its_own():
    word = "u" * 60
    root = picture(frame=Frame(f"a {word} b", "k"))
    assert [text.text for text in elements(svg_text(root), "text")][:3] == ["a", word, "b"]


def test_a_hostile_heading_stays_text():
    root = picture(name="<script>", frame=Frame('<script>"&', "'>"))
    node(root, "g")
    back = fromstring(svg_text(root))
    assert back.get("aria-label") == "<script>"
    assert '<script>"&' in "".join(back.itertext())


def test_a_scale_is_linear_and_may_be_turned():
    x = Scale(0, 10, 100, 200)
    assert [x(value) for value in (0, 5, 10, 12)] == [100, 150, 200, 220]
    y = Scale(0, 10, 200, 100)
    assert [y(value) for value in (0, 5, 10)] == [200, 150, 100]


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (61, 97, [60, 70, 80, 90, 100]),
        (-3, 3, [-4, -2, 0, 2, 4]),
        (2310, 4120, [2000, 2500, 3000, 3500, 4000, 4500]),
    ],
)
def test_steps_are_those_a_person_would_choose(low, high, steps):
    assert round_steps(low, high) == pytest.approx(steps)


@pytest.mark.parametrize("value", [0, 86, 100, 0.5, -20, 1e6])
def test_a_single_value_still_gets_an_axis_with_a_length(value):
    """All values may be the same, as where one municipality alone has 0 or 100 per cent."""
    steps = round_steps(value, value)
    assert steps[0] <= value <= steps[-1]
    assert len(steps) >= 2


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.integers(4, 8))
def test_steps_are_round_even_few_and_cover_the_values(low, span, most):
    high = low + span
    steps = round_steps(low, high, most)
    gap = steps[1] - steps[0]
    assert steps[0] <= low + gap * 1e-6
    assert steps[-1] >= high - gap * 1e-6
    assert steps[0] > low - gap * (1 + 1e-6)
    assert steps[-1] < high + gap * (1 + 1e-6)
    assert len(steps) <= most + 1
    assert [b - a for a, b in itertools.pairwise(steps)] == pytest.approx([gap] * (len(steps) - 1), rel=1e-4)
    mantissa = gap / 10 ** math.floor(math.log10(gap) + 1e-6)
    assert any(mantissa == pytest.approx(factor, rel=1e-4) for factor in (1, 2, 5))


@given(st.floats(-1e5, 1e5), st.floats(0.001, 1e6))
def test_the_decimals_of_an_axis_write_every_step_in_full(low, span):
    steps = round_steps(low, low + span)
    assume(len(steps) > 1)
    decimals = decimals_of(steps)
    texts = [number(step, decimals) for step in steps]
    gap = steps[1] - steps[0]
    assert len(set(texts)) == len(texts)
    assert all(
        float(read_swedish(text)) == pytest.approx(step, abs=gap * 1e-3)
        for text, step in zip(texts, steps, strict=True)
    )
    assert decimals == 0 or gap < 1


def test_a_lone_step_has_no_decimals():
    assert decimals_of([3.0]) == 0
