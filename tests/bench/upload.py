"""Measure what a dropped file of 2,000 rows takes: read, validated, and weighed against what stands.

    python -m tests.bench.upload

Told as time on the processor, in its four kinds of file, beside the time that only reading the same file with
pandas takes. Half of the rows stand already, with other scores.
"""

from __future__ import annotations

import datetime as dt
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from gnv.access.local import operator
from gnv.areas import Areas, load_areas
from gnv.assessment.preview import preview
from gnv.assessment.reading import read_file
from gnv.ledger.history import Source
from gnv.settings import settings
from gnv.store.engine import Store, open_store
from gnv.strategy import Strategy
from gnv.strategy_file import read_strategy
from tests.gnv.assessment.kept import publish, standing
from tests.servers import ROOT

ROWS, ROUNDS = 2_000, 7
MOST_SECONDS = 1.0
TODAY = dt.date(2026, 11, 22)


def main() -> int:
    areas = load_areas(ROOT / "geo")
    strategy = read_strategy(ROOT / "data" / "strategi.toml")
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(replace(settings(), local=Path(folder), database_url=""))
        _let_half_stand(store, strategy, areas)
        print("  kind        own work, s   reading alone, s   ratio")
        for name, content, alone in _files(strategy, areas):
            work = _median(partial(_preview, store, content, name, strategy, areas))
            reading = _median(partial(_alone, alone, content))
            kept = kept and work <= MOST_SECONDS
            print(f"  {name:10} {work:12.2f} {reading:18.2f} {work / reading:7.1f}")
        store.close()
    print(f"  (own work at most {MOST_SECONDS} s)")
    return 0 if kept else 1


def _files(strategy: Strategy, areas: Areas) -> list[tuple[str, bytes, Callable[[io.BytesIO], object]]]:
    files: list[tuple[str, bytes, Callable[[io.BytesIO], object]]] = []
    for shape, frame in (("long", _long(strategy, areas, 3)), ("wide", _wide(strategy, areas))):
        csv = frame.to_csv(index=False, sep=";", decimal=",").encode("utf-8-sig")
        book = io.BytesIO()
        frame.to_excel(book, index=False)
        files.append((f"{shape}.csv", csv, lambda file: pd.read_csv(file, sep=";", decimal=",")))
        files.append((f"{shape}.xlsx", book.getvalue(), pd.read_excel))
    return files


def _long(strategy: Strategy, areas: Areas, score: float) -> pd.DataFrame:
    goals = strategy.goals
    rows = [
        {
            **_who(row // len(goals), areas),
            "delmål": row % len(goals) + 1,
            "poäng": score,
            "kommentar": "Bra.",
        }
        for row in range(ROWS)
    ]
    return pd.DataFrame(rows)


def _wide(strategy: Strategy, areas: Areas) -> pd.DataFrame:
    scores = {goal.name: 2.5 for goal in strategy.goals}
    return pd.DataFrame([{**_who(row, areas), **scores, "antal_svarande": 7} for row in range(ROWS)])


def _who(unit: int, areas: Areas) -> dict[str, object]:
    code = areas.dalarna[unit % len(areas.dalarna)]
    return {
        "omgång": "2025-1",
        "kommun_kod": code,
        "kommun": areas.name(code),
        "huvudman": "kommun",
        "verksamhet": f"Exempelenhet {unit}",
    }


def _let_half_stand(store: Store, strategy: Strategy, areas: Areas) -> None:
    content = _long(strategy, areas, 4).head(ROWS // 2).to_csv(index=False).encode()
    reading = read_file(content, "half.csv", strategy, areas, TODAY)
    publish(store, operator(), Source("half.csv", reading.hash, reading.rows), reading.forms)


def _preview(store: Store, content: bytes, name: str, strategy: Strategy, areas: Areas) -> None:
    reading = read_file(content, name, strategy, areas, TODAY)
    found = preview(reading, standing(store, {form.unit.key for form in reading.forms}), areas)
    assert reading.rows == ROWS, reading.findings[:1]
    assert found.rows, name


def _alone(read: Callable[[io.BytesIO], object], content: bytes) -> None:
    read(io.BytesIO(content))


def _median(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)


if __name__ == "__main__":
    raise SystemExit(main())
