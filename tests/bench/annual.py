"""Measure what a year's annual report takes, and what another session feels of it.

    python -m tests.bench.annual [--year 2025] [--rounds 3]

As the page makes it: in a process of its own, with nothing kept. Exit code 1 where something takes longer
than its bound. ``GNV_DATA_DIR`` says whose figures.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import threading
import time

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test

from gnv.annual.apart import report_made_apart
from tests.bench import reports
from tests.bench.measuring import script_time

REPORT_BOUND, CHILD_BOUND = 10.0, 500.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--year", type=int, default=2025)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    kept = ScriptCache()
    app_test.ScriptCache = lambda: kept  # as in a server, a compiled script is kept between runs
    test = reports._opened()
    sound = [_measure(suffix, asked.year, asked.rounds, test) for suffix in ("pdf", "docx")]
    return 0 if all(sound) else 1


def _measure(suffix: str, year: int, rounds: int, test: AppTest) -> bool:
    memory = reports._megabytes()
    spent, work, size = [], [], 0
    for _ in range(rounds):
        start, before = time.perf_counter(), _children()
        size = len(report_made_apart(year, suffix))
        spent.append(time.perf_counter() - start)
        work.append(_children() - before)
    grown = reports._megabytes() - memory
    usual = statistics.median(script_time(test) for _ in range(reports.IDLE))
    meanwhile = _beside(suffix, year, test)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(
        f"    own work {statistics.median(work):.1f} s, the file {size / 1e6:.1f} MB; another session's rerun: "
        f"usual {usual:.1f} ms, meanwhile {statistics.median(meanwhile):.1f} of {len(meanwhile)}"
    )
    ratio = statistics.median(meanwhile) / usual
    return all(
        [
            reports._told(f"the report, {suffix}, s", statistics.median(spent), REPORT_BOUND),
            reports._told(f"another session's rerun, {suffix}, x", ratio, reports.RERUN_BOUND),
            reports._told(f"memory of the server more, {suffix}, MB", grown, reports.MEMORY_BOUND),
            reports._told(f"memory of its process, {suffix}, MB", child, CHILD_BOUND),
        ]
    )


def _beside(suffix: str, year: int, test: AppTest) -> list[float]:
    """Return another session's reruns in ms while a report is made."""
    thread = threading.Thread(target=report_made_apart, args=(year, suffix))
    thread.start()
    reruns = []
    while thread.is_alive():
        reruns.append(script_time(test))
        time.sleep(0.05)  # as a person who clicks fast
    thread.join()
    return reruns


def _children() -> float:
    """Return how long the processor has worked for this process's children, in seconds."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    raise SystemExit(main())
