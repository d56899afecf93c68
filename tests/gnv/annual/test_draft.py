from __future__ import annotations

import pytest

from gnv.annual import sections
from gnv.annual.draft import draft
from gnv.annual.key_figures import goal_tables
from gnv.report.document import Box, Bullets
from tests.gnv.annual.years import scores, year_of

pytestmark = pytest.mark.slow


def text_of(blocks) -> str:
    runs = [each.items if isinstance(each, Bullets) else (each.runs,) for each in blocks]
    return " ".join("".join(run.text for run in item) for items in runs for item in items)


def test_every_section_has_a_draft_whatever_there_is(full, empty, strategy):
    for section in sections.sections(strategy):
        assert text_of(draft(section, full)), section.id
    said = {each.id: text_of(draft(each, empty)) for each in sections.sections(strategy)}
    assert "Inget av strategins 20 nyckeltal" in said["sammanfattning"]
    assert "strategin började gälla 1 juli 2022" in said["sammanfattning"]
    assert said["sjalvskattning-1"] == ""


def test_every_key_figure_names_its_year(full, strategy):
    said = text_of(draft(sections.figures_of(strategy.goals[0]), full))
    assert "Trygghet på äldreboende 2024" in said
    assert "sedd från 2024: förbättras i Falun." in said


def test_a_trend_that_cannot_be_tested_is_not_called_unsure(areas, strategy):
    facts = year_of(areas, strategy, 2018)
    said = text_of(draft(sections.figures_of(strategy.goals[0]), facts))
    assert "Trygghet på äldreboende 2018" in said
    assert "för få mätpunkter" in said
    assert "säker förändring" not in said


def test_what_is_too_early_is_told_once_and_of_which(areas, strategy):
    facts = year_of(areas, strategy, 2022)
    (box,) = [each for each in goal_tables(facts, strategy.goals[0]) if isinstance(each, Box)]
    first, *more = ("".join(run.text for run in said) for said in box.paragraphs)
    assert first.startswith("Säger ännu inget om omställningen")
    assert "Trygghet på äldreboende 2022" in first
    assert not any("omställningen" in each for each in more)


def test_a_place_stands_with_its_distance(full, strategy):
    said = text_of(draft(sections.figures_of(strategy.goals[1]), full))
    place = said.index("plats ")
    assert "procentenheter" in said[said.index("Region Dalarna har") : place]


def test_a_round_of_an_earlier_year_is_told_so(areas, strategy):
    facts = year_of(areas, strategy, 2026, answers=scores(areas, ("2025",)))
    assert "Ingen omgång är från 2026" in text_of(draft(sections.SELF_ASSESSMENT, facts))


def test_lenses_that_differ_are_questions(full):
    for each in draft(sections.LENSES, full):
        if isinstance(each, Bullets):
            assert all("?" in "".join(run.text for run in item) for item in each.items)


def test_what_is_missing_is_told_with_its_reason(full):
    said = text_of(draft(sections.MISSING, full))
    assert "under utveckling" in said
    assert "Aktiviteter" not in said
