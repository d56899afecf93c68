"""Self-assessments from the command line: import, its rehearsal, and the export of what stands."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gnv.__main__ import app
from gnv.settings import settings

pytestmark = pytest.mark.database

HEADINGS = "omgång;kommun;huvudman;verksamhet;delmål;poäng;kommentar"
GOOD = [
    "2025-1;Falun;kommun;Exempelenhet 1;1;4,5;",
    "2025-1;Falun;kommun;Exempelenhet 1;2;;",
    "2025-1;Säter;kommun;Exempelenhet 2;1;3;hej",
]
COLUMNS = ["round", "municipality", "principal", "unit", "goal", "statement", "score"]
COLUMNS += ["respondents", "comment", "submission"]


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.fixture
def file(tmp_path: Path):
    """Return a function that writes rows to a file."""

    def write(*rows: str) -> Path:
        path = tmp_path / "svar.csv"
        path.write_text("\r\n".join([HEADINGS, *rows]), encoding="utf-8")
        return path

    return write


def counts(answer: str) -> tuple[int, ...]:
    found = json.loads(answer)
    return tuple(found[name] for name in ("rows", "units", "municipalities", "new", "changed", "unchanged"))


def exported() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("export", "scores"))))


def test_a_file_is_stored_and_exported(file):
    assert counts(run("import", file(*GOOD), "--json")) == (3, 2, 2, 3, 0, 0)
    first, second = exported()
    assert list(first) == COLUMNS
    assert (first["round"], first["municipality"], first["goal"], first["score"]) == (
        "2025-1",
        "2080",
        "1",
        "4.5",
    )
    assert (second["unit"], second["comment"]) == ("Exempelenhet 2", "hej")


def test_the_same_file_again_changes_nothing(file):
    run("import", file(*GOOD))
    before = exported()
    assert counts(run("import", file(*GOOD), "--json")) == (3, 2, 2, 0, 0, 3)
    assert exported() == before


def test_a_changed_row_is_told_and_stands(file):
    run("import", file(*GOOD))
    changed = [GOOD[0].replace("4,5", "2"), *GOOD[1:]]
    assert counts(run("import", file(*changed), "--json")) == (3, 2, 2, 0, 1, 2)
    assert exported()[0]["score"] == "2.0"


def test_what_is_exported_can_be_imported_and_changes_nothing(file, tmp_path):
    run("import", file(*GOOD))
    table = tmp_path / "poäng.csv"
    run("export", "scores", "-o", table)
    assert counts(run("import", table, "--json"))[3:] == (0, 0, 2)


def test_a_rehearsal_stores_nothing_and_makes_no_database(file):
    assert counts(run("import", file(*GOOD), "--dry-run", "--json")) == (3, 2, 2, 3, 0, 0)
    assert not settings().local.exists()
    assert exported() == []


def test_a_file_with_an_error_stores_nothing_and_ends_with_2(file):
    answer = json.loads(run("import", file(*GOOD, "2025-1;Säter;kommun;X;1;7;"), "--json", code=2))
    (error,) = answer["errors"]
    assert (error["row"], error["column"], error["value"]) == (5, "poäng", "7")
    assert "1–5" in error["message"]
    assert exported() == []


def test_errors_are_told_to_people_with_row_and_remedy(file):
    said = " ".join(run("import", file("2025-1;Uppsala;kommun;X;1;3;"), code=2).split())
    assert "rad 2" in said
    assert "Uppsala" in said


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00\x01\x02", HEADINGS.encode(), None])
def test_what_is_no_spreadsheet_is_refused_with_2(tmp_path, content):
    path = tmp_path / "svar.csv"
    if content is not None:
        path.write_bytes(content)
    answer = json.loads(run("import", path, "--json", code=2))
    assert answer["errors"]
    assert answer["rows"] == 0
    assert run("import", path, code=2).strip()


def test_whether_a_file_may_be_read_is_found_by_reading_it(file, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    assert counts(run("import", file(*GOOD), "--dry-run", "--json")) == (3, 2, 2, 3, 0, 0)


def test_a_database_that_cannot_be_read_refuses_with_2(file):
    settings().local.mkdir(parents=True)
    (settings().local / "gnv.sqlite").write_text("detta är ingen databas " * 100)
    answer = json.loads(run("import", file(*GOOD), "--json", code=2))
    assert answer["errors"][0]["row"] == 0


def test_a_note_that_is_too_long_refuses_with_2(file):
    answer = json.loads(run("import", file(*GOOD), "--note", "x" * 501, "--json", code=2))
    assert "500" in answer["errors"][0]["message"]
    assert exported() == []


def test_people_see_what_changed_per_municipality(file):
    said = run("import", file(*GOOD), "--note", "första omgången")
    assert "Falun: 2 nya" in said
    assert "Säter: 1 ny" in said


def test_an_own_strategy_with_a_mistake_refuses_with_2(file):
    settings().local.mkdir(parents=True)
    (settings().local / "strategi.toml").write_text("skala = [1, 10", encoding="utf-8")
    (error,) = json.loads(run("import", file(*GOOD), "--json", code=2))["errors"]
    assert "strategi" in error["message"]
    assert exported() == []
