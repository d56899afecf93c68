"""An analysis as something that can be written."""

from __future__ import annotations

from collections.abc import Mapping

from gnv.analyses.form import LONGEST, TEXTS, Analysis, changed_by, written
from gnv.analyses.submissions import ANALYSES
from gnv.charts.analysis_lists import text_list
from gnv.ui.writing import Field, Piece

_HINTS = {
    "cause": "Vad tror ni ligger bakom? Vad bygger ni det på?",
    "conclusion": "Vad betyder det för invånarna och för delmålet?",
    "next_step": "Vad görs nu, vilken funktion gör det, och när följs det upp?",
}
_HEIGHT = 110


def analysis_piece(about: str, name: str, area: str, year: str) -> Piece:
    """Return the analysis of a key figure or a sub-goal (``about``, ``name``) in an area and a year."""

    def made(said: Mapping[str, str]) -> Analysis:
        return written(about, name, area, year, said)

    return Piece(
        place=f"analys-{about}-{area}-{year}",
        what="analysen",
        without="finns ingen analys",
        code=changed_by(area),
        kind=ANALYSES,
        key=Analysis(about, name, area, year).unit.key,
        fields=tuple(Field(key, label, LONGEST, _HEIGHT, _HINTS[key]) for key, label in TEXTS.items()),
        start=dict.fromkeys(TEXTS, ""),
        made=made,
        shown=text_list,
    )
