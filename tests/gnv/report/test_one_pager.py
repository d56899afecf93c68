"""An area's page: the figures of the benchmark, what is missing with its reason, always one whole page."""

import io
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pypdf
import pytest
from PIL import Image

from gnv.areas import REGION_DALARNA
from gnv.assessment.scores import scores_frame
from gnv.charts.theme import contrast
from gnv.compare import position_symbol
from gnv.observations import Observations
from gnv.profile import examiner, moving, profile
from gnv.report.exports import benchmark_export
from gnv.report.one_pager import one_pager
from gnv.report.one_pager_files import sheet_codes
from gnv.report.poster import poster_pdf, poster_png
from gnv.words import MISSING, NO_BREAK, difference_text, number, value_text
from tests.conftest import edition_of
from tests.gnv.report.documents import DAY
from tests.gnv.report.test_pdf import standards, tags, text_of

FALUN, MALUNG = "2080", "2023"


@pytest.fixture(scope="module")
def sheet_of(areas, strategy, shipped_observations):
    """Return a function that gives an area's profile and poster, of the shipped figures or of others."""
    shipped = cache(examiner(shipped_observations, areas, strategy))

    def make(code, observations=shipped_observations, change=lambda own: own, **choices):
        own_figures = observations is shipped_observations
        examined = shipped if own_figures else examiner(observations, areas, strategy)
        own = change(profile(code, observations, areas, strategy, examined, **choices))
        return own, one_pager(own, moving(own.standings), strategy, areas, observations, DAY)

    return make


def tiles(poster):
    return [tile for panel in poster.panels for tile in panel.tiles]


def by_id(own, poster):
    return dict(zip([each.indicator.id for each in own.standings], tiles(poster), strict=True))


def every_text(poster):
    yield from (poster.title, poster.subtitle, *poster.lead, *poster.notes)
    for panel in poster.panels:
        yield from (panel.heading, panel.note)
        for tile in panel.tiles:
            yield from (tile.name, tile.value, tile.mark, tile.whose, *tile.lines, tile.change)


def assert_one_whole_page(poster):
    """The page holds every text of the poster, and its margins nothing."""
    reader = pypdf.PdfReader(io.BytesIO(poster_pdf(poster)))
    assert len(reader.pages) == 1
    said = re.sub(r"\s", "", text_of(reader))  # a line may end within a span of years
    for text in every_text(poster):
        assert re.sub(r"\s", "", text) in said
    pixels = np.asarray(Image.open(io.BytesIO(poster_png(poster, 50))).convert("L"))
    inside = np.zeros_like(pixels, dtype=bool)
    inside[15:-15, 22:-22] = True
    assert (pixels[~inside] == 255).all()
    assert (pixels[inside] < 255).any()


def change_in(table, each):
    """A key figure's change by the benchmark's values: amount and first year; none where none may be told."""
    indicator, year = each.indicator, int(each.period)
    values = table.loc[(indicator.id, each.code)]["value"]
    before = [known for known in values.index if known < year]
    if indicator.rolling_years > 1:
        before = [known for known in before if known == year - indicator.rolling_years]
    if not before or any(before[-1] < broken <= year for broken in indicator.breaks):
        return None
    return values[year] - values[before[-1]], before[-1]


def assert_figures_are_the_benchmarks(own, poster, table):
    """Every value, mark, comparison, trend and change of a sheet is that of the benchmark in its year."""
    found = by_id(own, poster)
    for each in own.standings:
        tile, indicator = found[each.indicator.id], each.indicator
        if each.value is None:
            assert (tile.value, tile.mark, tile.change) == (MISSING, "", "")
            assert tile.lines
            continue
        row = table.loc[(indicator.id, each.code, int(each.period))]
        assert tile.value == value_text(indicator, row["value"])
        place = row["position"]
        assert tile.mark == (f"{position_symbol(place)}{NO_BREAK}{place}" if place else "")
        when, beside, *more = tile.lines
        assert each.period in when
        assert tile.whose == ("Region Dalarna" if each.code != own.code else "")
        assert not place or value_text(indicator, row["middle"]) in beside
        assert np.isnan(row["national"]) or value_text(indicator, row["national"]) in beside
        assert any("över tio år" in line for line in more) == (row["trend"] in ("ökar", "minskar"))
        change = change_in(table, each)
        if change is None:
            assert tile.change == ""
            continue
        amount, since = difference_text(indicator, change[0]), str(change[1])
        assert ("oförändrat" if amount == number(0.0, indicator.decimals) else amount) in tile.change
        assert since in tile.change


