"""What profiles begin with: the county to click on and the areas as a list; the chosen one's heading."""

from __future__ import annotations

from gnv.areas import REGION_DALARNA, Areas
from gnv.charts.choropleth import Cell, choropleth
from gnv.charts.markup import html_text, node
from gnv.charts.projection import Shapes
from gnv.charts.theme import BAND
from gnv.view import link


def title(name: str) -> str:
    """Return the heading of an area's profile."""
    root = node(None, "div", class_="gnv-rubrik")
    node(root, "h1", name)
    return html_text(root)


def choosing_map(areas: Areas, drawing: Shapes) -> str:
    """Return the county's map in one neutral colour; each municipality can be chosen."""
    cells = dict.fromkeys(areas.dalarna, Cell(BAND, "", "välj kommunen"))
    drawn = choropleth(drawing, areas.by_code, cells, title="Karta: välj en kommun i Dalarna")
    return f'<div class="gnv-bilder">{drawn}</div>'


def invitation(areas: Areas) -> str:
    """Return what the page is for, and every area as a link."""
    root = node(None, "div", class_="gnv-kommunval")
    node(root, "h1", "Kommun")
    node(
        root,
        "p",
        "Välj en kommun i kartan eller listan, eller Region Dalarna. Här ser du var den sticker ut, åt båda "
        "hållen, vad som rör sig och vem det finns något att lära av.",
    )
    listed = node(root, "ul")
    for code in (*areas.dalarna, REGION_DALARNA):
        node(node(listed, "li"), "a", areas.name(code), href=link("kommun", kommun=code))
    return html_text(root)
