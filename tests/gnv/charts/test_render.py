"""Pictures: a PNG of the right size, with its texts drawn in our own letters."""

import re
import struct
from xml.etree.ElementTree import fromstring

import pytest

from gnv.charts.choropleth import choropleth, position_cells, position_keys
from gnv.charts.picture import Frame
from gnv.charts.projection import shapes
from gnv.charts.render import SCALE, svg_to_png
from gnv.charts.trend import trend_chart, trend_lines
from tests.gnv.test_sentences import SPREAD_OUT, in_year, told

SIGNATURE = b"\x89PNG\r\n\x1a\n"
FRAME = Frame("Trygghet på äldreboende 2024", "Källa: Kolada")


@pytest.fixture(scope="module")
def pictures(areas, strategy) -> dict[str, str]:
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT))
    drawing = shapes(areas.dalarna_outlines, areas.by_code, 320)
    keys = position_keys(story)
    return {
        "map": choropleth(
            drawing, areas.by_code, position_cells(story), title="Karta", keys=keys, frame=FRAME
        ),
        "trend": trend_chart(story, trend_lines(story, "2080"), strategy, FRAME),
    }


def size(png: bytes) -> tuple[int, int]:
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("kind", ["map", "trend"])
def test_a_picture_becomes_a_png_of_twice_its_size(pictures, kind):
    png = svg_to_png(pictures[kind])
    assert png.startswith(SIGNATURE)
    root = fromstring(pictures[kind])
    wanted = [float(root.get(side)) * SCALE for side in ("width", "height")]
    assert size(png) == pytest.approx(wanted, abs=1)


@pytest.mark.parametrize("kind", ["map", "trend"])
def test_the_texts_are_drawn(pictures, kind):
    silent = re.sub(r"<text\b.*?</text>", "", pictures[kind], flags=re.DOTALL)
    assert silent.count("<path") == pictures[kind].count("<path")
    with_texts, without = svg_to_png(pictures[kind]), svg_to_png(silent)
    assert size(with_texts) == size(without)
    assert len(with_texts) > len(without)


def test_the_letters_are_our_own():
    """A family that is not there is replaced, or not drawn at all; ours must be neither."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
        '<text x="5" y="30" font-size="20" font-weight="{}" font-family="{}">Älvdalen 1 234,5</text></svg>'
    )
    regular = svg_to_png(svg.format(400, "'Source Sans 3'"))
    assert regular != svg_to_png(svg.format(400, "'Finns Inte'"))
    assert regular != svg_to_png(svg.format(600, "'Source Sans 3'"))


def test_the_same_picture_gives_the_same_bytes(pictures):
    assert svg_to_png(pictures["trend"]) == svg_to_png(pictures["trend"])
