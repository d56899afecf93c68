"""How the pages are measured: first paint in Chromium, script time without the harness, ratios of medians."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

# Runs before the page's own scripts: notes when enough elements are there and have been painted.
WATCH = """
([selector, least]) => {
  const look = () => {
    if (document.querySelectorAll(selector).length >= least)
      requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.painted = performance.now(); }));
    else requestAnimationFrame(look);
  };
  look();
}
"""


def report(name: str, ours: float, theirs: float, bound: float, other: str = "minimal") -> bool:
    ratio = ours / theirs
    print(f"  {name:<29} {ours:8.1f}  {other} {theirs:8.1f}  {ratio:5.2f} x (at most {bound})")
    return ratio <= bound


def in_turn(runs: int, *measures: Callable[[], float]) -> list[float]:
    """Return each measure's median, the measures taken in turn."""
    found: list[list[float]] = [[] for _ in measures]
    for _ in range(runs):
        for times, measure in zip(found, measures, strict=True):
            times.append(measure())
    return [statistics.median(times) for times in found]


def first_paint(browser: Browser, url: str, selector: str, least: int) -> float:
    """Return milliseconds from navigation to painted, in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(f"({WATCH})({[selector, least]!r})")
    page.goto(url)
    page.wait_for_selector("html[data-painted]", state="attached", timeout=60_000)
    painted = float(page.evaluate("() => document.documentElement.dataset.painted"))
    context.close()
    return painted


def script_time(test: AppTest) -> float:
    """Return milliseconds that the script itself took, without what the test harness adds."""
    spent: list[float] = []
    real = script_runner.exec_func_with_error_handling

    def timed(func: Any, ctx: Any) -> Any:
        start = time.perf_counter()
        result = real(func, ctx)
        spent.append((time.perf_counter() - start) * 1000)
        return result

    script_runner.exec_func_with_error_handling = timed
    try:
        test.run()
    finally:
        script_runner.exec_func_with_error_handling = real
    assert not test.exception, test.exception
    return spent[-1]


def has_loaded(pid: int, package: str) -> bool:
    """Return whether a process has mapped any file of a package."""
    return f"/{package}/" in Path(f"/proc/{pid}/maps").read_text()
