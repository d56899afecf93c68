"""The page Jämför as tables: the same rows as on screen, unrounded, with what must be said."""

import pandas as pd
import pytest

from gnv.compare import Position
from gnv.observations import Observations
from gnv.report.comparison import cell_table, sheet_table
from tests.conftest import edition_of
from tests.gnv.sheets import Sheets
from tests.gnv.test_sentences import SPREAD_OUT

SAFETY = "U23521"


@pytest.fixture(scope="module")
def sheet(strategy, areas):
    rows = [
        (SAFETY, code, 2024, "T", value + 0.125)
        for code, value in zip(areas.dalarna[1:], SPREAD_OUT[1:], strict=True)
    ]
    return Sheets(strategy, Observations(edition_of(rows)), areas)()


def test_the_sheet_has_a_row_per_key_figure_and_a_column_per_municipality(sheet, areas):
    frame = sheet_table(sheet, areas).frame
    assert list(frame["Id"]) == [story.indicator.id for story in sheet.rows]
    assert list(frame.columns[-15:]) == [areas.name(code) for code in areas.dalarna]
    row = frame.set_index("Id").loc[SAFETY]
    assert row["Älvdalen"] == 91.125
    assert pd.isna(row["Avesta"])


def test_every_cell_has_its_value_position_and_distance(sheet):
    frame = cell_table(sheet, regional=False).frame
    rows = frame.loc[frame["Id"].eq(SAFETY)].set_index("Kod")
    assert len(rows) == 15
    best = rows.loc["2039"]
    assert (best["Värde"], best["Läge"], best["Plats"], best["År"]) == (91.125, Position.BETTER, 1, 2024)
    assert best["Avstånd i s"] == pytest.approx(best["Mot mitten"] / best["Spridning s"])
    assert rows.loc["2084", "Läge"] == "saknas i Kolada"
    assert pd.isna(rows.loc["2084", "Värde"])


def test_the_regions_have_rows_of_their_own(sheet, areas):
    frame = cell_table(sheet, regional=True).frame
    assert set(frame["Kod"]) == set(areas.regions)
    assert set(frame["Id"]) == {story.indicator.id for story in sheet.regional}


def test_the_source_is_said(sheet, areas):
    assert any("Källa: Kolada" in note for note in sheet_table(sheet, areas).notes)
