"""One page per area from the command line."""

import contextlib
import io
import json
import sys

import pypdf
import pytest
from typer.testing import CliRunner

from gnv.__main__ import app, main
from gnv.access.local import operator
from gnv.frozen.submissions import begin
from gnv.settings import settings
from gnv.store.engine import open_store
from gnv.times import today
from tests.gnv.report.test_pdf import text_of

pytestmark = pytest.mark.slow


@pytest.fixture
def few(own_edition, areas):
    """Let an edition of a few values stand, of two years."""
    own_edition(
        [
            ("U21426", code, year, "T", 5.0 + at)
            for at, code in enumerate(areas.dalarna)
            for year in (2019, 2022)
        ]
    )


def test_an_areas_page_is_written_as_a_pdf_and_told(few, tmp_path):
    file = tmp_path / "falun.pdf"
    result = CliRunner().invoke(app, ["report", "--area", "2080", "-o", str(file)])
    assert result.exit_code == 0, result.output
    assert "Falun" in result.stdout
    assert "1 av 20" in result.stdout
    reader = pypdf.PdfReader(io.BytesIO(file.read_bytes()))
    assert len(reader.pages) == 1
    assert "Olämpliga läkemedel, 75+" in text_of(reader)


def test_as_of_a_year_nothing_later_is_shown(few, tmp_path):
    file = tmp_path / "region.PNG"
    asked = ["report", "--year", "2020", "--area", "2080", "-o", str(file), "--json"]
    told = json.loads(CliRunner().invoke(app, asked).stdout)
    assert file.read_bytes().startswith(b"\x89PNG")
    assert (told["file"], told["area"], told["name"], told["until"]) == (str(file), "2080", "Falun", 2020)
    assert told["figures"] == 1
    assert len(told["missing"]) == 19
    assert told["edition"]


def test_a_year_without_any_value_is_said_and_still_made(few, tmp_path):
    file = tmp_path / "f.png"
    result = CliRunner().invoke(app, ["report", "--year", "1999", "--area", "0020", "-o", str(file)])
    assert "0 av 20 nyckeltal har ett värde till och med 1999" in result.stdout
    assert file.exists()


def test_the_page_of_a_year_whose_report_is_begun_keeps_its_figures(own_edition, tmp_path):
    old = own_edition([("U21426", "2080", 2022, "T", 5.0)])
    with contextlib.closing(open_store(settings())) as store:
        begin(store, settings(), operator(), 2024, today())
    new = own_edition([("U21426", "2080", 2022, "T", 6.0)])
    found = {}
    for year in ("2024", "2023"):
        asked = ["report", "--year", year, "--area", "2080", "-o", str(tmp_path / "f.png"), "--json"]
        found[year] = json.loads(CliRunner().invoke(app, asked).stdout)["edition"]
    assert found == {"2024": old, "2023": new}


@pytest.mark.parametrize(
    ("area", "year", "name", "told"),
    [
        ("2080", "", "falun.docx", ".docx"),
        ("2080", "", "falun", "saknar filändelse"),
        ("0180", "", "f.pdf", "0180"),
        ("Falun", "", "f.pdf", "kod"),
        ("2080", "20x4", "f.pdf", "20x4"),
        ("2080", "24", "f.pdf", "fyra siffror"),
        ("2080", str(today().year + 1), "f.pdf", str(today().year)),
        ("2080", "", "saknas/f.pdf", "saknas"),
    ],
)
def test_what_cannot_be_made_is_told_and_ends_with_1(
    few, tmp_path, monkeypatch, capsys, area, year, name, told
):
    file = tmp_path / name
    monkeypatch.setattr(
        sys, "argv", ["gnv", "report", "--area", area, *(["--year", year] if year else []), "-o", str(file)]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert told in capsys.readouterr().err
    assert not file.exists()
