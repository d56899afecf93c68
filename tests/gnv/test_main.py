from __future__ import annotations

import csv
import io
import json
import sys

import openpyxl
import pytest
from typer.testing import CliRunner

from gnv.__main__ import app, main
from gnv.kolada.editions import current_edition
from gnv.settings import settings
from tests.conftest import ROOT


@pytest.fixture
def run():
    def run(*arguments, code=0):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert result.exit_code == code, result.output
        return result.stdout

    return run


@pytest.fixture
def some_figures(own_edition):
    """Let an edition of a few values stand: to compare every shipped one with all others takes its time."""
    own_edition(
        [("U23521", code, year, "T", 80.5) for code in ("2080", "2062", "0020") for year in (2021, 2022)]
    )


def break_strategy():
    own = settings().local
    own.mkdir(parents=True)
    text = (ROOT / "data" / "strategi.toml").read_text("utf-8").replace("U79092", "U99999")
    (own / "strategi.toml").write_text(text, encoding="utf-8")


def test_check_says_that_what_is_shipped_is_sound(run):
    assert run("check").strip()
    assert json.loads(run("check", "--json")) == {"sound": True, "problems": []}


def test_check_ends_with_1_and_says_what_is_not_sound(run):
    break_strategy()
    assert "U99999" in run("check", code=1)
    answer = json.loads(run("check", "--json", code=1))
    assert answer["sound"] is False
    assert len(answer["problems"]) == 1
    assert "U99999" in answer["problems"][0]


def test_check_tells_of_an_own_template_that_cannot_be_used(run):
    own = settings().local / "mallar"
    own.mkdir(parents=True)
    (own / "arsberattelse.docx").write_bytes(b"PK")
    (problem,) = json.loads(run("check", "--json", code=1))["problems"]
    assert "rapportmallen" in problem


def test_values_are_written_to_standard_output(run, shipped):
    text = run("export", "values")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["kpi", "municipality", "year", "gender", "value", "retrieved"]
    assert [tuple(row[:4]) for row in rows[1:]] == [
        (v.kpi, v.municipality, str(v.year), v.gender) for v in shipped.values.itertuples()
    ]
    assert [float(row[4]) for row in rows[1:]] == shipped.values["value"].tolist()


def test_an_own_edition_is_what_is_exported(run, own_edition):
    own_edition([("U23521", "2080", 2022, "T", 87.5), ("U23521", "0000", 2022, "T", -1.0)])
    assert run("export", "values").splitlines() == [
        "kpi,municipality,year,gender,value,retrieved",
        "U23521,0000,2022,T,-1.0,2026-01-01",
        "U23521,2080,2022,T,87.5,2026-01-01",
    ]


def test_the_benchmark_is_written_to_standard_output(run):
    rows = list(csv.DictReader(io.StringIO(run("export", "benchmark"), newline="")))
    falun = next(r for r in rows if (r["kpi"], r["municipality"], r["year"]) == ("U23521", "2080", "2022"))
    assert (falun["value"], falun["national"], falun["middle"]) == ("87.0", "86.0", "85.0")
    assert (falun["n"], falun["rank"], falun["position"]) == ("15", "7", "i nivå")
    assert float(falun["county_mean"]) == pytest.approx(1294 / 15)


@pytest.mark.parametrize(("what", "option"), [("values", "-o"), ("benchmark", "--output")])
def test_a_file_gets_the_same_csv_as_standard_output_in_utf8(run, some_figures, tmp_path, what, option):
    path = tmp_path / "tabell.csv"
    assert run("export", what, option, path) == ""
    content = path.read_bytes()
    assert content.decode("utf-8") == run("export", what)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content


