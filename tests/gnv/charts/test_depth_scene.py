"""What a key figure in depth is drawn with: whose diagrams, whose lines, and what stands in for what."""

from __future__ import annotations

import pytest

from gnv import compare
from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.charts.depth_scene import DepthScene
from gnv.charts.depth_texts import bullets, facts_list
from gnv.charts.national import of_sweden
from gnv.charts.theme import MUTED, TEXTS
from gnv.compare import Position, Trend
from gnv.depth import Move, moves
from gnv.explained import Fact
from gnv.measured import tell
from gnv.observations import Observations
from gnv.standing import examine
from gnv.strategy import Direction, Level
from gnv.view import View
from tests.conftest import edition_of
from tests.gnv.charts.test_markup import elements
from tests.gnv.test_sentences import indicator

YEARS = range(2014, 2023)
STOCKHOLM = "0180"


@pytest.fixture
def scene(areas, strategy):
    """Return a function that makes a scene of made figures: all rise, and women lie 2 above men."""

    def make(*, extra=(), without=(), genders=(COUNTRY,), level=Level.MUNICIPALITY, **view) -> DepthScene:
        made = indicator(level=level)
        codes = [*(areas.regions if level is Level.REGION else areas.dalarna), COUNTRY, *extra]
        rows = [
            (made.id, code, year, "T", 50.0 + place + year - 2014)
            for place, code in enumerate(dict.fromkeys(codes))
            for year in YEARS
            if (code, year) not in without
        ]
        rows += [(made.id, code, 2022, sex, 70.0 + 2 * (sex == "K")) for code in genders for sex in "KM"]
        observations = Observations(edition_of(rows))
        story = tell(made, observations, areas)
        regional = level is Level.REGION
        examined = examine(made, observations, areas, strategy, "T", regional=regional)
        return DepthScene(
            story,
            View(1, made.id, **view),
            strategy,
            areas,
            observations,
            lambda: examined,
            lambda: of_sweden(story, observations, areas),
            lambda: moves(made, story.period, examined),
        )

    return make


def panels(scene: DepthScene) -> dict:
    return {panel.code: panel for panel in scene.development.panels}


def test_every_area_has_a_diagram_and_the_chosen_one_stands_in_front(scene, areas):
    drawn = panels(scene(kommun="2080"))
    assert list(drawn) == list(areas.dalarna)
    assert [code for code, panel in drawn.items() if panel.chosen] == ["2080"]
    assert drawn["2080"].words == "ökar, förbättras"
    assert drawn["2080"].colour == TEXTS[Position.BETTER]


def test_without_trends_at_hand_the_diagrams_are_drawn_all_the_same(scene):
    development = scene(kommun="2080").development
    assert "ökar, förbättras" in development.panel
    assert "ökar, förbättras" not in development.untold
    assert development.untold.count("data-area") == development.panel.count("data-area") == 15


def test_an_area_without_a_value_that_year_says_so_and_shows_its_last(scene, areas):
    never = panels(scene(without=[("2080", year) for year in YEARS]))["2080"]
    assert never.value == "saknas i Kolada"
    assert never.words == "inget värde 2022"
    once = panels(scene(without=[("2080", 2022)]))
    assert (once["2080"].value, once["2080"].words) == ("2021: 59\u00a0%", "inget värde 2022")
    assert once["2062"].value.startswith("2022: ")


def test_region_dalarna_has_a_diagram_of_its_own_when_it_is_chosen(scene):
    beside = {"extra": (REGION_DALARNA,), "level": Level.BOTH}
    assert REGION_DALARNA not in panels(scene(**beside))
    drawn = panels(scene(**beside, kommun=REGION_DALARNA))
    assert next(iter(drawn)) == REGION_DALARNA
    assert len(drawn) == 16
    assert drawn[REGION_DALARNA].chosen


def test_among_regions_dalarna_stands_first_whichever_municipality_is_chosen(scene, areas):
    made = scene(level=Level.REGION, kommun="2080", jfr="0001")
    drawn = panels(made)
    assert next(iter(drawn)) == REGION_DALARNA
    assert set(drawn) == set(areas.regions)
    assert made.front == REGION_DALARNA
    assert [code for code, panel in drawn.items() if panel.compared] == ["0001"]


