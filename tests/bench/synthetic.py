"""An edition of 250,000 invented values, for measuring only: as many as some decades of all Sweden give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from gnv.areas import COUNTRY, load_areas
from gnv.kolada.editions import FOLDER, write_edition
from gnv.strategy import State
from gnv.strategy_file import read_strategy
from tests.servers import ROOT

YEARS = range(2009, 2025)
GENDERS = ("T", "K", "M")
LEAST = 250_000


def write_synthetic(local: Path) -> int:
    """Let an edition of invented values stand in a data folder; return how many there are.

    The strategy's key figures have values for the areas that they are for; the rest are key figures that are
    no longer in the strategy.
    """
    areas = load_areas(ROOT / "geo")
    strategy = read_strategy(ROOT / "data" / "strategi.toml")
    regions = (COUNTRY, *areas.regions)
    everywhere = (*regions, *areas.municipalities)
    in_use = [each for each in strategy.indicators if each.state is not State.IN_DEVELOPMENT]
    wanted = [(each.id, everywhere if each.municipal else regions) for each in in_use]
    per_area = len(YEARS) * len(GENDERS)
    while sum(len(codes) for _, codes in wanted) * per_area < LEAST:
        wanted.append((f"N9{len(wanted):04}", everywhere))
    rows = pd.DataFrame(
        [
            (kpi, code, year, gender)
            for kpi, codes in wanted
            for code in codes
            for year in YEARS
            for gender in GENDERS
        ],
        columns=["kpi", "municipality", "year", "gender"],
    )
    values = np.random.default_rng(1).normal(70, 6, len(rows)).clip(0, 100).round(2)
    write_edition(rows.assign(value=values, retrieved="2026-01-01", source="påhittat"), local / FOLDER)
    return len(rows)
