"""A measure over time: gaps are gaps, breaks cut, and one axis serves every municipality."""

import re
from xml.etree.ElementTree import Element

import pytest

from gnv.areas import REGION_DALARNA
from gnv.charts.picture import Frame
from gnv.charts.theme import BAND, INK
from gnv.charts.time_axis import segments
from gnv.charts.trend import (
    trend_alt,
    trend_chart,
    trend_hint,
    trend_lines,
    trend_note,
    trend_table,
)
from gnv.measured import tell
from gnv.strategy import Level, Unit
from gnv.words import COUNTY_MEAN
from tests.gnv.charts.test_markup import elements, said
from tests.gnv.test_sentences import told

FALUN, MORA = "2080", "2062"


@pytest.fixture(scope="module")
def world(areas):
    """Municipal values of 2018–2024 without 2021: Falun high, Mora low and gone after 2019."""
    years = (2018, 2019, 2020, 2022, 2023, 2024)
    values = {code: {y: 70.0 + i + (y - 2018) for y in years} for i, code in enumerate(areas.dalarna)}
    values[FALUN] = {2018: 91, 2019: 90, 2022: 93, 2024: 97}
    values[MORA] = {2018: 52, 2019: 53}
    values["0000"] = dict.fromkeys(years, 80)
    return values


@pytest.fixture
def draw(strategy):
    def drawn(story, chosen="", compared="", frame=None) -> str:
        return trend_chart(story, trend_lines(story, chosen, compared), strategy, frame)

    return drawn


def group_of(svg: str, name: str) -> Element:
    """Return the group that holds a line of a name."""
    (found,) = [
        group
        for group in elements(svg, "g")
        if any(said(child).startswith(f"{name} ") for child in group if child.tag.endswith("circle"))
    ]
    return found


def years_of(group: Element) -> list[int]:
    return [int(said(dot).split(":")[0].split()[-1]) for dot in group if dot.tag.endswith("circle")]


def strokes_of(group: Element) -> list[int]:
    """Return how many points each stroke of a line joins."""
    return [child.get("d").count("L") + 1 for child in group if child.tag.endswith("path")]


def texts(svg: str) -> dict[str, Element]:
    return {text.text: text for text in elements(svg, "text")}


def value_axis(svg: str) -> list[str]:
    return [text for text in texts(svg) if re.fullmatch(r"−?[\d\u00a0,]+\u00a0%", text)]


def strategy_marks(svg: str) -> dict[str, float]:
    """Return where the strategy's marks are drawn, by their text."""
    found = {}
    for group in elements(svg, "g"):
        strokes = [child for child in group if child.tag.endswith("path")]
        named = [child.text for child in group if (child.text or "").startswith("Strategin")]
        for stroke, text in zip(strokes, named, strict=False):
            found[text] = float(re.match(r"M([\d.]+)", stroke.get("d"))[1])
    return found


@pytest.mark.parametrize(
    ("years", "breaks", "pieces"),
    [
        ([], (), []),
        ([2020], (), [[2020]]),
        ([2018, 2019, 2020], (), [[2018, 2019, 2020]]),
        ([2018, 2019, 2021, 2023, 2024], (), [[2018, 2019], [2021], [2023, 2024]]),
        ([2019, 2020, 2021, 2022], (2021,), [[2019, 2020], [2021, 2022]]),
        ([2019, 2020, 2021, 2022], (2020, 2022), [[2019], [2020, 2021], [2022]]),
        ([2021, 2022], (2021,), [[2021, 2022]]),
        ([2020.5, 2021.0, 2021.5], (), [[2020.5, 2021.0, 2021.5]]),
    ],
)
def test_a_series_is_cut_at_gaps_and_breaks(years, breaks, pieces):
    series = tuple((year, 1.0) for year in years)
    assert [[time for time, _ in piece] for piece in segments(series, breaks)] == pieces


def test_gaps_cut_the_line_and_every_point_is_drawn(draw, areas, world):
    falun = group_of(draw(told(areas, world), FALUN), "Falun")
    assert years_of(falun) == [2018, 2019, 2022, 2024]
    assert strokes_of(falun) == [2]


