"""Measure what a report of 26 pictures, 20 tables and some 40 pages takes, and 16 one-pagers.

    python -m tests.bench.documents

Told as time on the processor, the program's own and the press's, with the clock's beside it, the press's memory
at most, and the longest time that another thread of the program had to wait for its turn meanwhile.
"""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gnv.areas import load_areas
from gnv.charts.choropleth import choropleth, position_cells, position_keys
from gnv.charts.projection import shapes
from gnv.charts.trend import trend_chart, trend_lines
from gnv.report.document import (
    Align,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    prose,
)
from gnv.report.docx import docx
from gnv.report.pdf import pdf
from gnv.report.poster import poster_pdf, poster_png
from gnv.report.template import load_template
from gnv.settings import settings
from gnv.strategy_file import read_strategy
from tests.gnv.report.documents import document
from tests.gnv.report.test_poster import poster
from tests.gnv.test_sentences import SPREAD_OUT, in_year, told
from tests.servers import ROOT

CHAPTERS, POSTERS, TURN = 13, 16, 0.001
SENTENCE = "Dalarnas femton kommuner och Region Dalarna har en gemensam strategi för god och nära vård. "


def main() -> int:
    report, one = _report(), poster()
    template, _ = load_template(settings())
    print("                    clock, s   own work, s   press, s   press, MB   longest wait, ms")
    _measure("report, PDF", lambda: pdf(report))
    _measure("report, DOCX", lambda: docx(report, template))
    _measure("one-pager, PDF", lambda: poster_pdf(one))
    _measure("one-pager, PNG", lambda: poster_png(one))
    _measure(f"{POSTERS} one-pagers, PDF", lambda: [poster_pdf(one) for _ in range(POSTERS)])
    return 0


def _report() -> Document:
    areas, strategy = load_areas(ROOT / "geo"), read_strategy(ROOT / "data" / "strategi.toml")
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT))
    drawing = shapes(areas.dalarna_outlines, areas.by_code, 640)
    cells, keys = position_cells(story), position_keys(story)
    blocks: list[object] = [Contents(), PageBreak()]
    for chapter in range(CHAPTERS):
        names = [(area.name, "87,5 %", "● i nivå", "+1,2") for area in areas.by_code.values()][
            : 15 + chapter % 2
        ]
        sides = (Align.START, Align.END, Align.START, Align.END)
        table = Table(f"Tabell {chapter}", ("Kommun", "Värde", "Läge", "Förändring"), tuple(names), sides)
        blocks += [
            Heading(1, f"Kapitel {chapter}"),
            Paragraph(prose(SENTENCE * 12)),
            Picture(
                choropleth(drawing, areas.by_code, cells, title=f"{chapter}", keys=keys),
                "Karta",
                "Karta.",
                0.75,
            ),
            Heading(2, "Utveckling"),
            Picture(trend_chart(story, trend_lines(story, "2080"), strategy), "Linjer", f"Trend {chapter}."),
            *([table, table] if chapter % 2 else [table]),
            *(Paragraph(prose(SENTENCE * 8)) for _ in range(3)),
        ]
    return document(*blocks, cover=True)


def _measure(name: str, work: Callable[[], object]) -> None:
    before, start, own = _children(), time.perf_counter(), time.process_time()
    with _turns() as (waits, sizes):
        work()
    clock, own = time.perf_counter() - start, time.process_time() - own
    press = _children()
    worked = press.ru_utime + press.ru_stime - before.ru_utime - before.ru_stime
    memory, longest = max(sizes) / 1024, max(waits) * 1000
    print(f"{name:20}{clock:8.1f}{own:14.2f}{worked:11.2f}{memory:12.0f}{longest:19.0f}")


def _children() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_CHILDREN)


@contextmanager
def _turns() -> Iterator[tuple[list[float], list[int]]]:
    """Let a thread ask for its turn a thousand times a second; note how long it waits, and the press's size."""
    waits, sizes, ended = [0.0], [0], threading.Event()

    def ask() -> None:
        asked = time.perf_counter()
        while not ended.wait(TURN):
            waits.append(time.perf_counter() - asked - TURN)
            if len(waits) % 20 == 0:
                sizes.append(_press_size())
            asked = time.perf_counter()

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield waits, sizes
    finally:
        ended.set()
        thread.join()


def _press_size() -> int:
    """Return the most memory that a child process has had, in KiB; 0 where there is none, or no /proc."""
    with suppress(OSError, IndexError):
        children = [
            pid
            for task in Path("/proc/self/task").iterdir()
            for pid in (task / "children").read_text().split()
        ]
        told = (Path("/proc") / children[0] / "status").read_text()
        return int(told.split("VmHWM:")[1].split()[0])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
