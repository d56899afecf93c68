"""Measure Nyckeltal, Kommun and Jämför against a page with one minimal Vega chart.

    python -m tests.bench.pages [--runs 9]

First paint in Chromium and the script time of a warm rerun, each beside the minimal page in the same run,
with the shipped figures and with 250,000 invented ones; then what a page takes when nothing is kept, in a
process of its own. Exit code 1 where a ratio is above its bound or a page takes more than its second.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test

from tests.bench.measuring import first_paint, in_turn, report, script_time
from tests.bench.synthetic import write_synthetic
from tests.servers import CHROMIUM_OPTIONS, ROOT, chromium_path, streamlit_server

CHART = ".st-key-karta svg path, .st-key-karta canvas"
MINIMAL = str(Path(__file__).with_name("minimal_table.py"))
PAINT_BOUND, SCRIPT_BOUND, COLD_BOUND = 1.6, 6.0, 1000.0


@dataclass(frozen=True)
class Measured:
    """A page: its file, its query, and what must be painted."""

    name: str
    query: tuple[tuple[str, str], ...]
    selector: str
    least: int

    @property
    def address(self) -> str:
        """Its path and query."""
        return f"{self.name}?{'&'.join(f'{key}={value}' for key, value in self.query)}"


PAGES = (
    Measured("nyckeltal", (("matt", "U23521"), ("kommun", "2080")), ".st-key-trend svg path", 15),
    Measured("kommun", (("kommun", "2080"),), ".st-key-rygg svg", 5),
    Measured("jamfor", (("omraden", "2080,2034,0000"),), ".st-key-tabell td", 50),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--cold", help="a page: print what it takes here and now, as JSON")
    asked = parser.parse_args()
    if asked.cold:
        print(json.dumps(_cold(next(page for page in PAGES if page.name == asked.cold))))
        return 0
    if chromium_path() is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    with tempfile.TemporaryDirectory() as shipped, tempfile.TemporaryDirectory() as national:
        write_synthetic(Path(national))
        folders = {"shipped": shipped, "250,000": national}
        print(f"medians of {asked.runs}; milliseconds, then the ratio and its bound")
        ok = all([_paints(asked.runs, folders), _scripts(asked.runs, folders), _colds(folders)])
    return 0 if ok else 1


def _paints(runs: int, folders: dict[str, str]) -> bool:
    ok = True
    with streamlit_server("tests/bench/minimal.py") as (minimal, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_OPTIONS))
        for which, folder in folders.items():
            with streamlit_server("app.py", GNV_DATA_DIR=folder) as (app, _):
                for page in PAGES:
                    first_paint(browser, f"{app}/{page.address}", page.selector, page.least)
                    theirs, ours = in_turn(
                        runs,
                        lambda: first_paint(browser, minimal, CHART, 1),
                        lambda app=app, page=page: first_paint(
                            browser, f"{app}/{page.address}", page.selector, page.least
                        ),
                    )
                    ok &= report(f"{page.name}, first paint, {which}", ours, theirs, PAINT_BOUND)
        browser.close()
    return ok


def _scripts(runs: int, folders: dict[str, str]) -> bool:
    compiled = ScriptCache()
    app_test.ScriptCache = lambda: compiled  # as in a server, a compiled script is kept between runs
    ok = True
    for which, folder in folders.items():
        os.environ["GNV_DATA_DIR"] = folder
        for page in PAGES:
            least = AppTest.from_file(MINIMAL)
            test = _opened(page)
            for each in (test, least) * 2:
                script_time(each)
            theirs, ours = in_turn(
                runs * 3, lambda least=least: script_time(least), lambda test=test: script_time(test)
            )
            ok &= report(f"{page.name}, warm rerun, {which}", ours, theirs, SCRIPT_BOUND)
    return ok


def _colds(folders: dict[str, str]) -> bool:
    ok = True
    for which, folder in folders.items():
        for page in PAGES:
            told = subprocess.run(
                [sys.executable, "-m", "tests.bench.pages", "--cold", page.name],
                cwd=ROOT,
                env={**os.environ, "GNV_DATA_DIR": folder},
                capture_output=True,
                check=True,
                text=True,
            )
            spent = json.loads(told.stdout.splitlines()[-1])
            print(
                f"  {page.name}, nothing kept, {which}: {spent['page']:.0f} ms of processor time for all that it shows "
                f"(at most {COLD_BOUND:.0f}); before it the figures {spent['figures']:.0f}, scipy {spent['scipy']:.0f}"
            )
            ok &= spent["page"] <= COLD_BOUND
    return ok


def _cold(page: Measured) -> dict[str, float]:
    """Return milliseconds of processor time: for the figures, for loading scipy, and for the page after them."""
    from gnv.ui import cache

    spent = [time.process_time()]
    cache.world()
    spent.append(time.process_time())
    import scipy.stats  # noqa: F401

    spent.append(time.process_time())
    script_time(AppTest.from_file(MINIMAL))  # what Streamlit itself does the first time is not the page's
    test = _opened(page, run=False)
    before = time.process_time()
    script_time(test)
    return {
        "figures": (spent[1] - spent[0]) * 1000,
        "scipy": (spent[2] - spent[1]) * 1000,
        "page": (time.process_time() - before) * 1000,
    }


def _opened(page: Measured, *, run: bool = True) -> AppTest:
    test = AppTest.from_file(str(ROOT / "main.py"), default_timeout=120)
    for name, value in page.query:
        test.query_params[name] = value
    test.switch_page(f"pages/{page.name}.py")
    if run:
        test.run()
    return test


if __name__ == "__main__":
    raise SystemExit(main())
