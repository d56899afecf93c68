"""What the command line shows of a refresh: progress while it runs, a table when it is done."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from gnv import news, registered, uploads
from gnv.activities.preview import Preview as Activities
from gnv.areas import Areas, load_areas
from gnv.assessment import reading as assessment
from gnv.importing import Import
from gnv.kolada.changes import changes_between
from gnv.kolada.fetch import Progress
from gnv.kolada.record import Record
from gnv.kolada.refresh import refresh
from gnv.problems import ProblemError
from gnv.received import Preview, Reading
from gnv.settings import Settings
from gnv.strategy_file import load_strategy
from gnv.tabular.findings import Finding
from gnv.times import today

_MOST_CHANGES = 20
_WIDTH_OF_FILES = 100


def refresh_with_progress(where: Settings, url: str, accepted: Collection[str]) -> Record:
    """Refresh, with a bar per key figure on standard error where that is a terminal.

    Raises ProblemError, as `gnv.kolada.refresh.refresh`.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("områden"))
    with Bars(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bars:
        tasks = {}

        def show(progress: Progress) -> None:
            for kpi, total in progress.total.items():
                if kpi not in tasks:
                    tasks[kpi] = bars.add_task(kpi, total=total)
                bars.update(tasks[kpi], completed=progress.done[kpi])

        return refresh(where, url=url, accepted=accepted, progress=show)


def tell(where: Settings, record: Record) -> None:
    """Print what a refresh brought: a table, what was revised or removed, and what else there is."""
    console = _console()
    console.print(Text(news.headline(record)))
    if not record.source:
        return
    if record.reached:
        console.print(_table(where, record))
    for line in (*news.remarks(record, today()), *record.notes):
        console.print(Text(line))
    lossy = [each.id for each in record.everything if each.acceptable]
    if lossy:
        accept = f"python -m gnv refresh --accept {','.join(lossy)}"
        console.print(Text(f"Om Kolada med avsikt har tagit bort värdena: {accept}"))
    try:
        found = changes_between(where, record.before, record.after)
        lines = news.change_lines(found, load_areas(where.geo), _MOST_CHANGES)
    except ProblemError as error:
        lines = [str(error)]
    if lines:
        console.print("\nÄndrade och borttagna värden (alla: python -m gnv export changes)")
    for line in lines:
        console.print(Text(line))
    if record.source:
        console.print(
            f"\n{record.requests} frågor till {record.source} på {record.seconds:g} s.", markup=False
        )


def _table(where: Settings, record: Record) -> Table:
    strategy, _ = load_strategy(where)
    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading in ("Id", "Nyckeltal", "Läge", "Värden", "År", "Ändringar"):
        table.add_column(heading, justify="right" if heading == "Värden" else "left")
    for outcome in record.everything:
        cells = (
            outcome.id,
            news.outcome_name(outcome, strategy),
            news.outcome_status(outcome),
            str(outcome.rows),
            news.years_text(outcome),
            news.counts_text(outcome),
        )
        table.add_row(*map(Text, cells))
    return table


def tell_import(done: Import, areas: Areas) -> None:
    """Print what became of a file: what it holds, what has to be mended, and what was changed."""
    console = _console()
    if done.reading is not None:
        console.print(Text(f"{done.name}: {_file_text(done.reading)}."))
    if done.refused:
        console.print(Text(f"{done.refused}\nInget är sparat."))
    if done.reading is None:
        return
    _tell_findings(console, "Att rätta", done.reading.errors)
    _tell_findings(console, "Att titta på", done.reading.warnings)
    if done.preview is not None:
        for line in _changes_of(done, done.preview, areas):
            console.print(Text(line))
    elif done.reading.errors:
        console.print(Text(f"{uploads.errors_headline(done.reading, done.reading.errors)}. Inget är sparat."))


def _file_text(reading: Reading) -> str:
    """Return what a file was taken for, and what it holds."""
    if isinstance(reading, assessment.Reading):
        return f"självskattningar, {uploads.file_text(reading)}"
    return registered.file_text(reading)


def _tell_findings(console: Console, caption: str, findings: Sequence[Finding]) -> None:
    """Print findings as a table; as lines, where the window is too narrow for one."""
    if not findings:
        return
    console.print(f"\n{caption}")
    rows = uploads.finding_rows(findings, "Alla skrivs med --json.")
    if console.width < _WIDTH_OF_FILES:
        for row, column, _, message, remedy in rows:
            console.print(Text(f"{row}: {column} {message} {remedy}"))
        return
    table = Table(*uploads.FINDING_COLUMNS, box=box.SIMPLE_HEAD)
    for cells in rows:
        table.add_row(*map(Text, cells))
    console.print(table)


def _console() -> Console:
    """Return where it is printed: as wide as the window; a file has room for a table."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDTH_OF_FILES)
    return console


def _changes_of(done: Import, preview: Preview, areas: Areas) -> list[str]:
    """Return what publishing changed, or would change, county first and then per municipality."""
    if preview.changes_nothing:
        return ["Allt i filen gäller redan: inget är sparat."]
    parts = [f"{areas.name(each.municipality)}: {uploads.rows_text(each.rows)}" for each in preview.shares]
    end = f"Sparat som nummer {done.upload.id}." if done.upload else "Inget är sparat (provkörning)."
    if isinstance(preview, Activities):
        return [f"{registered.preview_text(preview)}.", *parts, end]
    return [f"{uploads.preview_text(preview)}.", *parts, end]