def test_breaks_cut_every_line(draw, areas, world):
    whole, broken = (draw(told(areas, world, breaks=breaks), FALUN) for breaks in ((), (2023,)))
    assert strokes_of(group_of(whole, "Riket")) == [3, 3]
    assert strokes_of(group_of(broken, "Riket")) == [3, 2]
    assert years_of(group_of(broken, "Riket")) == years_of(group_of(whole, "Riket"))


def test_the_chosen_mean_and_riket_are_drawn_the_chosen_in_front(draw, areas, world):
    story = told(areas, world)
    lines = trend_lines(story, FALUN)
    assert [line.name for line in lines] == ["Falun", COUNTY_MEAN, "Riket"]
    assert lines[0].colour == INK
    assert lines[0].width > max(line.width for line in lines[1:])
    assert len({(line.colour, line.dash) for line in lines}) == 3
    circles = [said(dot) for dot in elements(draw(story, FALUN), "circle")]
    assert circles[-1].startswith("Falun")
    assert circles[0].startswith("Riket")


def test_a_compared_area_is_drawn_once(areas, world):
    story = told(areas, world)
    assert [line.name for line in trend_lines(story, FALUN, MORA)][:2] == ["Falun", "Mora"]
    for compared in (FALUN, "0000", "", "0180"):
        assert len(trend_lines(story, FALUN, compared)) == 3


def test_lines_without_values_are_left_out(areas):
    story = told(areas, {code: {2024: 70 + i} for i, code in enumerate(areas.dalarna[:4])})
    assert trend_lines(story, "") == ()
    assert [line.name for line in trend_lines(story, areas.dalarna[0])] == ["Avesta"]


def test_region_figures_show_region_dalarna_and_the_regions_middle(areas):
    values = {code: {2023: 60 + i, 2024: 61 + i} for i, code in enumerate(areas.regions)}
    story = told(areas, {**values, "0000": {2024: 70}}, level=Level.REGION)
    names = [line.name for line in trend_lines(story, REGION_DALARNA, "0010")]
    assert names[0] == "Region Dalarna"
    assert "Region Blekinge" in names
    assert COUNTY_MEAN not in names
    assert names[-1] == "Riket"
    assert [line.name for line in trend_lines(story, REGION_DALARNA, REGION_DALARNA)][:2] == [
        "Region Dalarna",
        "Regionernas mitt (median)",
    ]
    assert "Region Dalarna" not in [line.name for line in trend_lines(story, "")]


def test_region_dalarna_has_its_own_line_among_municipalities_where_it_has_values(areas, world):
    with_region = {**world, REGION_DALARNA: {2023: 75, 2024: 76}}
    assert trend_lines(told(areas, with_region), REGION_DALARNA)[0].name == "Region Dalarna"
    assert trend_lines(told(areas, world), REGION_DALARNA)[0].name == COUNTY_MEAN


def test_the_strategys_start_is_marked_at_2022_and_its_end_not_before_the_axis_reaches_it(draw, areas, world):
    svg = draw(told(areas, world), FALUN)
    marks = strategy_marks(svg)
    assert list(marks) == ["Strategin börjar"]
    assert marks["Strategin börjar"] == pytest.approx(float(texts(svg)["2022"].get("x")), abs=0.1)


def test_the_strategys_end_is_marked_where_the_axis_reaches_it(draw, areas):
    values = {code: dict.fromkeys(range(2019, 2031), 70 + i) for i, code in enumerate(areas.dalarna)}
    svg = draw(told(areas, values), FALUN)
    marks, x = (
        strategy_marks(svg),
        {year: float(texts(svg)[str(year)].get("x")) for year in (2022, 2029, 2030)},
    )
    assert marks["Strategin börjar"] == pytest.approx(x[2022], abs=0.1)
    assert marks["Strategin slutar"] == pytest.approx((x[2029] + x[2030]) / 2, abs=0.2)


