"""Which of the county's areas a file means by a code, a name, or both."""

from __future__ import annotations

import difflib
from functools import cache, cached_property, lru_cache

from gnv.areas import REGION_DALARNA, Area, Areas, Kind
from gnv.intake import columns
from gnv.intake.cells import EMPTY, Cells
from gnv.intake.texts import word
from gnv.tabular.cells import Cell
from gnv.tabular.columns import normal
from gnv.tabular.values import code, quoted

LONGEST_NAME = 80
_REMEDY = f"Ange en av Dalarnas 15 kommuner, eller {REGION_DALARNA} (Region Dalarna) för hela länet."
_FEW_WORDS = 1_000  # which stand on many rows


class Places:
    """Dalarna's 15 municipalities and Region Dalarna, by their codes and by what people call them."""

    def __init__(self, areas: Areas) -> None:
        self._areas = areas
        self._known = {*areas.dalarna, REGION_DALARNA}
        self._code = lru_cache(_FEW_WORDS, typed=True)(self.of_code)
        self._named = lru_cache(_FEW_WORDS, typed=True)(self.of_name)

    def of_row(self, cells: Cells) -> str:
        """Return the code of a row's municipality, "" where there is none; code and name must agree."""
        code = cells.read(columns.CODE, self._code, _REMEDY)
        named = cells.read(columns.NAME, self._named, _REMEDY)
        if code is None or named is None:
            return ""
        if code and named and code != named:
            cells.wrong(
                columns.NAME,
                f"{self._areas.name(named)} hör inte ihop med koden {code} ({self._areas.name(code)}).",
                "Rätta namnet eller koden.",
            )
        elif not code and not named and (cells.has(columns.CODE) or cells.has(columns.NAME)):
            cells.wrong(columns.NAME if cells.has(columns.NAME) else columns.CODE, EMPTY, _REMEDY)
        return code or named

    def of_code(self, cell: Cell) -> str:
        """Return the code in a cell, "" where it is empty.

        Raises:
            ValueError: where it is no code of the county's, with a Swedish sentence.
        """
        found = code(word(cell, LONGEST_NAME))
        if found and found not in self._areas.by_code:
            raise ValueError(f"{found} är ingen kommunkod.")
        return self._in_county(found)

    def of_name(self, cell: Cell) -> str:
        """Return the code of a name (*Falun*, *Falu kommun*), "" where the cell is empty.

        A code that stands in a name's place is as good as one.

        Raises:
            ValueError: where it is no name of the county's, with a Swedish sentence.
        """
        name = word(cell, LONGEST_NAME)
        if not name or name.isdecimal():
            return self.of_code(name)
        found = self._by_name.get(normal(name))
        if found is None:
            raise ValueError(f"{quoted(name)} är ingen kommun.{self._likely(name)}")
        return self._in_county(found)

    def _in_county(self, found: str) -> str:
        if found and found not in self._known:
            area = self._areas.by_code[found]
            raise ValueError(f"{area.name} ({found}) {_why_not(area)}.")
        return found

    def _likely(self, name: str) -> str:
        names = {normal(self._areas.name(found)): self._areas.name(found) for found in self._known}
        close = difflib.get_close_matches(normal(name), names, 1, 0.7)
        return f" Menas {names[close[0]]}?" if close else ""

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Every area's names in the forms that people write, the county's own before the others'."""
        others = [area for found, area in self._areas.by_code.items() if found not in self._known]
        own = [self._areas.by_code[found] for found in self._known]
        names = {name: area.code for area in (*others, *own) for name in _forms(area)}
        return {**names, "falukommun": "2080", "helalanet": REGION_DALARNA}


@cache
def _forms(area: Area) -> tuple[str, ...]:
    """Return an area's names as they are compared: each is the same in every file that is read."""
    return tuple(normal(name) for name in _names(area))


def _names(area: Area) -> tuple[str, ...]:
    if area.kind is not Kind.MUNICIPALITY:
        return (area.name,)
    return (area.name, f"{area.name} kommun", f"{area.name}s kommun")


def _why_not(area: Area) -> str:
    return "ligger inte i Dalarna" if area.kind is Kind.MUNICIPALITY else "är inte en kommun i Dalarna"
