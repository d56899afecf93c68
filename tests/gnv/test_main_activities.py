"""Activities from the command line: import, export and back, and check."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gnv.__main__ import app
from gnv.activities.submissions import activities
from gnv.report.activities import EXPORT_COLUMNS
from gnv.settings import settings
from gnv.store.engine import open_store
from tests.gnv.activities.made import HEADINGS, row
from tests.gnv.tabular.files import csv_file

pytestmark = pytest.mark.database

MORE = {"resultat": "=1+1 <b>\nrad två", "vad_gick_bra": "-5 %", "plan": "Länets plan"}
GOOD = (row(**MORE), row(aktivitet="Rond", kommun_kod="0020", kommun="", huvudman="båda", slutar=""))


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.fixture
def file(tmp_path: Path):
    """Return a function that writes rows to a file."""

    def write(*rows) -> Path:
        path = tmp_path / "aktiviteter.csv"
        path.write_bytes(csv_file([HEADINGS, *rows]))
        return path

    return write


def counts(answer: str) -> tuple[int, ...]:
    found = json.loads(answer)
    names = ("rows", "units", "activities", "municipalities", "new", "changed", "unchanged", "fallen")
    return tuple(found[name] for name in names)


def stored():
    return activities(open_store(settings()))


def exported() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("export", "activities"))))


def test_a_file_is_stored_and_told_what_it_was_taken_for(file):
    answer = run("import", file(*GOOD), "--note", "årets", "--json")
    assert counts(answer) == (2, 2, 2, 2, 2, 0, 0, 0)
    assert (json.loads(answer)["kind"], json.loads(answer)["errors"]) == ("activities", [])
    region, falun = exported()
    assert tuple(falun) == EXPORT_COLUMNS
    assert (falun["id"], falun["municipality"], falun["goals"]) == ("traffpunkt-for-aldre", "2080", "1,5")
    assert (region["principals"], region["starts"], region["ends"]) == ("kommun,region", "2025-03-01", "")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_can_be_imported_and_changes_nothing(file, tmp_path, form):
    run("import", file(*GOOD))
    before, table = stored(), tmp_path / f"ut.{form}"
    run("export", "activities", "--format", form, "-o", table)
    answer = run("import", table, "--json")
    assert counts(answer)[4:] == (0, 0, 2, 0)
    assert json.loads(answer)["upload"] is None
    assert stored() == before


def test_what_is_exported_makes_an_empty_database_the_same(file, tmp_path, monkeypatch):
    run("import", file(*GOOD))
    before, table = stored(), tmp_path / "ut.csv"
    run("export", "activities", "-o", table)
    monkeypatch.setenv("GNV_DATA_DIR", str(tmp_path / "annan"))
    assert counts(run("import", table, "--json"))[4:] == (2, 0, 0, 0)
    assert stored() == before


def test_a_changed_title_and_state_are_told_and_stand(file):
    run("import", file(*GOOD))
    changed = row(id="rond", aktivitet="Rond på distans", kommun_kod="0020", kommun="", läge="klar")
    assert counts(run("import", file(changed), "--json"))[4:] == (0, 1, 0, 0)
    assert [(form.title, form.state) for form in stored()] == [
        ("Rond på distans", "klar"),
        ("Träffpunkt för äldre", "pågår"),
    ]


def test_a_file_with_an_error_stores_nothing_and_ends_with_2(file):
    answer = json.loads(run("import", file(*GOOD, row(aktivitet="C", startar="snart")), "--json", code=2))
    (error,) = answer["errors"]
    assert (error["row"], error["column"], error["value"]) == (4, "startar", "snart")
    assert answer["kind"] == "activities"
    assert not settings().local.exists()


def test_what_only_the_database_tells_is_wrong_ends_with_2(file):
    run("import", file(row(id="a"), row(id="b")))
    answer = json.loads(run("import", file(row()), "--json", code=2))
    assert [error["column"] for error in answer["errors"]] == ["aktivitet"]
    assert len(stored()) == 2


def test_a_rehearsal_stores_nothing_and_makes_no_database(file):
    assert counts(run("import", file(*GOOD), "--dry-run", "--json"))[4:] == (2, 0, 0, 0)
    assert not settings().local.exists()
    assert exported() == []


def test_people_see_what_it_is_about_and_what_changed_per_municipality(file):
    said = run("import", file(*GOOD))
    for fact in ("2 rader, 2 aktiviteter i 1 kommun och Region Dalarna", "Falun: 1 ny", "2 nya."):
        assert fact in said
    assert "gäller redan" in run("import", file(*GOOD))


def test_people_see_apart_what_stops_the_file_and_what_does_not(file):
    rows = (row(aktivitet="Klar?", läge="planerad", startar="2023-01-01", slutar=""), row(startar="snart"))
    said = run("import", file(*rows), code=2)
    wrong, _, looked_at = said.partition("Att titta på")
    assert "Att rätta" in wrong
    assert "rad 3" in wrong
    assert "rad 2" in looked_at
    assert "rad 2" not in wrong


def test_where_much_is_wrong_all_of_it_is_there_for_machines(file):
    bad = file(*(row(aktivitet=f"A{at}", startar="snart") for at in range(50)))
    assert "--json" in run("import", bad, code=2)
    assert len(json.loads(run("import", bad, "--json", code=2))["errors"]) == 50


def test_a_self_assessment_file_says_that_it_is_one(tmp_path):
    path = tmp_path / "svar.csv"
    headings = ["omgång", "kommun", "huvudman", "verksamhet", "delmål", "poäng"]
    path.write_bytes(csv_file([headings, ["2025", "Falun", "kommun", "Exempelenhet", "1", "3"]]))
    answer = json.loads(run("import", path, "--dry-run", "--json"))
    assert answer["kind"] == "self-assessments"
    assert "activities" not in answer
    assert "självskattningar" in run("import", path, "--dry-run")


def test_check_looks_at_the_activities(file):
    run("import", file(*GOOD))
    assert json.loads(run("check", "--json")) == {"sound": True, "problems": []}
    with open_store(settings()).write() as connection:
        connection.exec_driver_sql("UPDATE field SET value = '9' WHERE name = 'goals' AND value = '1,5'")
        connection.exec_driver_sql(
            "UPDATE field SET value = '2020-01-01' WHERE name = 'ends' AND value <> ''"
        )
        connection.exec_driver_sql("UPDATE submission SET municipality = '0180' WHERE municipality = '0020'")
    problems = json.loads(run("check", "--json", code=1))["problems"]
    for what, title in (
        ("okända delmål", "Träffpunkt"),
        ("slut före starten", "Träffpunkt"),
        ("okända kommuner", "Rond"),
    ):
        assert sum(what in problem and title in problem for problem in problems) == 1
    assert len(problems) == 3