@pytest.mark.parametrize("years", [(2012, 2014), (2021, 2022), (2023, 2025), (2025,)])
def test_the_strategys_start_is_marked_on_every_time_axis(draw, areas, years):
    values = {code: dict.fromkeys(years, 70 + i) for i, code in enumerate(areas.dalarna)}
    marks = strategy_marks(draw(told(areas, values), FALUN))
    assert 46 <= marks["Strategin börjar"] <= 490


def test_the_axes_are_the_same_whichever_municipality_is_chosen(draw, areas, world):
    story = told(areas, world)
    axes = {tuple(value_axis(draw(story, code))) for code in ("", *areas.dalarna)}
    assert len(axes) == 1
    levels = [int(text.split("\u00a0")[0]) for text in axes.pop()]
    assert levels[0] <= 52
    assert levels[-1] >= 97
    assert levels == sorted(levels)
    years = {
        tuple(t for t in texts(draw(story, code)) if re.fullmatch(r"20\d\d", t)) for code in (FALUN, MORA)
    }
    assert years == {tuple(str(year) for year in range(2024, 2017, -1))}


def test_points_lie_where_the_axes_say(draw, areas, world):
    svg = draw(told(areas, world), FALUN)
    dots = {said(dot): dot for dot in group_of(svg, "Falun") if dot.tag.endswith("circle")}
    by_year = {int(text.split(":")[0][-4:]): dot for text, dot in dots.items()}
    for year, dot in by_year.items():
        assert float(dot.get("cx")) == pytest.approx(float(texts(svg)[str(year)].get("x")), abs=0.1)
    assert float(by_year[2024].get("cy")) < float(by_year[2018].get("cy")) < float(by_year[2019].get("cy"))


def test_an_axis_that_is_not_percent_names_its_unit(draw, areas, world):
    svg = draw(told(areas, world, unit=Unit.INDEX), FALUN)
    assert value_axis(svg) == []
    (unit,) = [text for name, text in texts(svg).items() if "index" in name]
    highest = max(
        (text for name, text in texts(svg).items() if re.fullmatch(r"\d{2,3}", name)),
        key=lambda text: int(text.text),
    )
    assert float(unit.get("y")) < float(highest.get("y"))
    assert float(unit.get("x")) < 46


def test_the_legend_gives_each_lines_value_of_the_year_shown(draw, areas, world):
    said_now = list(texts(draw(told(areas, world, period="2024"), FALUN)))
    assert "Falun 2024: 97\u00a0%" in said_now
    assert "Riket 2024: 80\u00a0%" in said_now
    assert "Falun 2023: inget värde" in texts(draw(told(areas, world, period="2023"), FALUN))


@pytest.mark.parametrize("value", [0, 80, 100])
def test_one_value_alone_can_be_drawn(draw, areas, value):
    """A figure's first year may hold the same round value everywhere: 0 or 100 per cent."""
    svg = draw(told(areas, {code: {2024: value} for code in areas.dalarna}), FALUN)
    assert years_of(group_of(svg, "Falun")) == [2024]


def test_the_chart_is_told_in_words(draw, areas, world):
    story = told(areas, world)
    alt = trend_alt(story, trend_lines(story, FALUN))
    for part in (
        story.indicator.name,
        "Falun",
        "91\u00a0%",
        "2018",
        "97\u00a0%",
        "2024",
        "Riket",
        COUNTY_MEAN,
    ):
        assert part in alt
    svg = elements(draw(story, FALUN), "svg")[0]
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == alt


def test_the_table_has_a_row_per_year_latest_first_and_gaps_as_dashes(areas, world):
    story = told(areas, world)
    headings, rows = trend_table(story, trend_lines(story, FALUN))
    assert headings == ["År", "Falun", COUNTY_MEAN, "Riket"]
    assert [row[0] for row in rows] == ["2024", "2023", "2022", "2020", "2019", "2018"]
    assert [row[1] for row in rows] == ["97", "–", "93", "–", "90", "91"]


