"""The command line: ``python -m gnv``. Every command has ``--json`` for machines."""

from __future__ import annotations

import csv
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from gnv.areas import load_areas
from gnv.check import check as find_all_problems
from gnv.kolada.editions import FOLDER, current_edition, write_edition
from gnv.observations import Observations
from gnv.problems import ProblemError
from gnv.report.exports import Table, benchmark_export, machine_csv, machine_json, values_export, workbook
from gnv.settings import settings
from gnv.strategy import load_strategy

app = typer.Typer(no_args_is_help=True, add_completion=False, help="God och nära vård i Dalarna.")
AsJson = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]


class What(StrEnum):
    """The tables that can be exported."""

    VALUES = "values"
    BENCHMARK = "benchmark"


class Format(StrEnum):
    """The formats that tables are exported in."""

    CSV = "csv"
    XLSX = "xlsx"


@app.command()
def check(as_json: AsJson = False) -> None:
    """Kontrollera strategi, värden och karta mot varandra. Slutkod 0 är sunt, 1 inte."""
    problems = [str(problem) for problem in find_all_problems(settings())]
    if as_json:
        _print_json({"sound": not problems, "problems": problems})
    else:
        print("\n".join(problems) or "Sunt: strategi, värden och karta stämmer överens.")
    raise typer.Exit(1 if problems else 0)


@app.command()
def export(
    what: What,
    output_format: Annotated[Format, typer.Option("--format")] = Format.CSV,
    output: Annotated[Path | None, typer.Option("--output", "-o")] = None,
    as_json: AsJson = False,
) -> None:
    """Skriv en tabell; CSV till skärmen om ingen fil anges."""
    table = _table(what)
    if output_format is Format.XLSX and not as_json:
        if output is None:
            raise typer.BadParameter("Ange filen med -o när formatet är xlsx.")
        output.write_bytes(workbook([table]))
        return
    text = machine_json(table.frame) + "\n" if as_json else machine_csv(table.frame)
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8", newline="")


@app.command()
def ship(
    file: Path,
    catalogue: Annotated[str, typer.Option(help="Fler id som Kolada har, åtskilda av komma.")] = "",
) -> None:
    """Gör en CSV-fil (kpi, municipality, year, gender, value, retrieved) till medföljande utgåva."""
    values = pd.read_csv(file, dtype={"municipality": str})
    known = [part.strip() for part in catalogue.split(",") if part.strip()]
    print(write_edition(values, settings().shipped / FOLDER, "Kolada", known))


def _table(what: What) -> Table:
    where = settings()
    edition, problems = current_edition(where)
    strategy, broken = load_strategy(where)
    for problem in [*problems, *([broken] if broken else [])]:
        print(problem, file=sys.stderr)
    if what is What.VALUES:
        return values_export(edition)
    return benchmark_export(strategy, Observations(edition), load_areas(where.geo))


def _print_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False))


def main() -> None:
    """Run the command line; a problem is told in a sentence and ends with code 1."""
    try:
        app()
    except (ProblemError, OSError, csv.Error) as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
