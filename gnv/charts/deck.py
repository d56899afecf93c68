"""A map that can be explored, as deck.gl draws it: in WebGL, Mercator's projection, no tiles behind."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any

from gnv.areas import Outline
from gnv.charts.national import Feature, National, border, rgb
from gnv.charts.theme import COMPARED, FONT, INK, PAPER

HEIGHT = 620
_ROOM = 0.94  # of the height, for the areas when the map opens
_WORLD = 512 / (2 * math.pi)  # pixels per radian of longitude at zoom 0
_CLOSER, _FURTHER = 3.5, 0.4  # steps of zoom from where the map opens
_CONTROLLER = {"dragRotate": False, "touchRotate": False, "keyboard": {"rotateSpeedX": 0, "rotateSpeedY": 0}}
_TOOLTIP = {
    "background": PAPER,
    "color": INK,
    "fontFamily": FONT,
    "fontSize": "15px",
    "border": f"1px solid {INK}",
    "borderRadius": "4px",
    "padding": "6px 10px",
    "maxWidth": "16rem",
    "zIndex": 2,
}


def deck(drawn: National, chosen: str = "", compared: str | None = None) -> Any:
    """Return a map as a `pydeck.Deck`, with the outlines of two areas drawn strongly.

    Its layers have other names when other areas are chosen: the browser then forgets what was clicked, and
    the same area can be clicked again. The fills stand in ``_subLayerProps`` for a like reason: Streamlit
    pales all but what was clicked, where it finds a layer's ``getFillColor``.
    """
    import pydeck  # half a second, and for this map only
    from pydeck.bindings.json_tools import default_serialize

    state = f"{chosen}-{compared}"
    areas = pydeck.Layer(
        "GeoJsonLayer",
        drawn.features,
        id=f"omraden-{state}",
        stroked=False,  # without a graphics card a click among lines takes so long that it is none
        pickable=True,
        auto_highlight=True,
        highlight_color=[*rgb(INK), 50],
        _subLayerProps={"polygons-fill": {"getFillColor": "@@=properties.fyllning"}},
    )
    marked = ((compared, COMPARED), (chosen, INK))
    lines = pydeck.Layer(
        "GeoJsonLayer",
        drawn.borders + [mark for code, colour in marked for mark in _mark(drawn, code, colour)],
        id=f"granser-{state}",
        pickable=False,
        filled=False,
        get_line_color="properties.linje",
        get_line_width="properties.bredd",
        line_width_units="'pixels'",
        line_joint_rounded=True,
    )
    signs = pydeck.Layer(
        "TextLayer",
        drawn.signs,
        id="tecken",
        pickable=False,
        get_position="plats",
        get_text="text",
        get_size="hojd",
        size_units="'meters'",
        size_max_pixels=24,
        get_color=rgb(INK),
        font_weight=600,
    )
    signs.font_family = FONT  # as it is; the constructor would strip its quotation marks
    signs.character_set = sorted({letter for sign in drawn.signs for letter in sign["text"]})
    found = pydeck.Deck(
        [areas, lines, signs],
        views=[pydeck.View(type="MapView", controller=_CONTROLLER)],
        initial_view_state=pydeck.ViewState(**whole(drawn.outlines.values(), HEIGHT)),
        map_provider=None,
        tooltip={"html": "<strong>{namn}</strong><br>{varde}<br>{lage}", "style": _TOOLTIP},
    )
    text = json.dumps(found, default=default_serialize, separators=(",", ":"), ensure_ascii=False)
    found.to_json = lambda: text  # Streamlit asks at every run, and pydeck writes slowly and at length
    return found


def _mark(drawn: National, code: str | None, colour: str) -> list[Feature]:
    """Return an area's outline in a colour with a white one beneath; nothing where it is not drawn."""
    if code is None or code not in drawn.outlines:
        return []
    return [border(drawn.outlines[code], stroke, width) for stroke, width in ((PAPER, 6.5), (colour, 3.2))]


def whole(outlines: Iterable[Outline], height: float) -> dict[str, float]:
    """Return the view state in which all outlines are seen in a map of a height in pixels, and its limits."""
    points = [point for outline in outlines for ring in outline for point in ring]
    longitudes, latitudes = zip(*points, strict=True)
    south, north = _mercator(min(latitudes)), _mercator(max(latitudes))
    zoom = math.log2(height * _ROOM / (_WORLD * (north - south)))
    middle = math.degrees(2 * math.atan(math.exp((south + north) / 2)) - math.pi / 2)
    return {
        "longitude": (min(longitudes) + max(longitudes)) / 2,
        "latitude": middle,
        "zoom": zoom,
        "min_zoom": zoom - _FURTHER,
        "max_zoom": zoom + _CLOSER,
    }


def _mercator(latitude: float) -> float:
    """Return how far north of the equator a latitude lies in the Mercator projection, in radians."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