def test_the_note_tells_of_breaks_and_of_choosing(areas, world):
    story = told(areas, world, breaks=(2021, 2023))
    assert "2021 och 2023" in trend_note(story)
    assert "bruten" not in trend_note(told(areas, world))
    assert "Välj" not in trend_note(story)
    assert "minst 10" in trend_note(story)
    assert "Välj en kommun" in trend_hint(story, "")
    assert trend_hint(story, FALUN) == trend_hint(story, REGION_DALARNA) == ""


def test_the_note_tells_of_a_grey_field_where_one_is_drawn(areas):
    few = told(areas, {code: {2024: 60} for code in areas.dalarna[:9]})
    assert trend_note(few) == ""
    assert "Grått fält" in trend_note(told(areas, {code: {2024: 60} for code in areas.dalarna[:10]}))


def test_the_note_of_region_figures_is_of_regions(areas):
    story = told(areas, {code: {2024: 60 + i} for i, code in enumerate(areas.regions)}, level=Level.REGION)
    assert "minst 15" in trend_note(story)
    assert "kommun" not in trend_note(story)
    assert "Välj en region" in trend_hint(story, REGION_DALARNA)


def bands(svg: str) -> list[list[tuple[float, float]]]:
    """Return the corners of the grey fields, in their order."""
    fields = [path.get("d") for path in elements(svg, "path") if path.get("fill") == BAND]
    return [
        [tuple(map(float, corner.split())) for corner in re.split("[MLZ]", field) if corner]
        for field in fields
    ]


def test_a_year_that_stands_alone_has_a_band_with_a_width(draw, areas, world):
    svg = draw(told(areas, world, breaks=(2024,)), FALUN)
    years = {year: float(texts(svg)[str(year)].get("x")) for year in (2018, 2020, 2022, 2023, 2024)}
    spans = [(min(x for x, _ in band), max(x for x, _ in band)) for band in bands(svg)]
    first, second, alone = spans
    assert first == pytest.approx((years[2018], years[2020]), abs=0.2)
    assert second == pytest.approx((years[2022], years[2023]), abs=0.2)
    assert alone[0] < years[2024] - 5
    assert sum(alone) / 2 == pytest.approx(years[2024], abs=0.2)
    assert len({y for _, y in bands(svg)[2]}) == 2


def test_a_year_with_few_municipalities_has_no_band(draw, areas, world):
    few = {code: {**years, 2025: 75} for code, years in list(world.items())[:9]}
    svg = draw(told(areas, {**world, **few}), FALUN)
    assert len(bands(svg)) == 2
    assert max(x for band in bands(svg) for x, _ in band) == pytest.approx(
        float(texts(svg)["2024"].get("x")), abs=0.2
    )


def test_the_strategys_mark_is_dashed(draw, areas, world):
    svg = draw(told(areas, world), FALUN)
    (group,) = [g for g in elements(svg, "g") if any(child.text == "Strategin börjar" for child in g)]
    (stroke,) = [child for child in group if child.tag.endswith("path")]
    assert stroke.get("stroke-dasharray")


def test_a_framed_chart_carries_heading_and_source(draw, areas, world):
    svg = draw(told(areas, world), FALUN, frame=Frame("Rubriken", "Källan"))
    assert {"Rubriken", "Källan"} <= texts(svg).keys()


@pytest.mark.parametrize(("measure", "gender"), [("U01411", "K"), ("U01411", "M"), ("U01405", "T")])
def test_years_with_few_values_lie_inside_the_plot_too(
    draw, areas, strategy, shipped_observations, measure, gender
):
    story = tell(strategy.measure(measure), shipped_observations, areas, gender=gender)
    for code in areas.dalarna:
        svg = draw(story, code)
        _, _, width, height = map(float, re.search(r'viewBox="([^"]*)"', svg)[1].split())
        for dot in elements(svg, "circle"):
            assert 0 <= float(dot.get("cx")) <= width
            assert 0 <= float(dot.get("cy")) <= height - 20


def test_one_area_with_one_late_value_lies_inside_the_plot(draw, areas):
    svg = draw(told(areas, {FALUN: {2025: 100.0}}), FALUN)
    (dot,) = elements(svg, "circle")
    assert 0 <= float(dot.get("cx")) <= 500
    assert 0 <= float(dot.get("cy")) <= 300
