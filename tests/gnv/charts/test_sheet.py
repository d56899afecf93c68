"""The sheet as a table: every cell in symbol, number and words; what can be chosen and sorted by."""

import pytest

from gnv.charts.cell_reasons import CLOSE
from gnv.charts.region_rows import region_table
from gnv.charts.sheet import chosen_part, sheet_table
from gnv.charts.theme import FILLS, MISSING_FILL
from gnv.compare import Position, position_symbol
from gnv.observations import Observations
from gnv.report.exports import benchmark_export
from gnv.strategy import Direction
from gnv.words import MISSING, number, value_text
from tests.conftest import edition_of
from tests.gnv.assessment.answers import answer, answers
from tests.gnv.charts.test_markup import elements, read, said
from tests.gnv.sheets import Sheets
from tests.gnv.test_sentences import SPREAD_OUT

SAFETY, HOME_CARE, FALLS, DRUGS = "U23521", "N21701", "U20462", "U21426"


@pytest.fixture(scope="module")
def sheets(strategy, shipped_observations, areas):
    return Sheets(strategy, shipped_observations, areas)


@pytest.fixture(scope="module")
def made(strategy, areas):
    """Sheets where Trygghet has a zero, a missing value and the rest spread out."""
    values = [0, None, *SPREAD_OUT[2:]]
    rows = [
        (SAFETY, code, 2024, "T", float(value))
        for code, value in zip(areas.dalarna, values, strict=True)
        if value is not None
    ]
    return Sheets(strategy, Observations(edition_of(rows)), areas)


@pytest.fixture(scope="module")
def exported(strategy, shipped_observations, areas):
    return benchmark_export(strategy, shipped_observations, areas).frame


def drawn(sheet, areas, measure="", area=""):
    return sheet_table(sheet, areas, measure, area)


def cells(html: str) -> dict[tuple[str, str], object]:
    """Return the cells' buttons by key figure and area."""
    found = {}
    for button in elements(html, "button"):
        part = (button.get("aria-label") and button.get("data-area")) or ""
        kind, *codes = chosen_part(part)
        if kind == "ruta":
            found[tuple(codes)] = button
    return found


def fills(html: str) -> dict[str, str]:
    """Return each cell's sentence with its fill."""
    return {cell[0].get("title"): cell.get("style") for cell in elements(html, "td") if cell.get("style")}


def sorting(html: str, scope: str) -> dict[str, str]:
    """Return the headings' names with how the table is sorted by them."""
    heads = (each for each in elements(html, "th") if each.get("scope") == scope and each.get("aria-sort"))
    return {said(each[0]).replace("\u00ad", ""): each.get("aria-sort") for each in heads}


@pytest.mark.slow
def test_every_cell_says_the_same_as_the_export(sheets, areas, exported):
    sheet = sheets()
    shown = cells(drawn(sheet, areas))
    known = exported.set_index(["kpi", "municipality", "year"])
    for (measure, code), button in shown.items():
        story = sheet.row(measure)
        row = known.loc[(measure, code, int(story.period))]
        symbol, text = (said(part) for part in button)
        assert text == number(row["value"], story.indicator.decimals)
        assert symbol == position_symbol(Position(row["position"]))
        assert value_text(story.indicator, row["value"]) in button.get("title")
        assert f"plats {row['rank']} av {row['n']}" in button.get("title")
    assert len(shown) == sum(len(story.lines) for story in sheet.rows)


@pytest.mark.slow
def test_the_middle_and_the_country_are_those_of_the_export(sheets, areas, exported):
    sheet = sheets()
    for story in sheet.rows:
        rows = exported.loc[exported["kpi"].eq(story.indicator.id) & exported["year"].eq(int(story.period))]
        middle, national = (
            set(rows.loc[rows["municipality"].ne("0020"), name]) for name in ("middle", "national")
        )
        assert middle == {story.middle}
        assert national == {story.national}
    beside = [said(cell) for cell in elements(drawn(sheet, areas), "td") if cell.get("class") == "bredvid"]
    first = sheet.rows[0]
    assert beside[0].startswith(value_text(first.indicator, first.middle).split("\u00a0")[0])
    assert beside[0].endswith(f"n\u00a0{first.reference_n}")


