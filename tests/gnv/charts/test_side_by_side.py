"""Areas side by side as a table: values, years, lines on one scale, and the word of the trend."""

from functools import cache

import pytest

from gnv import compare
from gnv.charts.side_by_side import side_table
from gnv.compare import Trend
from gnv.observations import Observations
from gnv.profile import examiner, moving, profile
from gnv.side_by_side import sides
from tests.conftest import edition_of
from tests.gnv.charts.test_markup import elements, said

FALUN, MORA, REGION = "2080", "2062", "0020"
SAFETY, HOME_CARE, HEALTH = "U23521", "N21701", "U01405"


def rows_of(code: str, shift: float) -> list[tuple[str, str, int, str, float]]:
    years = [2012, 2013, 2014, 2015, 2016, 2019, 2022]
    safety = [(SAFETY, code, year, "T", 80 + shift + place) for place, year in enumerate(years)]
    care = [(HOME_CARE, code, year, "T", 7 + shift) for year in range(2018, 2023)]
    health = [(HEALTH, code, year, "T", 70 + shift + year % 3) for year in (2018, 2022)]
    return [*safety, *care, *health]


@pytest.fixture(scope="module")
def profiles(areas, strategy):
    rows = [row for place, code in enumerate(areas.dalarna) for row in rows_of(code, place / 2)]
    observations = Observations(edition_of(rows))
    examined = cache(examiner(observations, areas, strategy))

    @cache
    def profiled(code, **asked):
        return profile(code, observations, areas, strategy, examined, **asked)

    def found(*codes, **asked):
        return [profiled(code, **asked) for code in codes]

    return found


@pytest.fixture(scope="module")
def drawn(profiles, areas, strategy):
    def draw(*codes, trends=None, **asked):
        own = profiles(*codes, **asked)
        told = trends or [moving(each.standings) for each in own]
        return side_table(sides(own, areas.dalarna), own, told, strategy)

    return draw


def body(html: str) -> dict[str, list]:
    """Return each key figure's cells by its name."""
    rows = [row for tbody in elements(html, "tbody") for row in tbody if row.get("class") != "delmal"]
    return {said(row[0][0]): list(row)[1:] for row in rows}


def line_of(cell):
    (svg,) = (each for each in cell if each.tag.endswith("svg"))
    return svg


def test_every_key_figure_with_values_has_a_row_with_a_cell_per_area(drawn):
    rows = body(drawn(FALUN, MORA))
    assert set(rows) == {"Trygghet på äldreboende", "Har hemtjänst, 65+", "Bra självskattad hälsa"}
    assert {len(cells) for cells in rows.values()} == {2}


def test_key_figures_without_values_are_named_with_the_reason(drawn):
    left_out = said(elements(drawn(FALUN), "p")[-1])
    assert "Individuell plan" in left_out
    assert "under utveckling" in left_out


def test_a_value_stands_with_its_year_and_its_position(drawn):
    for cell in body(drawn(FALUN, MORA))["Trygghet på äldreboende"]:
        assert "2022, i nivå" in said(cell)
        assert "%" in said(cell)
        assert "mitten av Dalarnas 15" in cell[0].get("title")


def test_an_area_without_the_level_says_so(drawn):
    (region,) = body(drawn(REGION, FALUN))["Trygghet på äldreboende"][:1]
    assert "bara på kommunnivå" in said(region)


def test_the_lines_of_a_row_share_their_scales(drawn):
    both = body(drawn(FALUN, MORA))["Trygghet på äldreboende"]
    drawings = [[each for each in line_of(cell) if each.tag.endswith("circle")] for cell in both]
    one, other = ([(dot.get("cx"), float(dot.get("cy"))) for dot in dots] for dots in drawings)
    assert [x for x, _ in one] == [x for x, _ in other]
    gaps = {round(below - above, 1) for (_, below), (_, above) in zip(one, other, strict=True)}
    assert len(gaps) == 1
    assert gaps != {0.0}


def test_gaps_and_breaks_cut_the_line(drawn):
    def strokes(name):
        svg = line_of(body(drawn(FALUN))[name][0])
        return [each.get("d") for each in svg if each.get("fill") == "none"]

    (unbroken,) = strokes("Trygghet på äldreboende")
    assert unbroken.count("L") == 4  # 2012–2016; 2019 and 2022 stand alone
    assert [path.count("L") for path in strokes("Har hemtjänst, 65+")] == [2, 1]  # the series breaks in 2021


def test_the_strategys_start_is_marked_in_every_line(drawn):
    for cells in body(drawn(FALUN, MORA)).values():
        for cell in cells:
            assert [each for each in line_of(cell) if each.get("stroke-dasharray")]


@pytest.mark.parametrize(
    ("trend", "word"),
    [(Trend.RISING, "förbättras"), (Trend.FALLING, "försämras"), (Trend.UNSURE, "ingen säker förändring")],
)
def test_the_trend_is_read_by_the_direction(drawn, trend, word):
    (cell,) = body(drawn(FALUN, trends=[{SAFETY: compare.Tested(trend, 7)}]))["Trygghet på äldreboende"]
    assert said(cell[-1]) == word


def test_a_rolling_mean_is_compared_with_the_period_that_shares_no_year(drawn):
    (cell,) = body(drawn(FALUN))["Bra självskattad hälsa"]
    assert said(cell[-1]) == "−2,0 sedan 2015–2018"


def test_a_year_without_a_value_says_so_beside_the_line(drawn):
    (cell,) = body(drawn(FALUN, year="2018"))["Har hemtjänst, 65+"]
    assert "2018, " in said(cell)
    assert "Trygghet på äldreboende" not in body(drawn(FALUN, year="2018"))
