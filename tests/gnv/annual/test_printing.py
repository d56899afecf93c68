from __future__ import annotations

import pytest

from gnv.annual.printing import annual_document
from gnv.report.document import Box, Bullets, Heading, Paragraph, Table
from tests.gnv.annual.years import HOSTILE, full_year


@pytest.fixture(scope="module")
def document(full):
    return annual_document(full)


def tables(document):
    return {each.caption: each for each in document.blocks if isinstance(each, Table)}


def titles(document, level=1):
    return [each.text for each in document.headings if each.level == level]


def test_the_three_parts_stand_in_the_strategys_order(document):
    found = titles(document)
    assert found.index("Nyckeltal") < found.index("Självskattning") < found.index("Aktiviteter och planer")
    assert "Trygghet på äldreboende 2024" in titles(document, 3)


def test_every_picture_has_words_and_a_source(document):
    pictures = document.pictures
    assert len(pictures) >= 6
    assert all(
        len(each.alt) > 40 and "Källa" in each.caption for each in pictures if "planer" not in each.caption
    )


def test_a_municipal_table_has_every_municipality_its_value_and_place(document, areas):
    found = next(
        each
        for caption, each in tables(document).items()
        if caption.startswith("Trygghet på äldreboende 2024")
    )
    by_name = {row[0]: row for row in found.rows}
    assert set(by_name) == {areas.name(code) for code in areas.dalarna}
    best = max(areas.dalarna, key=lambda code: 70 + areas.dalarna.index(code) + 25 * (code == "2085"))
    assert by_name[areas.name(best)][4] == "1 av 15"


def test_the_appendix_has_the_regions_and_each_gender(document, areas):
    found = tables(document)
    regions = {row[0]: row[1:] for row in found["Nyckeltal som bara finns för regioner"].rows}
    assert len(regions) == len(areas.regions) + 2
    assert regions["Dalarna"][0].endswith("\u00a0%")
    genders = next(each for caption, each in found.items() if "kvinnor och män, procent" in caption)
    by_name = {row[0]: row[1:] for row in genders.rows}
    assert by_name["Falun"] == ("82\u00a0%", "80\u00a0%", "+2")
    assert len(by_name) == 15


def test_a_self_assessed_municipality_without_answers_has_a_dash_and_nobody_is_ranked(document, areas):
    found = next(
        each
        for caption, each in tables(document).items()
        if caption.startswith("Självskattningen per kommun")
    )
    assert {row[0]: row[1:] for row in found.rows}[areas.name(areas.dalarna[0])] == ("–",) * 5
    assert "Plats" not in found.header


def test_comments_of_units_are_not_in_the_report(document):
    assert "Hemlig" not in str(document.blocks)


def test_an_edited_text_takes_the_drafts_place_and_the_figures_stay(full, document):
    own = annual_document(full, {"sammanfattning": "Vår **egen** bild.\n\n- En punkt"})
    at = next(
        i for i, each in enumerate(own.blocks) if isinstance(each, Heading) and each.text == "Sammanfattning"
    )
    assert isinstance(own.blocks[at + 1], Paragraph)
    assert own.blocks[at + 1].runs[1].strong
    assert isinstance(own.blocks[at + 2], Bullets)
    assert isinstance(own.blocks[at + 3], Heading)
    assert own.pictures == document.pictures


@pytest.mark.slow
def test_the_same_facts_give_the_same_document(areas, strategy, document):
    assert annual_document(full_year(areas, strategy, HOSTILE)) == document


def test_an_analysis_stands_below_its_figure(document):
    boxes = [each.title for each in document.blocks if isinstance(each, Box)]
    assert "Analys: Falun 2024" in boxes
    assert "Analys: Delmål 2, hela länet 2025" in boxes


def test_hostile_texts_stay_texts(document):
    cells = [cell for table in tables(document).values() for row in table.rows for cell in row]
    assert HOSTILE in cells
    assert all("<script>" not in each.svg for each in document.pictures)


def test_a_year_without_data_is_told_and_still_makes_a_report(empty):
    found = annual_document(empty)
    assert not found.pictures
    assert titles(found)[-1] == "Bilaga: alla värden"
    assert list(tables(found)) == ["Strategins nyckeltal"]