def test_a_cell_says_in_full_whose_value_of_what_and_when(sheets, areas):
    button = cells(drawn(sheets(), areas))[SAFETY, "2026"]
    title = button.get("title")
    assert button.get("aria-label") == title
    for part in ("Trygghet på äldreboende 2022", "Gagnef", "97\u00a0%", "bättre än mitten", "procentenheter"):
        assert part in title


def test_a_zero_is_a_value_and_a_missing_value_is_not(made, areas):
    shown = cells(drawn(made(), areas))
    zero, missing = (shown[SAFETY, code] for code in areas.dalarna[:2])
    assert said(zero).endswith("0")
    assert said(missing) == MISSING
    assert "saknas i Kolada" in missing.get("aria-label")
    by_sentence = fills(drawn(made(), areas))
    assert MISSING_FILL in by_sentence[missing.get("title")]
    assert MISSING_FILL not in by_sentence[zero.get("title")]


def test_a_year_without_values_says_the_year_and_the_reason_in_every_cell(sheets, areas):
    shown = cells(drawn(sheets(year="2012"), areas))
    own = [button for (measure, _), button in shown.items() if measure == HOME_CARE]
    assert len(own) == 15
    assert all(said(button) == MISSING for button in own)
    assert all("2012: inte insamlat" in button.get("title") for button in own)


def test_where_neither_is_better_no_cell_is_good_or_bad(sheets, areas, strategy):
    assert strategy.measure(HOME_CARE).direction is Direction.NONE
    html = drawn(sheets(), areas)
    judged = {FILLS[Position.BETTER], FILLS[Position.WORSE]}
    by_sentence = fills(html)
    own = [button for (measure, _), button in cells(html).items() if measure == HOME_CARE]
    assert {said(button[0]) for button in own} <= {"△", "▽", "●"}
    assert not any(fill in by_sentence[button.get("title")] for button in own for fill in judged)


def test_each_row_writes_its_own_year(sheets, areas):
    sheet = sheets()
    notes = {said(head[0]): said(head[1]) for head in elements(drawn(sheet, areas), "th") if len(head) == 2}
    for story in sheet.rows:
        assert notes[story.indicator.short_name].startswith(story.period)


def test_the_goal_without_municipal_key_figures_says_so(sheets, areas):
    html = drawn(sheets(), areas)
    (empty,) = (row for row in elements(html, "tr") if row.get("class") == "tom")
    assert "bara för regioner" in said(empty)


def test_what_it_is_sorted_by_is_marked_and_can_be_undone(sheets, areas):
    plain = drawn(sheets(), areas)
    assert set(sorting(plain, "row").values()) == set(sorting(plain, "col").values()) == {"none"}
    by_figure = drawn(sheets(order=FALLS), areas)
    assert sorting(by_figure, "row")["Fallskador, 65+"] == "ascending"  # the least first
    assert set(sorting(by_figure, "col").values()) == {"none"}
    by_area = drawn(sheets(order="2061"), areas)
    assert sorting(by_area, "col")["Smedjebacken"] == "descending"
    for html, undone in ((plain, 0), (by_figure, 2), (by_area, 2)):
        parts = [button.get("data-area") for button in elements(html, "button")]
        assert parts.count("ordning:") == undone


def test_every_heading_sorts_by_what_it_names(sheets, areas):
    parts = {button.get("data-area") for button in elements(drawn(sheets(), areas), "button")}
    assert {f"ordning:{code}" for code in areas.dalarna} <= parts
    assert {f"ordning:{story.indicator.id}" for story in sheets().rows} <= parts


def test_the_chosen_cell_is_followed_by_why_it_has_its_colour(sheets, areas):
    html = drawn(sheets(), areas, SAFETY, "2026")
    rows = elements(html, "tr")
    place = next(place for place, row in enumerate(rows) if row.get("class") == "svar")
    assert said(rows[place - 1][0][0]) == "Trygghet på äldreboende"
    pressed = [button for button in elements(html, "button") if button.get("aria-pressed") == "true"]
    assert [button.get("data-area") for button in pressed] == [CLOSE]
    addresses = [link.get("href") for link in rows[place].iter("a")]
    assert addresses == ["nyckeltal?matt=U23521&kommun=2026", "kommun?kommun=2026"]
    assert "därför bättre" in said(rows[place])


