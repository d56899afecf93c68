"""Measure a refresh: its requests, its own work beyond the waiting, and its memory.

    python -m tests.bench.refresh

The figures come from ``GNV_TEST_REPLAY`` where it names a replay of Kolada, else from the tests' own server
with as many invented values. The refresh runs in a process of its own; its work is that process's time on the
processor, told beside the time that only reading the same answers as JSON takes.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from gnv.areas import COUNTRY, load_areas
from gnv.kolada.refresh import refresh
from gnv.kolada.wire import Wire
from gnv.settings import settings
from gnv.strategy import Strategy
from gnv.strategy_file import read_strategy
from tests import kolada_stub as stub
from tests.replaying import REPLAY, replay
from tests.servers import ROOT

YEARS = range(2010, 2026)
MOST_REQUESTS, MOST_SECONDS, MOST_MEGABYTES = 40, 2.0, 300.0


def main() -> int:
    with _kolada() as url, tempfile.TemporaryDirectory() as local:
        answer = subprocess.run(
            [sys.executable, "-m", "tests.bench.refresh", url],
            env={**os.environ, "GNV_DATA_DIR": local},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
    told = json.loads(answer.stdout)
    print(f"  values fetched     {told['rows']:10}")
    print(f"  requests           {told['requests']:10}  (at most {MOST_REQUESTS})")
    print(
        f"  own work, seconds  {told['work']:10.2f}  (at most {MOST_SECONDS}; all in all {told['seconds']:.1f})"
    )
    print(f"  reading JSON alone {told['reading']:10.2f}")
    print(f"  memory, MB         {told['memory']:10.0f}  (at most {MOST_MEGABYTES:.0f})")
    kept = (
        told["requests"] <= MOST_REQUESTS
        and told["work"] <= MOST_SECONDS
        and told["memory"] <= MOST_MEGABYTES
    )
    return 0 if kept else 1


@contextmanager
def _kolada() -> Iterator[str]:
    """Give the address of a replay, or of our own server with as many invented values."""
    if REPLAY:
        with replay("--vintage", 2026) as url:
            yield url
        return
    areas = load_areas(ROOT / "geo")
    strategy = read_strategy(ROOT / "data" / "strategi.toml")
    values = {}
    for each in strategy.indicators:
        codes = (COUNTRY, *areas.regions, *(areas.municipalities if each.municipal else ()))
        for code in codes:
            values |= {(each.id, code, year): {"T": 70.5, "K": 71.5, "M": 69.5} for year in YEARS}
    with stub.KoladaStub(values=values, catalogue=stub.described(*_ids(strategy))) as server:
        yield server.address


def _ids(strategy: Strategy) -> list[str]:
    return [each.id for each in strategy.indicators]


def child(url: str) -> None:
    """Refresh once and tell what it took."""
    read: list[bytes] = []
    real = Wire.get

    def noted(self: Wire, path: str, query: dict[str, str]) -> bytes:
        read.append(real(self, path, query))
        return read[-1]

    Wire.get = noted
    start = time.process_time()
    record = refresh(settings(), url=url)
    work = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    start = time.process_time()
    for answer in read:
        json.loads(answer)
    told = {
        "rows": sum(each.rows for each in record.kpis),
        "requests": record.requests,
        "seconds": record.seconds,
        "work": work,
        "reading": time.process_time() - start,
        "memory": memory,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(sys.argv[1])
    else:
        raise SystemExit(main())
