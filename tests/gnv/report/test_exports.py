from __future__ import annotations

import csv
import io
import statistics

import openpyxl
import pandas as pd
import pytest

from gnv.kolada.editions import current_edition
from gnv.kolada.refresh import refresh
from gnv.measured import tell
from gnv.observations import Observations
from gnv.report.exports import (
    Table,
    benchmark_export,
    excel_csv,
    machine_csv,
    story_table,
    values_export,
    workbook,
)
from gnv.settings import settings
from gnv.strategy import Direction
from tests.conftest import edition_of
from tests.replaying import REPLAY, replay

COLUMNS = [
    "kpi", "municipality", "year", "value", "national", "middle", "county_mean", "county_median", "n", "rank",
    "position", "trend", "trend_points",
]  # fmt: skip
STARTS = ["=", "+", "-", "@", "\t", "\r", "\0"]


@pytest.fixture(scope="module")
def exported(strategy, shipped_observations, areas):
    return benchmark_export(strategy, shipped_observations, areas).frame


def read_csv(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_the_values_are_the_editions_own(shipped):
    frame = values_export(shipped).frame
    assert list(frame.columns) == ["kpi", "municipality", "year", "gender", "value", "retrieved"]
    pd.testing.assert_frame_equal(frame, shipped.values.drop(columns="source"))


def test_values_come_out_of_the_csv_as_they_went_in(shipped):
    rows = read_csv(machine_csv(values_export(shipped).frame))
    found = [
        (r["kpi"], r["municipality"], int(r["year"]), r["gender"], float(r["value"]), r["retrieved"])
        for r in rows
    ]
    assert found == list(shipped.values.drop(columns="source").itertuples(index=False, name=None))


def test_the_benchmark_has_the_promised_columns(exported):
    assert list(exported.columns) == COLUMNS


def test_the_benchmark_has_a_row_per_value_of_the_15_and_of_region_dalarna(
    exported, shipped, strategy, areas
):
    municipal = {indicator.id for indicator in strategy.indicators if indicator.municipal}
    expected = {
        (v.kpi, v.municipality, str(v.year))
        for v in shipped.values.itertuples()
        if v.gender == "T"
        and (v.municipality == "0020" or (v.kpi in municipal and v.municipality in areas.dalarna))
    }
    found = list(zip(exported["kpi"], exported["municipality"], exported["year"].astype(str), strict=True))
    assert len(found) == len(set(found)) == len(expected)
    assert set(found) == expected


def reckon(value, members, reference, least, direction):
    """Return n, rank, middle and position of a value by the methods, in plain Python."""
    better = [v for v in members if (v < value if direction is Direction.LOW else v > value)]
    if len(reference) < least:
        return len(members), len(better) + 1, None, ""
    middle = statistics.median(reference)
    spread = 1.4826 * statistics.median(abs(v - middle) for v in reference)
    difference = value - middle
    if spread == 0:
        position = ""
    elif abs(difference) <= spread:
        position = "i nivå"
    elif direction is Direction.NONE:
        position = "högre" if difference > 0 else "lägre"
    else:
        position = "bättre" if (difference > 0) == (direction is Direction.HIGH) else "sämre"
    return len(members), len(better) + 1, middle, position


def number(text):
    return float(text) if text else None


def reckon_trend(series, year, indicator):
    """Return the trend of a series (year -> value) as seen from a year, and its points, by the methods."""
    from scipy.stats import kendalltau

    if indicator.rolling_years > 1:
        return "", None
    first = max([year - 9, *(each for each in indicator.breaks if each <= year)])
    window = {each: value for each, value in series.items() if first <= each <= year}
    if len(window) < 5:
        return "för få mätpunkter", len(window)
    if len(set(window.values())) == 1:
        return "ingen säker förändring", len(window)
    tau, p = kendalltau(list(window), list(window.values()))
    return "ingen säker förändring" if p >= 0.05 else "ökar" if tau > 0 else "minskar", len(window)


def assert_recomputed(rows, edition, strategy, areas):
    """Assert that rows of the benchmark's CSV follow from the edition's values alone."""
    years: dict[tuple[str, int], dict[str, float]] = {}
    series: dict[tuple[str, str], dict[int, float]] = {}
    of_all = edition.values.loc[edition.values["gender"].eq("T")]
    for v in of_all.itertuples():
        years.setdefault((v.kpi, v.year), {})[v.municipality] = v.value
        series.setdefault((v.kpi, v.municipality), {})[v.year] = v.value
    assert rows
    for row in rows:
        indicator, code, year = strategy.measure(row["kpi"]), row["municipality"], int(row["year"])
        known = years[indicator.id, year]
        of_region = code == "0020"
        members = [known[c] for c in (areas.regions if of_region else areas.dalarna) if c in known]
        sweden = [known[c] for c in areas.municipalities if c in known]
        reference = members if of_region or len(sweden) < 150 else sweden
        least = 15 if of_region else 5
        n, rank, middle, position = reckon(known[code], members, reference, least, indicator.direction)
        assert float(row["value"]) == known[code]
        assert number(row["national"]) == known.get("0000")
        assert (int(row["n"]), int(row["rank"]), row["position"]) == (n, rank, position)
        assert number(row["middle"]) == (None if middle is None else pytest.approx(middle, rel=1e-12))
        county = not of_region and n >= 10
        mean = pytest.approx(statistics.fmean(members), rel=1e-12) if county else None
        assert number(row["county_mean"]) == mean
        assert number(row["county_median"]) == (statistics.median(members) if county else None)
        trend = reckon_trend(series[indicator.id, code], year, indicator)
        assert (row["trend"], number(row["trend_points"])) == trend


@pytest.mark.parametrize("code", ["2021", "0020"])
def test_the_benchmark_can_be_recomputed_from_the_values_alone(exported, shipped, strategy, areas, code):
    rows = read_csv(machine_csv(exported.loc[exported["municipality"].eq(code)]))
    assert_recomputed(rows, shipped, strategy, areas)


@pytest.mark.slow
def test_every_row_of_the_benchmark_can_be_recomputed(exported, shipped, strategy, areas):
    rows = read_csv(machine_csv(exported))
    assert {row["trend"] for row in rows} == {
        "ökar", "minskar", "ingen säker förändring", "för få mätpunkter", "",
    }  # fmt: skip
    assert_recomputed(rows, shipped, strategy, areas)


@pytest.mark.slow
@pytest.mark.skipif(not REPLAY, reason="GNV_TEST_REPLAY names no replay of Kolada")
def test_every_row_of_the_national_benchmark_can_be_recomputed(strategy, areas):
    with replay("--vintage", 2026) as url:
        assert refresh(settings(), url=url).exit_code == 0
    edition, problems = current_edition(settings())
    assert not problems
    assert len(edition.values) > 50_000
    rows = read_csv(machine_csv(benchmark_export(strategy, Observations(edition), areas).frame))
    assert_recomputed(rows, edition, strategy, areas)


def test_rolling_means_get_no_trend(exported):
    rolling = exported.loc[exported["kpi"].isin(["U20462", "U01405", "U01411"])]
    assert len(rolling)
    assert rolling["trend"].eq("").all()
    assert rolling["trend_points"].isna().all()
    rows = [row for row in read_csv(machine_csv(exported)) if row["kpi"] == "U20462"]
    assert {(row["trend"], row["trend_points"]) for row in rows} == {("", "")}


def test_machine_csv_has_comma_decimal_point_and_no_mark():
    frame = pd.DataFrame({"namn": ["Älvdalen", "Säter, norra", 'a"b'], "värde": [1.5, None, -1234.25]})
    assert machine_csv(frame) == 'namn,värde\nÄlvdalen,1.5\n"Säter, norra",\n"a""b",-1234.25\n'


def test_excel_csv_is_what_swedish_excel_opens():
    frame = pd.DataFrame({"Område": ["Rättvik", "Älvdalen"], "Värde": [1234.5, -3.25], "Plats": [1, 2]})
    content = excel_csv(Table("t", frame))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "Område;Värde;Plats\r\nRättvik;1234,5;1\r\nÄlvdalen;-3,25;2\r\n"


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_a_text_that_could_be_a_formula_is_made_harmless(start, dtype):
    text = f"{start}1+1"
    frame = pd.DataFrame({"x": pd.Series([text, f"a{start}"], dtype=dtype), "y": [1, 2]})
    for content, delimiter in (
        (machine_csv(frame), ","),
        (excel_csv(Table("t", frame)).decode("utf-8-sig"), ";"),
    ):
        rows = read_csv(content, delimiter)
        assert rows[0]["x"] == f"'{text}"
        assert rows[1]["x"] == f"a{start}"


@pytest.mark.parametrize("line_break", ["\r", "\n", "\r\n"])
def test_a_line_break_in_a_text_starts_no_new_row(line_break):
    text = f"a{line_break}=1+1"
    frame = pd.DataFrame({"x": [text], "y": [1]})
    assert read_csv(machine_csv(frame)) == [{"x": text, "y": "1"}]
    assert read_csv(excel_csv(Table("t", frame)).decode("utf-8-sig"), ";") == [{"x": text, "y": "1"}]


def test_the_frame_itself_is_left_as_it_was():
    frame = pd.DataFrame({"x": ["=1"]})
    machine_csv(frame)
    assert frame["x"].tolist() == ["=1"]


def test_negative_numbers_stay_numbers_in_csv():
    frame = pd.DataFrame({"a": [-1.5], "b": [-2], "c": pd.array([-3], dtype="Int64")})
    assert machine_csv(frame) == "a,b,c\n-1.5,-2,-3\n"
    assert excel_csv(Table("t", frame)).decode("utf-8-sig") == "a;b;c\r\n-1,5;-2;-3\r\n"


def opened(*tables):
    return openpyxl.load_workbook(io.BytesIO(workbook(tables)))


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_workbook_holds_texts_and_numbers_as_what_they_are():
    frame = pd.DataFrame(
        {
            "Kod": ["0020", "2080", "2081"],
            "Namn": ["Region Dalarna", "Älvdalen", None],
            "Värde": [-1.5, 0.0, float("nan")],
            "Plats": pd.array([1, None, 3], dtype="Int64"),
        }
    )
    book = opened(Table("Jämförelse", frame, ("Källa: Kolada",)))
    assert book.sheetnames[0] == "Jämförelse"
    assert cells(book["Jämförelse"]) == [
        ["Kod", "Namn", "Värde", "Plats"],
        ["0020", "Region Dalarna", -1.5, 1],
        ["2080", "Älvdalen", 0, None],
        ["2081", None, None, 3],
    ]
    assert cells(book.worksheets[1]) == [["Källa: Kolada"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "{=1}", "\t=1"])
def test_a_workbook_holds_no_formula_and_no_link(text):
    sheet = opened(Table("t", pd.DataFrame({text: [text]}))).worksheets[0]
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.value == text


def test_each_table_has_its_sheet_and_notes_come_last():
    frame = pd.DataFrame({"x": [1]})
    book = opened(Table("ett", frame, ("a",)), Table("två", frame, ("b", "=c")))
    assert book.sheetnames[:2] == ["ett", "två"]
    assert cells(book.worksheets[2]) == [["a"], ["b"], ["=c"]]
    assert book.worksheets[2]["A3"].data_type == "s"


def test_without_notes_there_is_no_sheet_of_notes():
    assert opened(Table("ett", pd.DataFrame({"x": [1]}))).sheetnames == ["ett"]


def test_the_values_workbook_has_every_value(shipped):
    some = edition_of(shipped.values.iloc[::10])  # of every key figure; a sheet of all takes a second
    rows = cells(opened(values_export(some)).worksheets[0])
    assert rows[0] == ["kpi", "municipality", "year", "gender", "value", "retrieved"]
    assert [tuple(row) for row in rows[1:]] == list(
        some.values.drop(columns="source").itertuples(index=False, name=None)
    )


def test_in_the_benchmark_workbook_years_and_figures_are_numbers(exported):
    sheet = opened(Table("benchmark", exported.head(20))).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, (cell.value for cell in sheet[2]), strict=True))
    assert head == COLUMNS
    assert (first["kpi"], first["municipality"]) == ("U23521", "2021")
    assert [type(first[c]) for c in ("value", "middle", "county_mean")] == [float] * 3
    assert [type(first[c]) for c in ("year", "n", "rank")] == [int] * 3


