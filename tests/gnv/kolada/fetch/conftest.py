"""Key figures to fetch, and a Kolada of our own that has them."""

from __future__ import annotations

import dataclasses
import math

import pytest

from gnv.areas import COUNTRY
from gnv.kolada.client import Client
from gnv.kolada.fetch import COLUMNS, fetch
from gnv.strategy import Level
from tests import kolada_stub as stub
from tests.kolada_stub import HASTY, KoladaStub

MUNICIPAL = [f"N{number:05}" for number in range(7)]
REGIONAL = [f"U{number:05}" for number in range(13)]
ALL = dict.fromkeys(MUNICIPAL, Level.MUNICIPALITY) | dict.fromkeys(REGIONAL, Level.REGION)
ONE, OTHER, REGION = "N00941", "N00942", "U23521"
LEVELS = {ONE: Level.MUNICIPALITY, OTHER: Level.BOTH, REGION: Level.REGION}
YEARS = (2021, 2023)
FALUN, BORLANGE = "2080", "2081"
GROUPS = [
    stub.group("G1", "Liknande kommuner äldreomsorg, Falun, 2023", "2081", "2082"),
    stub.group("G2", "Liknande kommuner äldreomsorg, Falun, 2024", "2085", "2081", "0180"),
    stub.group("G3", "Liknande kommuner äldreomsorg, Malung-Sälen, 2022", "2080"),
    stub.group("G4", "Liknande kommuner, övergripande, Falun, 2025", "1980"),
    stub.group("G5", "Liknande kommuner, övergripande, Falun, 2024", "1981"),
    stub.group(
        "G6", "Liknande regioner, hälso- och sjukvård (exkl läkemedel), Region Dalarna, 2024", "0021", "0017"
    ),
    stub.group("G7", "Liknande regioner, hälso- och sjukvård (inkl läkemedel), Region Dalarna, 2024", "0017"),
    stub.group("G8", "Liknande regioner, hälso- och sjukvård (inkl läkemedel), Region Dalarna, 2022", "0025"),
    stub.group("G9", "Liknande kommuner äldreomsorg, Atlantis, 2024", "2080"),
    stub.group("G10", "Liknande kommuner äldreomsorg, Borlänge", "2080"),
    stub.group("G11", "Inte Liknande kommuner äldreomsorg, Borlänge, 2024", "2080"),
    stub.group("G12", "Dalarnas läns kommuner (ovägt medel)", "2080"),
    stub.group("G13", "Liknande kommuner grundskola, Borlänge, 2024", "2080"),
]


def data_for(levels, areas):
    """Return values of every area that has them, and of groups, which Kolada mixes in."""
    regions = [COUNTRY, *areas.regions]
    own = {
        kpi: regions if level is Level.REGION else [*regions, *areas.municipalities]
        for kpi, level in levels.items()
    }
    return {
        key: said
        for kpi, codes in own.items()
        for key, said in stub.small_data([*codes, "G33627"], [kpi], YEARS).items()
    }


@pytest.fixture(scope="module")
def few(areas):
    """A Sweden with Dalarna's municipalities and as many others, which is soon asked for."""
    others = [code for code in areas.municipalities if code not in areas.dalarna][:15]
    codes = (COUNTRY, *areas.regions, *areas.dalarna, *others)
    return dataclasses.replace(areas, by_code={code: areas.by_code[code] for code in codes})


@pytest.fixture(scope="module")
def small(few):
    return data_for(LEVELS, few)


@pytest.fixture
def kolada(small):
    with KoladaStub(
        {key: dict(said) for key, said in small.items()}, stub.described(*LEVELS), list(GROUPS)
    ) as server:
        yield server


@pytest.fixture
def run(kolada, few):
    """Return a function that fetches all there is."""

    def run(levels=LEVELS, progress=lambda _: None):
        with Client(kolada.address, HASTY) as client:
            return fetch(client, levels, few, progress)

    return run


def held(server, kpi):
    """Return every value that Kolada holds of a key figure, groups and deleted ones aside."""
    return {
        (area, year, gender): value
        for (each, area, year), said in server.values.items()
        for gender, value in said.items()
        if each == kpi and area[0] != "G" and (each, area, year, gender) not in server.deleted
    }


def kept(fetched, kpi):
    rows = fetched.rows[kpi]
    assert tuple(rows.columns) == COLUMNS
    assert (str(rows["year"].dtype), str(rows["value"].dtype)) == ("int64", "float64")
    assert set(rows["kpi"]) <= {kpi}
    keys = list(zip(rows["municipality"], rows["year"], rows["gender"], strict=True))
    assert len(set(keys)) == len(keys)
    return {key: None if math.isnan(value) else value for key, value in zip(keys, rows["value"], strict=True)}


def is_whole(fetched, server, kpi):
    return kpi not in fetched.errors and kept(fetched, kpi) == held(server, kpi)


def of_kpi(kpi, fault):
    """Fail every question about the values of a key figure."""
    return lambda path, query, number: fault if path.startswith("/data") and kpi in path else None


def silently(**fields):
    """Change rows without a count that tells of it."""
    return stub.changed(count=None, **fields)
