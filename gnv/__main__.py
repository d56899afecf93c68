"""The command line: ``python -m gnv``. Every command has ``--json`` for machines."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import pandas as pd
import typer
from typer.exceptions import TyperException

from gnv.access.local import operator
from gnv.areas import load_areas
from gnv.check import awaits_upgrade
from gnv.check import check as find_all_problems
from gnv.exporting import What, standing, standing_scores, table
from gnv.kolada.editions import FOLDER, write_edition
from gnv.kolada.provenance import Described, Provenance
from gnv.observations import Observations
from gnv.output import refuse_unwritable, write_output
from gnv.problems import Problem, ProblemError, reason
from gnv.report.exports import machine_csv, machine_json, workbook
from gnv.settings import Settings, settings
from gnv.times import today
from gnv.usage import PROGRAM, usage_text

if TYPE_CHECKING:
    from gnv.annual.compiling import Printed
    from gnv.report.one_pager_files import Sheet
    from gnv.store.archive import Backup

app = typer.Typer(add_completion=False, help="God och nära vård i Dalarna.")
AsJson = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]
# Whether a file may be read is told where it is read: Typer would only say that the argument is wrong.
ZipFile = Annotated[Path, typer.Argument(metavar="FIL", readable=False, help="Säkerhetskopian, en ZIP-fil.")]
_OTHERS = (".csv", ".xlsx", ".xls", ".ods", ".json", ".pdf", ".docx", ".png")


class Format(StrEnum):
    """The formats that tables are exported in."""

    CSV = "csv"
    XLSX = "xlsx"


@app.command()
def check(as_json: AsJson = False) -> None:
    """Kontrollera strategi, värden, karta, databas och rapportmall. Slutkod 0 är sunt, 1 inte."""
    where = settings()
    problems = [str(problem) for problem in (*find_all_problems(where), *_template_problems(where))]
    if as_json:
        _print_json({"sound": not problems, "problems": problems})
    else:
        print(
            "\n".join(problems) or "Sunt: strategi, värden, karta, databas och rapportmall stämmer överens."
        )
        if awaits_upgrade(where):
            print("Databasen är av en äldre version och uppgraderas när tjänsten startar.")
    raise typer.Exit(1 if problems else 0)


@app.command()
def export(
    what: Annotated[What, typer.Argument(metavar="|".join(What), help="Tabellen.")],
    output_format: Annotated[
        Format | None,
        typer.Option("--format", metavar="|".join(Format), help="Annars säger filens ändelse vilket."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Filen att skriva till.")] = None,
    as_json: AsJson = False,
) -> None:
    """Skriv en tabell; CSV till skärmen om ingen fil anges."""
    kind = _format(output_format, output, as_json=as_json)
    if output is not None:
        refuse_unwritable(output)
    made = table(settings(), what)
    if kind == Format.XLSX:
        content = workbook([made])
    else:
        content = (machine_json(made.frame) + "\n" if as_json else machine_csv(made.frame)).encode()
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_output(output, content)


@app.command()
def refresh(
    url: Annotated[str, typer.Option(help="Koladas adress; annars GNV_KOLADA_URL.")] = "",
    accept: Annotated[str, typer.Option(help="Id vars bortfall av värden godtas, åtskilda av komma.")] = "",
    reset: Annotated[bool, typer.Option("--reset", help="Gå tillbaka till de medföljande värdena.")] = False,
    as_json: AsJson = False,
) -> None:
    """Hämta nya värden från Kolada. Slutkod 0 allt är hämtat, 3 några har äldre värden kvar, 1 inget."""
    # Loaded here, since no other command needs the network.
    from gnv import terminal
    from gnv.kolada.refresh import return_to_shipped

    where = settings()
    try:
        if reset:
            record = return_to_shipped(where)
        else:
            record = terminal.refresh_with_progress(where, url, _ids(accept))
    except ProblemError as error:
        if not as_json:
            raise
        _print_json({"kpis": [], "requests": 0, "seconds": 0, "error": str(error)})
        raise typer.Exit(1) from error
    if as_json:
        _print_json(record.to_json())
    else:
        terminal.tell(where, record)
    raise typer.Exit(record.exit_code)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FIL", readable=False, help="CSV eller XLSX.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa vad som skulle ändras; spara inget.")
    ] = False,
    note: Annotated[str, typer.Option(help="En anteckning till historiken.")] = "",
    as_json: AsJson = False,
) -> None:
    """Spara självskattningar eller aktiviteter. Slutkod 0 sparad, eller inget att ändra; 2 avvisad."""
    # Loaded here, since no other command reads uploaded files.
    from gnv import terminal
    from gnv.importing import import_file

    where = settings()
    areas = load_areas(where.geo)
    done = import_file(where, file, areas, operator(), today(), note=note, dry_run=dry_run)
    if as_json:
        _print_json(done.to_json())
    else:
        terminal.tell_import(done, areas)
    raise typer.Exit(done.exit_code)


@app.command()
def report(
    output: Annotated[Path, typer.Option("--output", "-o", help="Filen; ändelsen säger vad den blir.")],
    area: Annotated[str, typer.Option(help="Områdets kod: i stället dess sida, som pdf eller png.")] = "",
    year: Annotated[
        str, typer.Option(help="Årsberättelsens år; på ett områdes sida visas inget senare.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Skriv ett års årsberättelse, eller ett områdes sida. Slutkod 0 skriven, 1 säger varför inte."""
    # Loaded here, since no other command prints.
    from gnv.annual.compiling import frozen_facts, write_report
    from gnv.report.one_pager_files import write_one_pager

    where = settings()
    made: Sheet | Printed
    is_year = re.fullmatch(r"[12][0-9]{3}", year) is not None
    facts = frozen_facts(where, int(year), today()) if area and is_year else None
    if facts is not None:
        made = write_one_pager(where, facts.strategy, facts.observations, area, year, output, facts.day)
    elif area:
        strategy, edition = standing(where)
        observations = Observations(edition).with_scores(standing_scores(where))
        made = write_one_pager(where, strategy, observations, area, year, output, today())
    elif is_year:
        made = write_report(where, int(year), output, today())
        for problem in made.problems:
            print(problem, file=sys.stderr)
    else:
        what = "Ange årsberättelsens år med --year, eller områdets kod med --area."
        raise typer.BadParameter(f"{what} Till exempel --year 2025 eller --area 2080.")
    if as_json:
        _print_json(made.to_json())
    else:
        print(made)


