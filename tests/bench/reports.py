"""Measure what areas' one-pagers take, and what another session feels of it.

    python -m tests.bench.reports [--pages 5]

In a process as the server's: a page as PDF and PNG (the first not counted), all 16 as the archive takes them,
with nothing kept of their profiles (as time on the processor, ours and the press's, the clock's beside), and that once more while another session reruns a page of the app without
pause, beside its reruns before and after. Exit code 1 where something is above its bound. ``GNV_DATA_DIR`` says
whose figures.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test

from gnv.report.one_pager_files import archive, sheet_codes
from gnv.ui import cache
from gnv.ui.cache.files import _annual, _annual_facts
from tests.bench.measuring import script_time
from tests.servers import ROOT

ONE_BOUND, ALL_BOUND, RERUN_BOUND, MEMORY_BOUND = 1.0, 15.0, 3.0, 100.0
WARM, IDLE = 5, 40


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5)
    asked = parser.parse_args()
    compiled = ScriptCache()
    app_test.ScriptCache = lambda: compiled  # as in a server, a compiled script is kept between runs
    test = _opened()
    ok = all([_pages(asked.pages), *(_archives(suffix, test) for suffix in ("pdf", "png"))])
    press = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"  the press at most, MB              {press:8.0f}")
    return 0 if ok else 1


def _pages(count: int) -> bool:
    codes = sheet_codes(cache.world().areas)[: count + 1]
    spent = {suffix: [_one(code, suffix) for code in codes][1:] for suffix in ("pdf", "png")}
    kept = [
        _told(f"a page, {suffix}, s", statistics.median(each), ONE_BOUND) for suffix, each in spent.items()
    ]
    return all(kept)


def _archives(suffix: str, test: AppTest) -> bool:
    memory = _megabytes()
    start = time.perf_counter()
    alone, size = _timed(lambda: _archive(suffix))
    clock = time.perf_counter() - start
    grown = _megabytes() - memory
    before = [script_time(test) for _ in range(IDLE)]
    meanwhile = _beside(suffix, test)
    usual = statistics.median(before + [script_time(test) for _ in range(IDLE)])
    print(
        f"    another session's rerun: usual {usual:.1f} ms, meanwhile {statistics.median(meanwhile):.1f}, "
        f"slowest {max(meanwhile):.1f} of {len(meanwhile)}; all 16 by the clock {clock:.1f} s, "
        f"{size / 1e6:.1f} MB"
    )
    return all(
        [
            _told(f"all 16, {suffix}, s", alone, ALL_BOUND),
            _told(f"another session's rerun, {suffix}, x", statistics.median(meanwhile) / usual, RERUN_BOUND),
            _told(f"memory of the server more, {suffix}, MB", grown, MEMORY_BOUND),
        ]
    )


def _one(code: str, suffix: str) -> float:
    """Return seconds for an area's page when nothing of it is kept."""
    cache.one_pager_file.cache_clear()
    here = cache.world()
    return _timed(
        lambda: len(cache.one_pager_file(here, here.profiled(code, "mitten", "T", "", ""), suffix))
    )[0]


def _beside(suffix: str, test: AppTest) -> list[float]:
    """Return another session's reruns in ms while all pages are made."""
    thread = threading.Thread(target=lambda: _archive(suffix))
    thread.start()
    reruns = []
    while thread.is_alive():
        reruns.append(script_time(test))
        time.sleep(0.05)  # as a person who clicks fast
    thread.join()
    return reruns


def _archive(suffix: str) -> int:
    """Make all pages anew and return their archive's size."""
    for kept in (cache.annual_one_pager_file, cache.trends_of, _annual, _annual_facts):
        kept.cache_clear()
    facts = cache.annual(cache.world(), 2025).facts
    files = {
        facts.areas.name(code): cache.annual_one_pager_file(facts, code, suffix)
        for code in sheet_codes(facts.areas)
    }
    return len(archive(files, facts.day))


def _timed(make: Callable[[], int]) -> tuple[float, int]:
    """Return seconds on the processor, ours and the press's, and what was made."""
    start = _processor()
    size = make()
    return _processor() - start, size


def _processor() -> float:
    press = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + press.ru_utime + press.ru_stime


def _opened() -> AppTest:
    test = AppTest.from_file(str(ROOT / "main.py"), default_timeout=120)
    test.run()
    for _ in range(WARM):
        script_time(test)
    return test


def _megabytes() -> float:
    """Return this process's memory as it is, where the system tells; else at most."""
    try:
        told = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return int(told.split("VmRSS:")[1].split()[0]) / 1000


def _told(name: str, value: float, bound: float) -> bool:
    print(f"  {name:<36} {value:8.2f}  (at most {bound:g})")
    return value <= bound


if __name__ == "__main__":
    raise SystemExit(main())