@pytest.mark.parametrize(
    ("measure", "area"), [(SAFETY, ""), (SAFETY, "0020"), ("U71453", "2080"), ("", "2080")]
)
def test_no_answer_where_no_cell_is_chosen(sheets, areas, measure, area):
    html = drawn(sheets(), areas, measure, area)
    assert not [row for row in elements(html, "tr") if row.get("class") == "svar"]


def test_a_missing_cells_answer_gives_the_reason_as_text(sheets, areas):
    html = drawn(sheets(year="2012"), areas, HOME_CARE, "2080")
    (answer,) = (row for row in elements(html, "tr") if row.get("class") == "svar")
    assert "inte insamlat" in said(answer)


def test_self_assessments_stand_below_their_sub_goals_key_figures_without_a_position(strategy, areas):
    scores = answers([answer("A", 4.0, goal=2), answer("B", 2.0, goal=2, municipality="2062")])
    observations = Observations(edition_of([])).with_scores(scores)
    html = drawn(Sheets(strategy, observations, areas)(), areas)
    (row,) = (row for row in elements(html, "tr") if row.get("class") == "skattad")
    shown = cells(html)
    falun, mora, orsa = (shown["sjalvskattning-2", code] for code in ("2080", "2062", "2034"))
    assert (said(falun), said(mora), said(orsa)) == ("4,0", "2,0", MISSING)
    assert "ej besvarat" in orsa.get("title")
    assert "1 verksamhet" in falun.get("title")
    assert "medel av 2" in said(row)
    assert not set("▲▼△▽●") & set(said(row))


def test_without_answers_there_is_no_row_for_the_self_assessment(sheets, areas):
    assert not [row for row in elements(drawn(sheets(), areas), "tr") if row.get("class") == "skattad"]


def test_the_markup_is_whole(sheets, areas):
    read(drawn(sheets(order="2080"), areas, FALLS, "2080"))


class TestRegions:
    """Dalarna among the regions."""

    def test_every_region_key_figure_has_a_row_with_values_or_the_reason(self, sheets):
        sheet = sheets()
        rows = elements(region_table(sheet, "", ""), "tr")[1:]
        assert len(rows) == len(sheet.regional)
        empty = [said(row) for row in rows if row.get("class") == "tom"]
        assert any("under utveckling" in row for row in empty)
        assert any("utgånget" in row for row in empty)

    def test_every_region_is_a_dot_and_dalarna_stands_in_front(self, sheets):
        sheet = sheets()
        strips = elements(region_table(sheet, "", ""), "svg")
        known = [story for story in sheet.regional if story.line("0020").value is not None]
        assert len(strips) == len(known)
        for strip, story in zip(strips, known, strict=True):
            dots = [each for each in strip.iter() if each.tag.endswith("circle")]
            assert len(dots) == len(story.with_value) - 1
            last = list(strip)[-1]
            assert last.tag.endswith("text")
            assert last.text == position_symbol(story.line("0020").position)

    @pytest.mark.slow
    def test_the_rows_say_the_same_as_the_export(self, sheets, exported):
        sheet = sheets()
        known = exported.set_index(["kpi", "municipality", "year"])
        shown = cells(region_table(sheet, "", ""))
        for (measure, code), button in shown.items():
            story = sheet.row(measure)
            row = known.loc[(measure, code, int(story.period))]
            assert said(button) == f"{position_symbol(Position(row['position']))} {row['position']}"
            assert value_text(story.indicator, row["value"]) in button.get("title")

    def test_a_row_leads_to_its_key_figure(self, sheets):
        addresses = {link.get("href") for link in elements(region_table(sheets(), "", ""), "a")}
        assert {f"nyckeltal?matt={story.indicator.id}" for story in sheets().regional} == addresses
