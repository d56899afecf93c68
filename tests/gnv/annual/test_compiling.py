"""The annual report as files: written from the command line, opened and read back."""

from __future__ import annotations

import json
import re

import docx as python_docx
import numpy as np
import pytest
from docx.oxml.ns import qn
from typer.testing import CliRunner

from gnv.__main__ import app
from gnv.access.local import operator
from gnv.annual import compiling
from gnv.annual.apart import report_made_apart
from gnv.annual.compiling import compiled, write_report
from gnv.backup import restore, write_backup
from gnv.compare import Trend, reading
from gnv.frozen.submissions import begin
from gnv.problems import ProblemError
from gnv.report.document import Document
from gnv.report.exports import benchmark_export
from gnv.report.press import PressError
from gnv.settings import settings
from gnv.store.engine import open_store
from gnv.words import difference_text, value_text
from tests.gnv.annual.years import DAY
from tests.gnv.frozen.kept import save_text
from tests.gnv.frozen.made import section_text
from tests.gnv.report.test_pdf import read, standards, tags, text_of, titles


def run(*arguments, code=0):
    result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def few_figures(own_edition):
    """Let an edition of a few values stand, so that little is counted."""
    return own_edition([("U23521", "2080", year, "T", 80.5) for year in (2021, 2022)])


@pytest.fixture
def nothing_set(monkeypatch):
    """Let the report be an empty one, and the PDF no more than its beginning."""
    empty = Document("Tom", "", DAY, "Vi", ())
    monkeypatch.setattr(compiling, "annual_document", lambda *_: empty)
    monkeypatch.setattr(compiling, "pdf", lambda _document: b"%PDF")