@pytest.fixture(scope="module")
def benchmark(strategy, areas, shipped_observations):
    frame = benchmark_export(strategy, shipped_observations, areas).frame
    return frame.set_index(["kpi", "municipality", "year"]).sort_index().fillna({"position": ""})


@pytest.fixture(scope="module")
def falun(sheet_of):
    return sheet_of(FALUN)


@pytest.fixture(scope="module")
def printed(falun):
    return poster_pdf(falun[1])


def test_all_key_figures_stand_below_their_sub_goals(falun, strategy):
    _, poster = falun
    assert [panel.heading for panel in poster.panels] == [
        f"{goal.number}. {goal.name}" for goal in strategy.goals
    ]
    assert [tile.name for tile in tiles(poster)] == [each.short_name for each in strategy.indicators]
    assert len(tiles(poster)) == 20


def test_it_is_a_tagged_swedish_page_that_can_be_read(printed):
    reader = pypdf.PdfReader(io.BytesIO(printed))
    found = tags(reader.root_object["/StructTreeRoot"]["/K"])
    assert [tag for tag, _ in found if tag in ("/Title", "/H1", "/Figure")] == [
        "/Title",
        "/Figure",
        *["/H1"] * 5,
    ]
    assert [alt for _, alt in found if alt] == ["Karta över Dalarnas kommuner: Falun är markerad"]
    assert standards(reader) == {"pdfaid:part", "pdfuaid:part"}
    assert reader.root_object["/Lang"] == "sv-SE"
    assert reader.metadata.title.startswith("Falun. God och nära vård")
    said = text_of(reader)
    for expected in ("Läkare på äldreboende", "Återinskrivna", "Källa: Kolada", "Utgåva", "Region Dalarna"):
        assert expected in said


def test_the_same_edition_gives_the_same_bytes(sheet_of, printed):
    assert poster_pdf(sheet_of(FALUN)[1]) == printed


def test_the_figures_are_the_benchmarks(falun, benchmark):
    assert_figures_are_the_benchmarks(*falun, benchmark)


def test_the_whole_page_shows_everything(falun):
    assert_one_whole_page(falun[1])


@pytest.mark.slow
@pytest.mark.parametrize(("until", "nth"), [("", 1), ("2019", 5)])
def test_all_16_show_the_benchmarks_figures_on_a_page_some_of_an_earlier_year_too(
    sheet_of, benchmark, areas, until, nth
):
    codes = sheet_codes(areas)
    assert len(codes) == 16
    for code in codes[::nth]:
        own, poster = sheet_of(code, until=until)
        assert_figures_are_the_benchmarks(own, poster, benchmark)
        assert_one_whole_page(poster)
        if until:
            assert all(each.period <= until for each in own.standings if each.value is not None)


def test_region_dalarna_says_which_figures_only_municipalities_have(sheet_of, benchmark):
    own, poster = sheet_of(REGION_DALARNA)
    assert_figures_are_the_benchmarks(own, poster, benchmark)
    assert by_id(own, poster)["U23521"].lines == ("bara på kommunnivå",)
    assert "hela länet" in poster.picture[1]


def test_a_rolling_mean_changes_between_periods_that_share_no_year(falun):
    own, poster = falun
    each = next(each for each in own.standings if each.indicator.id == "U20462")
    tile = by_id(own, poster)["U20462"]
    year = int(each.period)
    assert f"{year - 2}–{year}" in tile.lines[0]
    assert tile.change.endswith(f"{year - 5}–{year - 3}")
    assert difference_text(each.indicator, each.rolling_change) in tile.change


def county(areas, kpi, *years, at=0.0):
    return [(kpi, code, year, "T", at + place) for year in years for place, code in enumerate(areas.dalarna)]


