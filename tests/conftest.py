"""Shared fixtures: small worlds made by the tests, and the one that is shipped."""

from __future__ import annotations

import dataclasses
import gc
import itertools
import logging
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from xdist.scheduler import LoadFileScheduling

from gnv.areas import Areas, load_areas
from gnv.kolada.editions import Edition, current_edition, write_edition
from gnv.kolada.provenance import Provenance
from gnv.observations import Observations
from gnv.settings import Settings, settings
from gnv.store.engine import Store, open_store
from gnv.store.place import FILE
from gnv.strategy import Strategy
from gnv.strategy_file import read_strategy
from tests.examples import choose_profile
from tests.postgres import empty_database, postgresql_server

ROOT = Path(__file__).resolve().parent.parent
Row = tuple[str, str, int, str, float]
_folder_names = (f"lokalt-{number}" for number in itertools.count(1))


def pytest_configure(config: pytest.Config) -> None:
    choose_profile(config.option.markexpr)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Load no browser where its tests are left out."""
    left_out = collection_path.name == "browser" and "not browser" in config.option.markexpr
    return True if left_out else None


def pytest_collection_finish() -> None:
    """Let Streamlit's loggers hand on what they log: pytest visits each that does not, six times a test."""
    for name, logger in logging.root.manager.loggerDict.items():
        if name.startswith("streamlit") and isinstance(logger, logging.Logger):
            logger.propagate = True
    gc.freeze()  # Streamlit looks for garbage after each run of a page: what has been loaded is none


_DATABASES = {"database", "postgresql", "store", "stored", "folder"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    """Let one process run all tests of a file: what they share is made once, not once in each process."""
    config.option.loadscopereorder = False  # the longest files come first already
    return LoadFileScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for a database, so that the fast part can leave them out.

    The files that take longest come first, so that no process is left alone with one of them at the end.
    """
    tests, slow = Counter(item.path for item in items), Counter[Path]()
    for item in items:
        if _DATABASES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")
        slow[item.path] += item.get_closest_marker("slow") is not None
    items.sort(key=lambda item: (-slow[item.path], -tests[item.path], item.path))


@pytest.fixture(autouse=True)
def _own_data_dir(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes this machine's own data. The folder is not made: most never ask for it."""
    monkeypatch.setenv("GNV_DATA_DIR", str(tmp_path_factory.getbasetemp() / next(_folder_names)))
    monkeypatch.delenv("GNV_DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a running PostgreSQL, without a database."""
    with postgresql_server() as address:
        yield address


@pytest.fixture
def postgresql_database(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of an empty database on a real PostgreSQL."""
    monkeypatch.setenv("GNV_DATABASE_URL", empty_database(postgresql))
    return settings()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database(request: pytest.FixtureRequest) -> Settings:
    """The settings of a database that is not there yet (SQLite) or is empty (PostgreSQL)."""
    if request.param == "postgresql":
        where: Settings = request.getfixturevalue("postgresql_database")
        return where
    return settings()


@pytest.fixture(scope="session")
def tables_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables and no rows: it takes longer to make one than to copy it."""
    folder = tmp_path_factory.mktemp("databas")
    open_store(dataclasses.replace(settings(), local=folder, database_url="")).close()
    return folder / FILE


@pytest.fixture
def store(database: Settings, tables_alone: Path) -> Iterator[Store]:
    """A database without rows, on both kinds."""
    if not database.database_url:
        database.local.mkdir(parents=True)
        shutil.copy(tables_alone, database.local / FILE)
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def areas() -> Areas:
    return load_areas(ROOT / "geo")


@pytest.fixture(scope="session")
def strategy() -> Strategy:
    return read_strategy(ROOT / "data" / "strategi.toml")


@pytest.fixture(scope="session")
def shipped() -> Edition:
    """The edition that is shipped."""
    where = Settings(shipped=ROOT / "data", local=ROOT / "finns-inte", geo=ROOT / "geo")
    edition, problems = current_edition(where)
    assert not problems
    return edition


@pytest.fixture(scope="session")
def shipped_observations(shipped: Edition) -> Observations:
    return Observations(shipped)


def figures(rows: Iterable[Row], retrieved: str = "2026-01-01") -> pd.DataFrame:
    """Return figures as an edition holds them: (kpi, municipality, year, gender, value)."""
    columns = ["kpi", "municipality", "year", "gender", "value"]
    return pd.DataFrame(rows, columns=columns).assign(retrieved=retrieved, source="prov")


def edition_of(rows: Iterable[Row] | pd.DataFrame, known: Provenance | None = None) -> Edition:
    """Return an edition of given figures that lies in no file; a value of NaN is one that is missing."""
    values = rows if isinstance(rows, pd.DataFrame) else figures(rows)
    without = values["value"].isna()
    return Edition("prov", values[~without], values[without], known or Provenance(), shipped=False)


def tidy(values: dict[str, dict[int, float]]) -> pd.DataFrame:
    """Return tidy observations of one measure: area -> year -> value."""
    rows = [
        {"area": area, "period": str(year), "time": float(year), "value": value}
        for area, by_year in values.items()
        for year, value in by_year.items()
    ]
    return pd.DataFrame(rows, columns=["area", "period", "time", "value"])


@pytest.fixture
def own_edition(tmp_path: Path) -> Callable[[Iterable[Row]], str]:
    """Return a function that lets an edition of given figures stand in GNV_DATA_DIR."""

    def write(rows: Iterable[Row]) -> str:
        return write_edition(figures(rows), settings().local / "kolada")

    return write


@pytest.fixture
def own_product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the shipped data and boundaries that a test may break."""
    copy = tmp_path / "produkt"
    shutil.copytree(ROOT / "data", copy / "data", ignore=shutil.ignore_patterns("lokalt"))
    shutil.copytree(ROOT / "geo", copy / "geo")
    monkeypatch.setattr("gnv.settings.ROOT", copy)
    return copy
