"""A product to refresh, and a Kolada of our own that has a year more."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv.areas import COUNTRY
from gnv.kolada.editions import current_edition, write_edition
from gnv.kolada.refresh import refresh
from gnv.settings import settings
from tests import kolada_stub as stub
from tests.conftest import figures
from tests.kolada_stub import HASTY, KoladaStub

SAFE, AVOIDABLE = "U23521", "U79133"
SUCCESSOR = "N78114"
OLD_DAY = "2020-05-05"
YEARS = (2020, 2022)


@pytest.fixture
def product(own_product, areas) -> Path:
    """A product that is shipped with one figure of the municipalities and one of the regions."""
    folder = own_product / "data" / "kolada"
    for path in folder.glob("*.parquet"):
        path.unlink()
    rows = [(SAFE, code, year, "T", 50.0) for code in (*areas.dalarna, COUNTRY) for year in YEARS]
    rows += [(AVOIDABLE, code, year, "T", 500.0) for code in (*areas.regions, COUNTRY) for year in YEARS]
    write_edition(figures(rows, OLD_DAY), folder)
    return own_product


@pytest.fixture
def kolada(areas, strategy, product):
    """Kolada with the same values and a year more, for all of Sweden."""
    everywhere = (COUNTRY, *areas.municipalities)
    values = {(SAFE, code, year): {"T": 50.0} for code in everywhere for year in (*YEARS, 2024)}
    regions = (COUNTRY, *areas.regions)
    values |= {(AVOIDABLE, code, year): {"T": 500.0} for code in regions for year in (*YEARS, 2024)}
    known = [each.id for each in strategy.indicators] + [each.successor for each in strategy.indicators]
    with KoladaStub(values=values, catalogue=stub.described(*filter(None, known))) as server:
        yield server


def run(kolada, **options):
    return refresh(settings(), url=kolada.address, patience=HASTY, **options)


def standing():
    edition, problems = current_edition(settings())
    assert not problems
    return edition


def outcome(record, kpi):
    return next(each for each in (*record.kpis, *record.successors) if each.id == kpi)


def series(edition, kpi):
    rows = edition.values.loc[edition.values["kpi"].eq(kpi)]
    return {(str(row.municipality), row.year): (row.value, str(row.retrieved)) for row in rows.itertuples()}


def assert_nothing_changed(before):
    edition = standing()
    assert edition.hash == before.hash
    assert edition.shipped
