"""The benchmarking table: a row per area, sorted, with what sorts it."""

import pytest

from gnv.charts.table import benchmark_table, plain_table
from gnv.strategy import Direction, Level
from gnv.words import COUNTY_MEAN
from tests.gnv.charts.test_markup import elements, read, said
from tests.gnv.test_sentences import SPREAD_OUT, in_year, told

MISSING, FALUN = "2084", "2080"
SORTED = ["namn", "varde", "lage", "mitten", "riket", "forandring", "plats"]


@pytest.fixture(scope="module")
def world(areas):
    """Values of 2022 and 2024; Avesta has none."""
    values = in_year(areas.dalarna[1:], SPREAD_OUT[1:])
    return {code: {2022: years[2024] - 1, **years} for code, years in values.items()}


@pytest.fixture(scope="module")
def story(areas, world):
    return told(areas, {**world, "0000": {2024: 84}})


def body(html: str):
    (inner,) = elements(html, "tbody")
    return {row.get("data-area"): row for row in inner}


def cells(row) -> dict[str, object]:
    return {cell.get("class").split()[0]: cell for cell in row}


def footer(html: str) -> dict[str, str]:
    (inner,) = elements(html, "tfoot")
    return {said(row[0]): said(row[1]) for row in inner}


def headings(html: str) -> dict[str, str]:
    return {cell.get("class"): said(cell) for cell in elements(html, "th") if cell.get("scope") == "col"}


@pytest.mark.parametrize(
    ("direction", "highest_first"),
    [(Direction.HIGH, True), (Direction.LOW, False), (Direction.NONE, True)],
)
def test_the_best_or_highest_stands_first_and_the_missing_last(areas, world, direction, highest_first):
    rows = body(benchmark_table(told(areas, world, direction=direction), None))
    assert sorted(rows) == sorted(areas.dalarna)
    *known, last = rows
    assert last == MISSING
    values = [world[code][2024] for code in known]
    assert values == sorted(values, reverse=highest_first)
    places = [int(said(cells(rows[code])["plats"])) for code in known]
    assert places[0] == 1
    assert places == sorted(places)


def test_an_area_without_a_value_says_why(story):
    row = cells(body(benchmark_table(story, None))[MISSING])
    assert said(row["namn"]) == "Avesta"
    assert said(row["varde"]) == "–"
    assert said(row["lage"]) == "saknas i Kolada"
    assert row["varde"].get("data-v") == row["lage"].get("data-v") == ""


def test_a_true_zero_is_sorted_as_a_value(areas, world):
    rows = body(benchmark_table(told(areas, {**world, FALUN: {2024: 0}}), None))
    assert list(rows)[-2:] == [FALUN, MISSING]
    assert said(cells(rows[FALUN])["varde"]) == "0\u00a0%"
    assert float(cells(rows[FALUN])["varde"].get("data-v")) == 0


def test_every_row_says_value_position_distances_change_and_place(story):
    rows = body(benchmark_table(story, None))
    for line in story.with_value:
        row = cells(rows[line.code])
        assert said(row["varde"]) == f"{line.value:.0f}\u00a0%"
        assert said(row["lage"])[0] in "▲▼●"
        assert line.position in said(row["lage"])
        assert said(row["plats"]) == str(line.rank)
        assert said(row["forandring"]) == "+1"
    top = cells(next(iter(rows.values())))
    assert said(top["mitten"]) == "+11"
    assert said(top["riket"]) == "+7"


def test_every_cell_that_sorts_holds_what_it_is_sorted_by(story):
    html = benchmark_table(story, None)
    kinds = {
        cell.get("class"): cell[0].get("data-sort")
        for cell in elements(html, "th")
        if len(cell) and cell[0].get("data-sort")
    }
    assert list(kinds) == SORTED
    rows = body(html)
    for line in story.with_value:
        row = cells(rows[line.code])
        assert row["namn"].get("data-v") == line.name
        assert row["lage"].get("data-v") == line.position
        numbers = [float(row[name].get("data-v")) for name in SORTED if kinds[name] == "tal"]
        assert numbers == [line.value, line.difference, line.to_national, line.change, line.rank]


def test_every_row_is_as_wide_as_the_head(story):
    html = benchmark_table(story, FALUN)
    widths = {sum(int(cell.get("colspan", 1)) for cell in row) for row in elements(html, "tr")}
    assert widths == {8}


def test_only_the_chosen_row_is_marked(story):
    def marked(chosen):
        rows = body(benchmark_table(story, chosen))
        return [code for code, row in rows.items() if row.get("class") or row.get("aria-current")]

    assert marked(FALUN) == [FALUN]
    assert marked(MISSING) == [MISSING]
    assert marked(None) == marked("0020") == []
    assert body(benchmark_table(story, FALUN))[FALUN].get("aria-current") == "true"