def test_nothing_is_told_across_a_break(sheet_of, areas):
    rows = county(areas, "N21701", 2020) + county(areas, "N21701", 2021, at=9.0)
    own, poster = sheet_of(FALUN, Observations(edition_of(rows)))
    tile = by_id(own, poster)["N21701"]
    assert tile.change == ""
    assert "ny mätmetod 2021, jämförs inte bakåt" in tile.lines


@pytest.mark.parametrize(
    ("before", "arrow"), [(-4.0, "↗"), (4.0, "↘"), (0.0, "→ oförändrat")], ids=["up", "down", "level"]
)
def test_an_arrow_tells_which_way_it_went_and_never_whether_that_is_good(sheet_of, areas, before, arrow):
    rows = county(areas, "U21426", 2023) + county(areas, "U21426", 2021, at=before)
    own, poster = sheet_of(FALUN, Observations(edition_of(rows)))
    change = by_id(own, poster)["U21426"].change
    assert change.startswith(arrow)
    assert "2021" in change
    assert "bättre" not in change


def test_only_values_of_the_strategys_first_year_or_before_say_nothing_of_the_change(sheet_of, areas):
    rows = county(areas, "U21426", 2023) + county(areas, "U23521", 2022, at=80.0)
    own, poster = sheet_of(FALUN, Observations(edition_of(rows)))
    found = by_id(own, poster)
    assert (found["U21426"].lines[0], found["U23521"].lines[0]) == ("2023", "2022*")
    assert any(note.startswith("* Säger ännu inget") for note in poster.notes)
    _, later = sheet_of(FALUN, Observations(edition_of(county(areas, "U21426", 2023))))
    assert not any("Säger ännu inget" in note for note in later.notes)


def test_self_assessment_stands_below_its_sub_goal_and_never_among_the_figures(sheet_of, areas):
    answers = scores_frame(
        ("2025", FALUN, "kommun", unit, 1, "", score, None, "", 1)
        for unit, score in (("A", 3.0), ("B", 4.0), ("C", 4.0))
    )
    rows = county(areas, "U21426", 2023)
    _, poster = sheet_of(FALUN, Observations(edition_of(rows)).with_scores(answers))
    first, second = (panel.note for panel in poster.panels[:2])
    assert "3,7 på skalan 1–5 (3 verksamheter, samstämmigt)" in first
    assert "2025" in first
    assert "ej besvarat" in second


def test_an_area_with_hardly_any_value_still_gets_its_page(sheet_of, areas):
    own, poster = sheet_of(FALUN, Observations(edition_of([("U21426", FALUN, 2023, "T", 9.0)])))
    assert [tile.value for tile in tiles(poster)].count(MISSING) == 19
    tile = by_id(own, poster)["U21426"]
    assert (tile.value, tile.mark) == (f"9,0{NO_BREAK}%", "")
    assert "för få kommuner" in tile.lines[1]
    assert_one_whole_page(poster)


def test_a_year_before_all_values_says_so(sheet_of):
    own, poster = sheet_of(FALUN, until="1990")
    assert {tile.value for tile in tiles(poster)} == {MISSING}
    assert by_id(own, poster)["U23521"].lines == ("inget värde till och med 1990",)
    assert "1990" in poster.subtitle
    assert "till och med 1990" in poster.lead[0]


@pytest.mark.slow
def test_the_longest_names_have_room(sheet_of):
    def longest(own):
        whole = [
            replace(each, indicator=replace(each.indicator, short_name=each.indicator.name))
            for each in own.standings
        ]
        return replace(own, name="Hälso- och sjukvårdsregionen Övre Västerdalarna", standings=tuple(whole))

    for choices in ({}, {"choice": "liknande", "gender": "K"}, {"choice": "region", "year": "2020"}):
        assert_one_whole_page(sheet_of(MALUNG, change=longest, **choices)[1])


def test_the_picture_shows_the_classes_in_their_colours(falun):
    picture = Image.open(io.BytesIO(poster_png(falun[1], 60))).convert("RGB")
    found = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in picture.getcolors(1 << 20)}
    assert {"#93c0ea", "#f5b277", "#c8b8e6", "#d8dce1"} <= found
    assert max(contrast(colour, "#ffffff") for colour in found) > 10
