"""Pictures of charts for use outside the app, made offline with vl-convert."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
SCALE = 2.0


@cache
def _converter() -> Any:
    """Return vl-convert with our font registered; imported only when a picture is asked for."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def svg_to_png(svg: str, scale: float = SCALE) -> bytes:
    """Return an SVG picture as PNG, with so many pixels per drawing unit.

    Python's lock is held meanwhile: the server asks `gnv.report.press`.
    """
    return bytes(_converter().svg_to_png(svg, scale=scale))