def test_the_compared_row_is_marked_apart_from_the_chosen(story):
    rows = body(benchmark_table(story, FALUN, MISSING))
    assert {code: row.get("class") for code, row in rows.items() if row.get("class")} == {
        FALUN: "vald",
        MISSING: "jamford",
    }
    assert [code for code, row in rows.items() if row.get("aria-current")] == [FALUN]
    alone = body(benchmark_table(story, "", MISSING))
    assert {row.get("class") for row in alone.values()} == {None, "jamford"}
    assert {row.get("aria-current") for row in alone.values()} == {None}


def test_every_row_can_be_chosen_with_a_button(story, areas):
    buttons = [
        b.get("data-area") for b in elements(benchmark_table(story, None), "button") if b.get("data-area")
    ]
    assert sorted(buttons) == sorted(areas.dalarna)


def test_the_head_names_the_year_that_change_is_from(areas, story, world):
    assert headings(benchmark_table(story, None))["forandring"].endswith("2022")
    differing = told(areas, {**world, FALUN: {2021: 70, 2024: 80}})
    html = benchmark_table(differing, None)
    assert "20" not in headings(html)["forandring"]
    changes = {code: said(cells(row)["forandring"]) for code, row in body(html).items() if code != MISSING}
    assert "2021" in changes.pop(FALUN)
    assert all("2022" in change for change in changes.values())


def test_a_first_year_has_no_change(areas):
    html = benchmark_table(told(areas, in_year(areas.dalarna, SPREAD_OUT)), None)
    assert {said(cells(row)["forandring"]) for row in body(html).values()} == {"–"}
    assert "20" not in headings(html)["forandring"]


def test_the_footer_holds_mean_middle_riket_and_region(areas, world):
    story = told(areas, {**world, "0000": {2024: 84}, "0020": {2024: 82}})
    beside = footer(benchmark_table(story, None))
    mean = sum(SPREAD_OUT[1:]) / 14
    assert beside[COUNTY_MEAN] == f"{mean:.0f}\u00a0%"
    (middle,) = [value for name, value in beside.items() if "median" in name]
    assert middle == "80\u00a0%"
    assert beside["Riket"] == "84\u00a0%"
    assert beside["Region Dalarna"] == "82\u00a0%"


def test_the_footer_leaves_out_what_is_not_known(areas):
    few = told(areas, in_year(areas.dalarna[:4], [70, 80, 90, 95]))
    assert footer(benchmark_table(few, None)) == {}
    rows = body(benchmark_table(few, None))
    assert said(cells(rows[areas.dalarna[0]])["mitten"]) == "–"
    assert "inget läge" in said(cells(rows[areas.dalarna[0]])["lage"])


def test_without_direction_nothing_is_better_or_worse(areas, world):
    html = benchmark_table(told(areas, world, direction=Direction.NONE), None)
    positions = " ".join(said(cells(row)["lage"]) for row in body(html).values())
    assert "△ högre" in positions
    assert "▽ lägre" in positions
    assert "bättre" not in positions
    assert "sämre" not in positions


def test_regions_are_named_shortly_and_have_no_mean(areas):
    values = {code: {2024: 60 + i} for i, code in enumerate(areas.regions)}
    html = benchmark_table(told(areas, values, level=Level.REGION), "0020")
    assert headings(html)["namn"] == "Region"
    names = {said(cells(row)["namn"]) for row in body(html).values()}
    assert {"Dalarna", "Västra Götaland", "Gotland"} <= names
    assert [name for name in footer(html) if "median" not in name] == []


def test_the_development_is_drawn_cut_at_breaks_and_told(areas, world):
    values = {**world, FALUN: {2020: 70, 2021: 71, 2022: 72, 2023: 73, 2024: 80}}
    cell = cells(body(benchmark_table(told(areas, values, breaks=(2022,)), None))[FALUN])["utveckling"]
    (picture,) = cell
    assert picture.get("role") == "img"
    assert "70\u00a0% 2020" in picture.get("aria-label")
    assert "80\u00a0% 2024" in picture.get("aria-label")
    assert [path.get("d").count("L") for path in picture if path.tag == "path"] == [1, 2]


def test_the_caption_names_figure_year_and_unit(story):
    (caption,) = elements(benchmark_table(story, None), "caption")
    for part in (story.indicator.name, "2024", "procent"):
        assert part in said(caption)


def test_hostile_names_stay_text(areas, world):
    name = "<script>alert(1)</script> & \"x\" 'y'"
    html = benchmark_table(told(areas, world, name=name), None)
    assert elements(html, "script") == []
    assert name in read(html).text


def test_a_plain_table_names_its_rows_and_columns():
    html = plain_table(["År", "<b>"], [["2024", "1"], ["2023", "–"]], 'a "b" & c')
    assert [said(cell) for cell in elements(html, "th")] == ["År", "<b>", "2024", "2023"]
    assert [said(cell) for cell in elements(html, "td")] == ["1", "–"]
    assert said(elements(html, "caption")[0]) == 'a "b" & c'
    assert elements(html, "div")[1].get("aria-label") == 'a "b" & c'
    assert elements(html, "div")[1].get("tabindex") == "0"
