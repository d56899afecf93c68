"""Pages share one empty data folder, so that what is shipped is read and drawn once."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner

from gnv.access.local import operator
from gnv.areas import Areas, load_areas
from gnv.measured import tell
from gnv.observations import Observations
from gnv.settings import settings
from gnv.store.engine import Store
from gnv.store.place import FILE, has_store
from gnv.story import Story
from gnv.strategy import Indicator
from gnv.ui import database, person
from gnv.ui.cache import published, worlds


@pytest.fixture(scope="session", autouse=True)
def _installed_once() -> Iterator[None]:
    """Read what is installed once: AppTest looks for components in every package at each page it opens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner,
            "scan_component_manifests",
            functools.cache(manifest_scanner.scan_component_manifests),
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def _told_once() -> Iterator[None]:
    """Tell each story of an edition once, and read each place's boundaries once.

    Also where tests have them read again, in folders of their own.
    """
    stories: dict[object, Story] = {}

    def told(indicator: Indicator, observations: Observations, areas: Areas, **chosen: Any) -> Story:
        asked = (indicator, observations.edition.hash, *areas.by_code, *chosen.values())
        if asked not in stories:
            stories[asked] = tell(indicator, observations, areas, **chosen)
        return stories[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worlds, "tell", told)
        patch.setattr(worlds, "load_areas", functools.cache(load_areas))
        yield


@pytest.fixture(scope="session")
def _nothing_local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data") / "lokalt"


@pytest.fixture(autouse=True)
def _own_data_dir(_nothing_local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GNV_DATA_DIR", str(_nothing_local))


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder of the test's own, to write in."""
    folder = tmp_path / "lokalt"
    folder.mkdir()
    monkeypatch.setenv("GNV_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def folder(_nothing_local: Path) -> Iterator[Path]:
    """Return the folder that pages share, to store in: what is stored is taken away, the figures are kept."""
    yield _nothing_local
    if has_store(settings()):
        database.store().close()
    database._opened.cache_clear()
    worlds._answers.cache_clear()
    published._uploads.cache_clear()
    worlds._world.cache_clear()
    for file in _nothing_local.glob(f"{FILE}*"):
        file.unlink()


@pytest.fixture
def stored(folder: Path, tables_alone: Path) -> Store:
    """Return the page's own database."""
    folder.mkdir(exist_ok=True)
    shutil.copy(tables_alone, folder / FILE)
    return database.store()


@pytest.fixture
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the person at the page do everything."""
    monkeypatch.setattr(person, "current", operator)
