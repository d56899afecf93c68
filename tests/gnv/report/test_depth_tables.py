"""The tables that go with a key figure in depth."""

from __future__ import annotations

from gnv.charts.multiples import Panel
from gnv.depth import Gendered
from gnv.report.exports import gender_table, moves_table
from tests.gnv.test_sentences import SPREAD_OUT, in_year, told


def test_how_areas_have_moved_is_told_with_what_it_rests_on(areas):
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT))
    panels = [Panel("2080", "Falun", (), "2024: 70 %", sign="↗", words="ökar, förbättras")]
    table = moves_table(story, panels)
    assert table.frame.to_dict("records") == [
        {"Kod": "2080", "Område": "Falun", "Rörelse": "ökar, förbättras"}
    ]
    assert "2015–2024" in table.notes[0]


def test_women_and_men_are_exported_unrounded_a_row_per_year():
    found = Gendered("2080", ((2020.0, 70.3), (2021.0, 71.0)), ((2020.0, 70.1),), ((2020.0, 70.3 - 70.1),))
    first, second = gender_table(found).frame.to_dict("records")
    assert first == {"Kod": "2080", "År": 2020, "Kvinnor": 70.3, "Män": 70.1, "Kvinnor − män": 0.2}
    assert (second["År"], second["Kvinnor"]) == (2021, 71.0)
    assert second["Män"] != second["Män"]  # missing, not zero