@pytest.mark.parametrize(
    ("choice", "name"), [("2062", "Mora"), (STOCKHOLM, "Stockholm"), ("riket", "Riket"), ("mitten", None)]
)
def test_the_line_beside_is_anyones_with_values(scene, choice, name):
    line = scene(extra=(STOCKHOLM,), kommun="2080", jfr=choice).development.compared_line
    assert (line.name if line else None) == name


def test_the_line_beside_is_not_the_one_in_front(scene):
    assert scene(kommun="2080", jfr="2080").development.compared_line is None


def test_the_one_chart_has_the_chosen_then_the_compared_and_the_others_behind(scene):
    made = scene(kommun="2080", jfr="2062", diagram="ett").development
    assert [line.name for line in made.chart_lines][:2] == ["Falun", "Mora"]
    behind = next(group for group in elements(made.framed(), "g") if group.get("class") == "bakom")
    names = {node.text for node in behind.iter() if node.tag.endswith("title")}
    assert len(names) == 13
    assert not names & {"Falun", "Mora"}
    assert "ökar, förbättras: " in made.panel


def test_only_a_tested_trend_is_coloured(scene, monkeypatch):
    development = scene().development
    told = (
        Move(compare.Tested(Trend.FALLING, 9)),
        Move(None, -3.0, 2019),
        Move(compare.Tested(Trend.UNSURE, 9)),
    )
    monkeypatch.setattr(development, "_moves", lambda: dict(zip(("2080", "2062", "2034"), told, strict=True)))
    drawn = panels(scene()) | {panel.code: panel for panel in development.panels}
    assert drawn["2080"].colour == TEXTS[Position.WORSE]
    assert drawn["2062"].colour == MUTED
    assert drawn["2034"].colour == MUTED
    assert development.story.indicator.direction is Direction.HIGH


def test_women_and_men_are_the_chosen_areas_else_the_countrys(scene):
    assert scene(kommun="2080", genders=("2080", COUNTRY)).genders.code == "2080"
    stands_in = scene(kommun="2080")
    assert stands_in.genders.code == COUNTRY
    assert "Falun har inga värden för både kvinnor och män" in stands_in.gender
    assert "Välj en kommun" in scene().gender
    nobody = scene(genders=())
    assert nobody.genders is None
    assert "inte hämtade" in nobody.gender
    assert nobody.gender_table == nobody.framed_gender() == ""


def test_the_swarm_is_the_country_beyond_dalarna(scene, areas):
    assert scene().others == ()
    elsewhere = [code for code in areas.municipalities if code not in areas.dalarna][:4]
    assert len(scene(extra=elsewhere).others) == 4


def test_the_table_of_development_has_every_area_and_year(scene, areas):
    table = scene(kommun="2080").development.table
    assert all(areas.name(code) in table for code in areas.dalarna)
    assert all(f">{year}<" in table for year in YEARS)


def test_lists_lead_to_the_page_om_and_escape_what_is_said():
    html = facts_list([Fact("Källa", ("Hämta på sidan Om.", "<b>")), Fact("Tom", ("",))])
    assert '<a href="om">Om</a>.' in html
    assert "&lt;b&gt;" in html
    assert "href" not in bullets(["Om detta"])


def test_remarks_are_of_the_area_in_front(scene):
    assert "Falun" in scene(kommun="2080").remarks
    assert "Falun" not in scene().remarks


def test_the_chosen_area_else_the_one_in_front_leads_on_to_its_own_page(scene):
    assert 'href="kommun?kommun=2080"' in scene(kommun="2080").onward
    assert (
        'href="kommun?kommun=2080&amp;jfr=grannar"'
        in scene(kommun="2080", jfr="grannar", level=Level.REGION).onward
    )
    assert 'href="kommun?kommun=0020"' in scene(level=Level.REGION).onward
    assert scene().onward == ""