@pytest.mark.parametrize("what", ["values", "benchmark"])
def test_a_workbook_has_a_row_per_csv_row(run, some_figures, tmp_path, what):
    path = tmp_path / "tabell.xlsx"
    run("export", what, "--format", "xlsx", "-o", path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    lines = run("export", what).splitlines()
    assert sheet.max_row == len(lines) == 7
    assert [cell.value for cell in sheet[1]] == lines[0].split(",")


@pytest.mark.parametrize(
    ("name", "options", "beginning"),
    [("t.xlsx", [], b"PK"), ("t.XLSX", [], b"PK"), ("t.txt", [], b"kpi"), ("t.json", ["--json"], b"[")],
)
def test_the_ending_says_the_format(run, some_figures, tmp_path, name, options, beginning):
    run("export", "values", "-o", tmp_path / name, *options)
    assert (tmp_path / name).read_bytes().startswith(beginning)


def test_values_as_json_are_the_very_values(run, shipped):
    rows = json.loads(run("export", "values", "--json"))
    assert len(rows) == len(shipped.values)
    assert list(rows[0]) == ["kpi", "municipality", "year", "gender", "value", "retrieved"]
    assert [row["value"] for row in rows] == shipped.values["value"].tolist()


def test_json_keeps_every_digit(run, own_edition):
    own_edition([("N21701", "2080", 2022, "T", 8.123456789012345)])
    assert [row["value"] for row in json.loads(run("export", "values", "--json"))] == [8.123456789012345]


def test_the_benchmark_as_json_has_numbers_words_and_nulls(run):
    rows = json.loads(run("export", "benchmark", "--json"))
    falun = next(
        r for r in rows if (r["kpi"], r["municipality"], str(r["year"])) == ("U23521", "2080", "2022")
    )
    assert (falun["value"], falun["rank"], falun["position"]) == (87, 7, "i nivå")
    region = next(r for r in rows if r["municipality"] == "0020")
    assert region["county_mean"] is None


def test_a_table_of_figures_can_be_shipped(run, own_product, tmp_path):
    path = tmp_path / "varden.csv"
    path.write_text(
        "kpi,municipality,year,gender,value,retrieved\nU23521,0020,2022,T,87.5,2026-01-01\n", encoding="utf-8"
    )
    digest = run("ship", path, "--catalogue", "N78111, N78113").strip()
    edition, problems = current_edition(settings())
    assert (edition.hash, edition.shipped, problems) == (digest, True, [])
    assert edition.values["municipality"].tolist() == ["0020"]
    assert list(edition.provenance.catalogue) == ["N78111", "N78113", "U23521"]


def called(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["gnv", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "export"),
        (["okänt"], "export"),
        (["export"], "benchmark"),
        (["export", "allt"], "benchmark"),
        (["export", "values", "--format", "pdf"], "csv|xlsx"),
        (["export", "values", "--format", "xlsx"], "-o"),
        (["export", "values", "--format", "csv", "-o", "saknas/t.xlsx"], ".xlsx"),
        (["export", "values", "-o", "saknas/t.pdf"], ".pdf"),
        (["export", "values", "--fromat", "csv"], "--format"),
        (["report", "--year", "2025", "-o"], "-o saknar"),
        (["report", "--year", "2025"], "--output"),
        (["report", "--year", "9" * 5_000, "-o", "t.pdf"], "--year"),
        (["check", "allt"], "check --help"),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_swedish_and_ends_with_2(monkeypatch, capsys, arguments, told):
    assert called(monkeypatch, *arguments) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert "--help" in said.err
    assert said.out == ""


def test_machines_get_json_of_what_went_wrong(monkeypatch, capsys):
    assert called(monkeypatch, "export", "allt", "--json") == 2
    said = capsys.readouterr()
    assert json.loads(said.out) == {"error": said.err.strip()}


def test_a_problem_is_told_in_a_sentence_and_ends_with_1(monkeypatch, capsys, own_product):
    (own_product / "geo" / "kommuner.json").unlink()
    assert called(monkeypatch, "export", "benchmark") == 1
    captured = capsys.readouterr()
    assert "kommuner.json" in captured.err
    assert captured.out == ""


def test_a_file_that_cannot_be_written_is_told_and_ends_with_1(monkeypatch, capsys, tmp_path):
    assert called(monkeypatch, "export", "values", "-o", tmp_path / "ingen" / "fil.csv") == 1
    said = capsys.readouterr()
    assert "fil.csv" in said.err
    assert said.out == ""


def test_figures_that_are_no_edition_are_told_and_end_with_1(monkeypatch, capsys, own_product, tmp_path):
    path = tmp_path / "varden.csv"
    path.write_text("kpi,municipality\nU23521,2080\n", encoding="utf-8")
    assert called(monkeypatch, "ship", path) == 1
    assert capsys.readouterr().err
