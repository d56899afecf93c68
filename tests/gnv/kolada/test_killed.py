"""A refresh that is killed at any moment leaves the old edition whole or the new one, and no lock."""

from __future__ import annotations

import pytest
from filelock import FileLock

from gnv.kolada import refresh as refreshing
from gnv.kolada.client import Client
from gnv.kolada.editions import POINTER, current_edition
from gnv.kolada.fetch import Fetched
from gnv.kolada.provenance import Described
from gnv.kolada.record import LOG_FILE, read_records
from gnv.kolada.refresh import LOCK_FILE, refresh
from gnv.settings import settings
from tests.conftest import figures
from tests.examples import rounds
from tests.forked import forking
from tests.kills import kill_at, kill_at_random

pytestmark = [
    pytest.mark.slow,
    forking,
]

STEPS = [
    *(
        f"{what} {step}"
        for what in ("edition", "pointer")
        for step in ("opened", "written", "flushed", "renamed", "standing")
    ),
    "record written",
    "record flushed",
]
NEW_VALUE = 55.5
TIMES = rounds(200)


@pytest.fixture
def answered(monkeypatch, areas):
    """Let Kolada answer one key figure: everything that stood of it, and the year 2024 for the 15."""
    standing = current_edition(settings())[0].values
    old = standing.loc[standing["kpi"].eq("U21426"), ["kpi", "municipality", "year", "gender", "value"]]
    new = figures([("U21426", code, 2024, "T", NEW_VALUE) for code in areas.dalarna])[list(old.columns)]
    rows = [tuple(row) for frame in (old, new) for row in frame.itertuples(index=False)]
    columns = ["kpi", "municipality", "year", "gender", "value"]

    def answer(_client: Client, levels: dict[str, str], *_: object) -> Fetched:
        return Fetched(
            rows={"U21426": figures(rows)[columns]},
            deleted={"U21426": set()},
            errors={kpi: "Kolada svarade med fel 500." for kpi in levels if kpi != "U21426"},
            catalogue={kpi: Described("En titel") for kpi in levels},
        )

    monkeypatch.setattr(refreshing, "fetch", answer)
    return len(standing), len(standing) + len(areas.dalarna)


def look(old_count, new_count):
    """Check what a killed refresh left: one edition whole, the lock free, the log readable."""
    where = settings()
    edition, problems = current_edition(where)
    assert not problems
    assert len(edition.values) in (old_count, new_count)
    renewed = edition.values.loc[edition.values["value"].eq(NEW_VALUE) & edition.values["year"].eq(2024)]
    assert len(renewed) == len(edition.values) - old_count
    folder = where.local / "kolada"
    if folder.exists():
        with FileLock(folder / LOCK_FILE, timeout=0):
            pass
    read_records(folder)
    return len(edition.values) == new_count


def leftovers(folder):
    known = {POINTER, LOCK_FILE, LOG_FILE}
    return [path.name for path in folder.iterdir() if path.name not in known and path.suffix != ".parquet"]


@pytest.mark.parametrize("step", STEPS)
def test_a_refresh_killed_at_a_step_leaves_old_or_new_whole(answered, step):
    def act():
        refresh(settings(), url="http://127.0.0.1:9/v3")

    assert kill_at(act, step, "gnv.kolada")
    is_new = look(*answered)
    assert is_new == (STEPS.index(step) >= STEPS.index("pointer renamed"))
    record = refresh(settings(), url="http://127.0.0.1:9/v3")
    assert record.exit_code == 3
    assert look(*answered)
    assert leftovers(settings().local / "kolada") == []
    assert len(read_records(settings().local / "kolada")) == (2 if is_new else 1)


def test_a_refresh_killed_at_random_moments_leaves_old_or_new_whole(answered, tmp_path, monkeypatch):
    seen = []

    def act():
        refresh(settings(), url="http://127.0.0.1:9/v3")

    def after():
        seen.append(look(*answered))
        monkeypatch.setenv("GNV_DATA_DIR", str(tmp_path / f"lokalt-{len(seen)}"))

    died = kill_at_random(act, TIMES, "gnv.kolada", after)
    assert len(seen) == TIMES
    assert died >= TIMES / 2, "most must be killed before they are done"
    assert 0 < sum(seen) < TIMES, "some moments lie before the pointer is replaced, some after"
