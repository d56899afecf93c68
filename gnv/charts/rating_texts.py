"""The words around the self-assessment's results as HTML: its heading, and what it is where there is none."""

from __future__ import annotations

from gnv.charts.markup import html_text, node
from gnv.impressions import PURPOSE

TITLE = "Självskattning"
_WHAT = (
    "I självskattningen beskriver verksamheter i kommunerna och regionen hur långt de tycker att de har "
    "kommit, på en skala per delmål. Svaren blir en bild av läget, och när de "
    "upprepas en bild av hur det rör sig."
)
_STEPS = (
    ("Hämta mallen", "på sidan Ladda upp, och låt varje verksamhet fylla i sin rad."),
    ("Ladda upp filen.", "Är något fel i den får du veta vilken rad det gäller och hur det rättas."),
    ("Se resultatet här", "och på kartan, direkt när filen är publicerad."),
)
UPLOAD_ADDRESS = "ladda-upp"


def title() -> str:
    """Return the page's heading."""
    root = node(None, "div", class_="gnv-rubrik")
    node(root, "h1", TITLE)
    node(root, "p", PURPOSE, class_="not")
    return html_text(root)


def invitation() -> str:
    """Return what the self-assessment is and what to do, where nothing has been answered yet."""
    root = node(None, "div", class_="gnv-saknas")
    node(root, "p", "Ingen självskattning är inlagd än.", class_="huvud")
    node(root, "p", f"{_WHAT} {PURPOSE}")
    steps = node(root, "ol")
    for what, how in _STEPS:
        step = node(steps, "li")
        node(step, "strong", what).tail = f" {how}"
    last = node(root, "p")
    node(last, "a", "Gå till Ladda upp", href=UPLOAD_ADDRESS, target="_self")
    return html_text(root)