@app.command()
def backup(file: ZipFile, as_json: AsJson = False) -> None:
    """Skriv allt som tjänsten har sparat, databas och filer, till en fil."""
    from gnv.backup import write_backup

    made = write_backup(settings(), file)
    _tell_backup(f"Säkerhetskopian är skriven till {file}.", made, as_json)


@app.command()
def restore(file: ZipFile, as_json: AsJson = False) -> None:
    """Låt en säkerhetskopia gälla. Det som gällde sparas först i en egen säkerhetskopia."""
    from gnv.backup import restore as put_back

    held, kept = put_back(settings(), operator(), file)
    _tell_backup(
        f"{file.name} gäller nu. Det som gällde förut ligger i {kept}.", held, as_json, kept=str(kept)
    )


def _tell_backup(said: str, backup: Backup, as_json: bool, **more: str) -> None:
    counts = {"submissions": backup.rows.get("submission", 0), "files": len(backup.files)}
    if as_json:
        _print_json({"time": backup.time, **counts, **more})
    else:
        print(f"{said} Inlämnade formulär: {counts['submissions']}. Filer: {counts['files']}.")


@app.command()
def ship(
    file: Annotated[Path, typer.Argument(metavar="FIL")],
    catalogue: Annotated[str, typer.Option(help="Fler id som Kolada har, åtskilda av komma.")] = "",
) -> None:
    """Gör en CSV-fil (kpi, municipality, year, gender, value, retrieved) till medföljande utgåva."""
    values = pd.read_csv(file, dtype={"municipality": str}).assign(source="Kolada")
    known = {*values["kpi"], *_ids(catalogue)}
    described = {kpi: Described() for kpi in sorted(known)} if catalogue else {}
    print(write_edition(values, settings().shipped / FOLDER, Provenance(catalogue=described)))


def _template_problems(where: Settings) -> list[Problem]:
    """Return what is wrong with the annual report's template."""
    from gnv.report.template import load_template

    try:
        _, unusable = load_template(where)
    except ProblemError as error:
        return [error.problem]
    return [unusable] if unusable else []


def _ids(text: str) -> list[str]:
    """Return the ids of a list with commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _format(asked: Format | None, output: Path | None, *, as_json: bool) -> str:
    """Return what a table is written as; a file whose ending says something else is refused."""
    suffix = output.suffix.lower() if output else ""
    by_suffix = Format.XLSX if suffix == ".xlsx" else Format.CSV
    made = "json" if as_json else (asked or by_suffix).value
    if made == Format.XLSX and output is None:
        raise typer.BadParameter("Ange filen med -o när formatet är xlsx.")
    if suffix in _OTHERS and suffix != f".{made}":
        raise typer.BadParameter(f"Filen slutar på {suffix}, men tabellen skrivs som {made}.")
    return made


def _print_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False))


def main() -> None:
    """Run the command line. What goes wrong is told in a sentence, after ``--json`` also as JSON."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(prog_name=PROGRAM, standalone_mode=False) or 0
    except TyperException as error:
        code = _told(usage_text(error), 2)
    except OSError as error:
        code = _told(f"{error.filename or 'Svaret'} kan inte läsas eller skrivas: {reason(error)}.", 1)
    except (ProblemError, csv.Error) as error:
        code = _told(str(error), 1)
    raise SystemExit(code)


def _told(what: str, code: int) -> int:
    print(what, file=sys.stderr)
    if "--json" in sys.argv:
        _print_json({"error": what})
    return code


if __name__ == "__main__":
    main()