@pytest.fixture(scope="module")
def safety(strategy, shipped_observations, areas):
    return tell(strategy.measure("U23521"), shipped_observations, areas, period="2022")


def test_the_table_on_screen_is_exported_unrounded_with_its_year_and_source(safety):
    table = story_table(safety)
    falun = table.frame.set_index("Kod").loc["2080"]
    assert (falun["Kommun"], falun["Id"], falun["År"], falun["Värde (procent)"]) == (
        "Falun",
        "U23521",
        2022,
        87,
    )
    assert (falun["Läge"], falun["Mot mitten"], falun["Mot riket"], falun["Plats"]) == ("i nivå", 2, 1, 7)
    assert (falun["Förändring"], falun["Förändring från"]) == (2, "2020")
    assert len(table.frame) == 15
    notes = " ".join(table.notes)
    assert all(part in notes for part in ("Kolada", "U23521", "2024-08-30"))


def test_the_table_on_screen_says_why_a_value_is_absent(strategy, shipped_observations, areas):
    story = tell(strategy.measure("N72802"), shipped_observations, areas)
    frame = story_table(story).frame
    assert len(frame) == 21
    assert set(frame["Läge"]) == {"inte insamlat"}
    assert frame["Plats"].isna().all()


def test_swedish_excel_gets_decimal_commas_in_the_table_on_screen(safety):
    rows = read_csv(excel_csv(story_table(safety)).decode("utf-8-sig"), ";")
    assert [row["Kommun"] for row in rows][-1] == "Älvdalen"
    assert {row["Värde (procent)"] for row in rows if row["Kod"] == "2080"} == {"87,0"}
    assert rows[0]["Mot mitten"] == "-8,0"
