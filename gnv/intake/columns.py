"""The columns that files of all kinds have: where something is."""

from __future__ import annotations

from gnv.tabular.columns import Column, normal
from gnv.tabular.findings import Finding
from gnv.tabular.reading import Row

CODE = Column("code", "kommun_kod", ("kommunkod", "municipality"))
NAME = Column("name", "kommun", ("kommunnamn",))

GUIDANCE_SHEET = "Så fyller du i"  # the templates', see gnv.intake.template


def missing_place(headings: Row) -> list[Finding]:
    """Return what is wrong where neither the municipality's code nor its name has a column."""
    if written(headings) & (names(CODE) | names(NAME)):
        return []
    remedy = f"Lägg till en av kolumnerna {CODE.name} och {NAME.name}, eller båda."
    return [Finding(headings.number, NAME.name, "", "saknas bland rubrikerna.", remedy)]


def written(headings: Row) -> set[str]:
    """Return a sheet's headings as `normal` writes them."""
    return {normal(str(cell)) for cell in headings.cells if cell is not None}


def names(column: Column) -> set[str]:
    """Return the headings of a column, as `normal` writes them."""
    return {normal(name) for name in (column.name, *column.also)}
