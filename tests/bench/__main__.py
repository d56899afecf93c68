"""Measure the map page against an empty page and a page with one minimal Vega chart, and a refresh.

    python -m tests.bench [--runs 9]

Everything is measured in one run, the pages in turn, and told as ratios of medians, since absolute
times say little on a noisy machine. Exit code 1 where a ratio is above its bound.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test

from tests.bench.measuring import first_paint, has_loaded, in_turn, report, script_time
from tests.bench.synthetic import write_synthetic
from tests.servers import CHROMIUM_OPTIONS, ROOT, chromium_path, streamlit_server

MAP = ".st-key-karta path[data-area]"
CHART = ".st-key-karta svg path, .st-key-karta canvas"
EMPTY = "[data-testid=stMarkdownContainer]"
FORBIDDEN = ("geopandas", "scipy", "pandera")
# From a click to the first frame after the picture has changed.
CLICK = """
([button, picture]) => new Promise((done) => {
  const target = document.querySelector(picture);
  let start;
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  });
  seen.observe(target, {subtree: true, childList: true, attributes: true, attributeFilter: ["d", "fill", "aria-label"]});
  start = performance.now();
  document.querySelector(button).click();
})
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = max(parser.parse_args().runs, 7)
    path = chromium_path()
    if path is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    ok = True
    with (
        tempfile.TemporaryDirectory() as shipped,
        tempfile.TemporaryDirectory() as national,
    ):
        write_synthetic(Path(national))
        ok = _measure(runs, path, shipped, national)
    return 0 if ok else 1


def _measure(runs: int, path: str, shipped: str, national: str) -> bool:
    """Measure and report everything; return whether all ratios lie within their bounds."""
    with (
        streamlit_server("tests/bench/empty.py") as (empty, _),
        streamlit_server("tests/bench/minimal.py") as (minimal, minimal_pid),
        streamlit_server("app.py", GNV_DATA_DIR=shipped) as (app, app_pid),
        streamlit_server("app.py", GNV_DATA_DIR=national) as (large, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_OPTIONS))
        first_paint(browser, app, MAP, 15)
        first_paint(browser, large, MAP, 15)
        first_paint(browser, minimal, CHART, 1)
        memory = [_resident(app_pid), _resident(minimal_pid)]
        loaded = [name for name in FORBIDDEN if has_loaded(app_pid, name)]
        paints = in_turn(
            runs,
            lambda: first_paint(browser, empty, EMPTY, 1),
            lambda: first_paint(browser, minimal, CHART, 1),
            lambda: first_paint(browser, app, MAP, 15),
            lambda: first_paint(browser, large, MAP, 15),
        )
        clicks = in_turn(
            1,
            lambda: _clicks(browser, minimal, runs, lambda n: ".stButton button"),
            lambda: _clicks(browser, app, runs, _other_goal),
        )
        browser.close()
    print(f"medians of {runs}; milliseconds, then the ratio and its bound")
    print(f"  empty page, first paint       {paints[0]:8.0f}")
    ok = report("start to the first map", paints[2], paints[1], 1.6)
    ok &= report("another sub-goal, repainted", clicks[1], clicks[0], 2.0)
    small, many, least = _script_times(runs, shipped, national)
    ok &= report("warm rerun, script time", small, least, 4.0)
    ok &= report("memory of the server, MB", *memory, 1.5)
    print("with 250,000 synthetic values, against the shipped ones")
    ok &= report("start to the first map", paints[3], paints[2], 1.1, "shipped")
    ok &= report("warm rerun, script time", many, small, 1.2, "shipped")
    print(f"  loaded by the server: {', '.join(loaded) or 'none of ' + ', '.join(FORBIDDEN)}")
    return ok and not loaded


def _clicks(browser: Browser, url: str, runs: int, button: Callable[[int], str]) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(url)
    page.wait_for_selector(CHART, timeout=60_000)
    _settle(page)
    times = []
    for number in range(runs + 1):
        times.append(float(page.evaluate(CLICK, [button(number), ".st-key-karta"])))
        _settle(page)
    page.close()
    return statistics.median(times[1:])


def _other_goal(number: int) -> str:
    """Return the button of a sub-goal whose first measure is municipal, never the one shown."""
    return f".st-key-delmal button:nth-of-type({(3, 4, 5)[number % 3]})"


def _settle(page: Page) -> None:
    page.wait_for_timeout(700)


def _script_times(runs: int, shipped: str, national: str) -> tuple[float, float, float]:
    """Return the median script time of a warm rerun: the map page shipped and with many values, the minimal.

    As in a server, a page's compiled script is kept between runs.
    """
    compiled = ScriptCache()
    app_test.ScriptCache = lambda: compiled
    ours, many = (AppTest.from_file(str(ROOT / "main.py"), default_timeout=60) for _ in range(2))
    theirs = AppTest.from_file(str(Path(__file__).with_name("minimal_table.py")))

    def timed(test: AppTest, folder: str) -> float:
        os.environ["GNV_DATA_DIR"] = folder
        return script_time(test)

    for test, folder in ((ours, shipped), (many, national), (theirs, shipped)) * 2:
        timed(test, folder)
    small, large, least = in_turn(
        runs * 3,
        lambda: timed(ours, shipped),
        lambda: timed(many, national),
        lambda: timed(theirs, shipped),
    )
    return small, large, least


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    raise SystemExit(main())