@pytest.mark.parametrize(
    ("year", "name", "said"),
    [
        (2025, "a.odt", "docx eller .pdf"),
        (2025, "a", "saknar filändelse"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_made(tmp_path, monkeypatch, year, name, said):
    monkeypatch.setattr(compiling, "facts_of", lambda *_: pytest.fail("made all the same"))
    with pytest.raises(ProblemError, match=said):
        write_report(settings(), year, tmp_path / name, DAY)
    assert not list(tmp_path.glob("a*"))


def test_a_file_that_cannot_be_written_is_told(tmp_path, few_figures, nothing_set):
    with pytest.raises(ProblemError, match="kan inte skrivas"):
        write_report(settings(), 2025, tmp_path / "finns" / "inte.pdf", DAY)


def test_a_press_that_fails_is_told(tmp_path, few_figures, nothing_set, monkeypatch):
    def fail(document):
        raise PressError("trasig")

    monkeypatch.setattr(compiling, "pdf", fail)
    with pytest.raises(ProblemError, match="kunde inte skrivas ut"):
        write_report(settings(), 2025, tmp_path / "a.pdf", DAY)


def test_without_year_or_area_the_command_says_what_to_give(tmp_path):
    result = run("-o", tmp_path / "a.pdf", code=2)
    assert "--year" in result.output


def test_without_a_begun_report_what_stands_is_used_and_that_is_told(tmp_path, few_figures, nothing_set):
    made = write_report(settings(), 2025, tmp_path / "a.pdf", DAY)
    assert not made.begun
    assert made.edition == few_figures
    assert "Ingen årsberättelse för 2025 är påbörjad" in str(made)
    assert not (settings().local / "gnv.sqlite").exists()


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (1999, "1999 var innan strategin började"),
        (2021, "2021 var innan strategin började"),
        (2031, "2031 har inte börjat"),
    ],
)
def test_a_year_that_is_none_of_the_strategys_is_said_and_made_all_the_same(
    tmp_path, few_figures, nothing_set, year, said
):
    made = write_report(settings(), year, tmp_path / "a.pdf", DAY)
    assert said in str(made)
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF"


def test_a_begun_report_keeps_its_figures_and_has_the_edited_texts(own_edition):
    old = own_edition([("U23521", "2080", year, "T", 80.5) for year in (2021, 2022)])
    store = open_store(settings())
    begin(store, settings(), operator(), 2025, DAY)
    save_text(store, operator(), section_text("Vår egen text."), 0)
    new = own_edition([("U23521", "2080", year, "T", 90.0) for year in (2021, 2022)])
    made = compiled(settings(), 2025, DAY.replace(month=5))
    assert old != new
    assert made.begun
    assert made.facts.observations.edition.hash == old
    assert made.facts.day == DAY
    assert made.facts.stories["U23521"].line("2080").value == 80.5
    assert made.texts == {"inledning": "Vår egen text."}


def test_a_begun_report_is_the_same_where_a_backup_of_it_is_put_back(own_edition, tmp_path, monkeypatch):
    old = own_edition([("U23521", "2080", year, "T", 80.5) for year in (2021, 2022)])
    store = open_store(settings())
    begin(store, settings(), operator(), 2025, DAY)
    save_text(store, operator(), section_text("Vår egen text."), 0)
    own_edition([("U23521", "2080", year, "T", 90.0) for year in (2021, 2022)])
    write_backup(settings(), tmp_path / "kopia.zip")
    monkeypatch.setenv("GNV_DATA_DIR", str(tmp_path / "annan"))
    restore(settings(), operator(), tmp_path / "kopia.zip")
    made = compiled(settings(), 2025, DAY.replace(month=5))
    assert (made.begun, made.facts.day, made.texts) == (True, DAY, {"inledning": "Vår egen text."})
    assert made.facts.observations.edition.hash == old
    assert made.facts.stories["U23521"].line("2080").value == 80.5


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Write the report of the shipped figures, in both formats."""
    folder = tmp_path_factory.mktemp("rapport")
    told = json.loads(run("--year", 2025, "-o", folder / "a.docx", "--json").stdout)
    run("--year", 2025, "-o", folder / "a.pdf")
    return folder, told


@pytest.fixture(scope="module")
def word(made):
    return python_docx.Document(made[0] / "a.docx")


@pytest.mark.slow
def test_word_has_headings_captions_and_alt_texts(made, word):
    told = made[1]
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles.count("Heading 1") >= 6
    assert styles.count("Caption") == told["pictures"] + told["tables"]
    described = [each.get("descr") for each in word.element.body.iter(qn("wp:docPr"))]
    assert len(described) == told["pictures"] > 15
    assert all(len(each) > 40 for each in described)
    text = " ".join(paragraph.text for paragraph in word.paragraphs)
    assert all(each in text for each in ("å", "ä", "ö", "Självskattning", "Källa: Kolada"))


def tables_of(word, *header):
    """The tables that begin so, by their caption without its number."""
    captions = [each.text for each in word.paragraphs if each.style.name == "Caption"]
    titles = [each.split(". ", 1)[1] for each in captions if each.startswith("Tabell")]
    found = {}
    for title, table in zip(titles, word.tables, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][: len(header)] == list(header):
            found[title] = {row[0]: row for row in rows[1:]}
    return found


def shown(indicator, value):
    return value_text(indicator, None if np.isnan(value) else value)


@pytest.mark.slow
def test_words_numbers_are_those_of_the_exported_benchmark(word, shipped_observations, strategy, areas):
    frame = benchmark_export(strategy, shipped_observations, areas).frame.fillna({"position": "inget läge"})
    found = tables_of(word, "Kommun", "Värde", "Läge")
    municipal = [each for each in strategy.indicators if each.municipal and len(frame[frame.kpi == each.id])]
    assert len(found) == len(municipal) == 7
    for indicator, (title, printed) in zip(municipal, found.items(), strict=True):
        assert title.startswith(indicator.name)
        year = int(re.findall(r"20[0-9]{2}", title)[0])
        rows = frame.loc[
            frame["kpi"].eq(indicator.id) & frame["year"].eq(year) & frame["municipality"].ne("0020")
        ]
        assert len(printed) == 15
        for row in rows.to_dict("records"):
            own = printed[areas.name(row["municipality"])]
            assert own[1] == shown(indicator, row["value"])
            assert own[2].endswith(row["position"])
            assert own[3] == difference_text(indicator, row["value"] - row["middle"])
            assert own[4] == f"{row['rank']} av {row['n']}"
            if indicator.rolling_years == 1:
                assert own[6] == reading(Trend(row["trend"]), indicator.direction)


@pytest.mark.slow
def test_words_regions_and_genders_are_those_of_the_edition(word, shipped_observations, strategy, areas):
    values = shipped_observations.edition.values.set_index(["kpi", "municipality", "year", "gender"])["value"]
    (regions,) = tables_of(word, "Region").values()
    regional = [each for each in strategy.indicators if not each.municipal and each.id in values.index]
    for at, indicator in enumerate(regional, start=1):
        year = max(each for each in values[indicator.id]["0020"].index.get_level_values("year"))
        for code in areas.regions:
            own = regions[areas.name(code).removeprefix("Region ").removesuffix("sregionen")]
            known = values.get((indicator.id, code, year, "T"), np.nan)
            assert own[at].split(" ")[-1] == shown(indicator, known)
    for title, rows in tables_of(word, "Område", "Kvinnor", "Män").items():
        indicator = next(each for each in strategy.indicators if title.startswith(each.name))
        year = int(re.findall(r"20[0-9]{2}", title)[0])
        for code in areas.dalarna:
            women, men = (values.get((indicator.id, code, year, gender), np.nan) for gender in "KM")
            _, *printed, gap = rows[areas.name(code)]
            assert printed == [shown(indicator, women), shown(indicator, men)]
            assert gap == ("–" if np.isnan(women - men) else difference_text(indicator, women - men))


@pytest.mark.slow
def test_the_pdf_is_tagged_outlined_and_swedish(made):
    reader = read((made[0] / "a.pdf").read_bytes())
    assert reader.root_object["/Lang"] == "sv-SE"
    assert len(standards(reader)) == 2
    outline = titles(reader.outline)
    assert "Nyckeltal" in outline
    found = tags(reader.root_object["/StructTreeRoot"]["/K"])
    figures = [alt for tag, alt in found if tag == "/Figure"]
    assert len(figures) == made[1]["pictures"]
    assert all(figures)
    assert sum(tag == "/Table" for tag, _ in found) == made[1]["tables"]
    assert "De viktigaste avvikelserna" in text_of(reader)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_same_report_gives_the_same_bytes_in_a_process_of_its_own_too(made, kind):
    assert report_made_apart(2025, kind) == (made[0] / f"a.{kind}").read_bytes()


@pytest.mark.slow
def test_what_cannot_be_made_is_told_from_a_process_of_its_own(few_figures):
    with pytest.raises(PressError, match=r"docx eller \.pdf"):
        report_made_apart(2025, "odt")
