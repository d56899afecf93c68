"""What a story says; and `told`, a story of made figures, for the tests of charts too."""

import dataclasses
import re
from collections.abc import Mapping

import pandas as pd
import pytest

from gnv.areas import REGION_DALARNA, Areas
from gnv.measured import tell
from gnv.observations import Observations
from gnv.sentences import (
    area_sentences,
    county_sentences,
    course_heading,
    heading,
    notes,
    region_sentence,
)
from gnv.story import Story
from gnv.strategy import Direction, Indicator, Level, Likeness, State, Unit
from tests.conftest import edition_of, figures

INDICATOR = Indicator(
    id="U00001",
    goal=1,
    name="Trygghet på boende",
    short_name="Trygghet",
    official_name="Upplevd trygghet",
    measures="Andel som svarar att det är tryggt.",
    level=Level.MUNICIPALITY,
    unit=Unit.PERCENT,
    decimals=0,
    direction=Direction.HIGH,
    by_gender=True,
    state=State.IN_USE,
    breaks=(),
    rolling_years=1,
    likeness=Likeness.ELDERLY_CARE,
    cautions=(),
    interpretation="",
    last_year=None,
    successor="",
    line=1,
)
# Middle 80 and s = 1.4826 × 2: two lie below, eleven within and two above.
SPREAD_OUT = (70, 71, 78, 78, 79, 79, 80, 80, 80, 81, 81, 82, 82, 90, 91)
_TOLD: dict[object, Story] = {}  # many tests ask for the same


def indicator(**changes) -> Indicator:
    """Return a made key figure."""
    return dataclasses.replace(INDICATOR, **changes)


def told(
    areas: Areas,
    values: Mapping[str, Mapping[int, float]],
    *,
    gender: str = "T",
    period: str = "",
    **changes,
) -> Story:
    """Return the story of made figures (area -> year -> value) of a made key figure."""
    made = indicator(**changes)
    rows = tuple(
        (made.id, area, year, gender, float(value))
        for area, by_year in values.items()
        for year, value in by_year.items()
    )
    asked = (made, rows, gender, period, *areas.by_code.values())
    if asked not in _TOLD:
        _TOLD[asked] = tell(made, Observations(edition_of(rows)), areas, gender=gender, period=period)
    return _TOLD[asked]


def in_year(codes, values, year: int = 2024) -> dict[str, dict[int, float]]:
    """Return one year's values of some areas, for `told`."""
    return {code: {year: value} for code, value in zip(codes, values, strict=True)}


def counted(sentence: str) -> dict[str, int]:
    found = re.findall(r"(\d+) (?:kommun(?:er)? )?(bättre|sämre|högre|lägre|i nivå)", sentence)
    return {position: int(count) for count, position in found}


@pytest.mark.parametrize(
    ("direction", "above", "below"),
    [
        (Direction.HIGH, "bättre", "sämre"),
        (Direction.LOW, "sämre", "bättre"),
        (Direction.NONE, "högre", "lägre"),
    ],
)
def test_the_county_is_summed_up_by_how_many_lie_where(areas, direction, above, below):
    story = told(areas, in_year(areas.dalarna, [*SPREAD_OUT[1:], 90]), direction=direction)
    lead = county_sentences(story)[0]
    assert counted(lead) == {above: 3, "i nivå": 11, below: 1}
    assert "mitten av Dalarnas 15" in lead
    assert story.indicator.name in lead
    assert "2024" in lead


def test_a_class_without_municipalities_is_not_mentioned(areas):
    values = [79] * 7 + [80] + [81] * 7
    lead = county_sentences(told(areas, in_year(areas.dalarna, values)))[0]
    assert counted(lead) == {"i nivå": 15}
    assert "i nivå med mitten" in lead


def test_a_sentence_that_ends_with_level_is_still_swedish(areas):
    """Where none lies below, what is compared follows upon *i nivå*, which takes *med*."""
    lead = county_sentences(told(areas, in_year(areas.dalarna, [79] * 6 + [80] + [81] * 6 + [90, 91])))[0]
    assert counted(lead) == {"bättre": 2, "i nivå": 13}
    assert "i nivå än" not in lead


def test_sweden_is_the_reference_where_enough_have_a_value(areas):
    others = [code for code in areas.municipalities if code not in areas.dalarna][:200]
    values = {**in_year(areas.dalarna, SPREAD_OUT), **in_year(others, [70, 80, 90, 100] * 50)}
    lead = county_sentences(told(areas, values))[0]
    assert "mitten av Sveriges 215 kommuner" in lead


def test_extremes_are_named_with_riket_beside(areas):
    story = told(areas, {**in_year(areas.dalarna, SPREAD_OUT), "0000": {2024: 85}})
    said = county_sentences(story)[1]
    lowest, highest = areas.name(areas.dalarna[0]), areas.name(areas.dalarna[-1])
    assert re.search(rf"70\u00a0% \({lowest}\).*91\u00a0% \({highest}\).*riket 85\u00a0%", said)


def test_riket_is_not_mentioned_without_a_value(areas):
    said = " ".join(county_sentences(told(areas, in_year(areas.dalarna, SPREAD_OUT))))
    assert "riket" not in said.casefold()


def test_shared_extremes_are_counted_and_not_named(areas):
    story = told(areas, in_year(areas.dalarna, [70, 70, *SPREAD_OUT[2:12], 91, 91, 91]))
    said = county_sentences(story)[1]
    assert "70\u00a0% (två kommuner)" in said
    assert "91\u00a0% (tre kommuner)" in said
    assert not any(areas.name(code) in said for code in areas.dalarna)


def test_a_true_zero_is_an_extreme(areas):
    said = county_sentences(told(areas, in_year(areas.dalarna, [0, *SPREAD_OUT[1:]])))[1]
    assert f"0\u00a0% ({areas.name(areas.dalarna[0])})" in said


def test_too_few_values_are_counted_without_positions(areas):
    story = told(areas, in_year(areas.dalarna[:4], [70, 80, 90, 95]))
    said = " ".join(county_sentences(story))
    assert "fyra av Dalarnas 15" in said
    assert counted(said) == {}
    assert any("För få värden" in note for note in notes(story))


def test_a_figure_without_values_says_so(areas):
    story = told(areas, {"0000": {2024: 85}})
    assert story.period == ""
    (said,) = county_sentences(story)
    assert "Inget" in said
    (own,) = area_sentences(story, "2080")
    assert "inte insamlat" in own
    assert " :" not in own


def test_a_municipality_has_value_position_distance_and_place(areas):
    code = areas.dalarna[0]
    (said,) = area_sentences(told(areas, in_year(areas.dalarna, SPREAD_OUT)), code)
    assert said.startswith(areas.name(code))
    assert "70\u00a0%" in said
    assert "sämre än mitten av Dalarnas 15" in said
    assert "10 procentenheter under" in said
    assert "plats 15 av 15" in said


def test_ties_share_the_better_place(areas):
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT))
    assert "plats 3 av 15" in area_sentences(story, areas.dalarna[12])[0]
    assert "plats 3 av 15" in area_sentences(story, areas.dalarna[11])[0]


def test_the_middle_itself_has_no_distance(areas):
    (said,) = area_sentences(told(areas, in_year(areas.dalarna, SPREAD_OUT)), areas.dalarna[7])
    assert "i nivå med mitten" in said
    assert "samma värde" in said
    assert "under" not in said


@pytest.mark.parametrize(
    ("earlier", "word", "amount"), [(85, "Ned", "15"), (68, "Upp", "2"), (70, "Oförändrat", "")]
)
def test_a_change_names_the_year_it_is_from(areas, earlier, word, amount):
    code = areas.dalarna[0]
    values = in_year(areas.dalarna, SPREAD_OUT)
    values[code][2021] = earlier
    change = area_sentences(told(areas, values), code)[1]
    assert change.startswith(word)
    assert amount in change
    assert "2021" in change


def test_no_change_is_said_across_a_break(areas):
    code = areas.dalarna[0]
    values = in_year(areas.dalarna, SPREAD_OUT)
    values[code][2021] = 85
    said = " ".join(area_sentences(told(areas, values, breaks=(2023,)), code))
    assert "2021" not in said
    assert "70\u00a0%" in said


def test_without_direction_nothing_is_better_or_worse(areas):
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT), direction=Direction.NONE)
    own = [" ".join(area_sentences(story, code)) for code in areas.dalarna]
    assert "lägre" in own[0]
    assert "högre" in own[-1]
    every = " ".join([*county_sentences(story), *own, *notes(story)])
    assert not re.search("bättre|sämre|förbättra|försämra", every)


def test_a_missing_value_gives_its_reason(areas):
    values = in_year(areas.dalarna[1:], SPREAD_OUT[1:])
    (said,) = area_sentences(told(areas, values), areas.dalarna[0])
    assert said.startswith(areas.name(areas.dalarna[0]))
    assert "inget värde 2024" in said
    assert "saknas i Kolada" in said


def test_an_area_outside_the_table_has_no_sentences(areas):
    assert area_sentences(told(areas, in_year(areas.dalarna, SPREAD_OUT)), "0180") == ()


def test_region_figures_are_about_region_dalarna(areas):
    others = [code for code in areas.regions if code != REGION_DALARNA]
    values = {**in_year(others, [*range(60, 80)]), REGION_DALARNA: {2024: 95}, "0000": {2024: 71}}
    said = " ".join(county_sentences(told(areas, values, level=Level.REGION)))
    assert "Region Dalarna har 95\u00a0%" in said
    assert "bättre än mitten av Sveriges 21 regioner" in said
    assert "plats 1 av 21" in said
    assert f"60\u00a0% ({areas.name(others[0])})" in said
    assert "riket 71\u00a0%" in said
    assert "kommun" not in said


def test_region_dalarna_without_a_value_is_said(areas):
    others = [code for code in areas.regions if code != REGION_DALARNA]
    story = told(areas, in_year(others, [*range(60, 80)]), level=Level.REGION, period="2024")
    assert "Region Dalarna har inget värde" in county_sentences(story)[0]


@pytest.mark.parametrize(("gender", "who"), [("T", ""), ("K", "kvinnor"), ("M", "män")])
def test_a_heading_says_whose_figures_it_heads(areas, gender, who):
    said = heading(told(areas, in_year(areas.dalarna, SPREAD_OUT), gender=gender))
    assert INDICATOR.name in said
    assert "2024" in said
    assert [word for word in ("kvinnor", "män") if word in said] == ([who] if who else [])


@pytest.mark.parametrize(
    ("name", "gender", "said"),
    [
        ("Fetma", "T", "Fetma 2024"),
        ("Fetma", "K", "Fetma, kvinnor, 2024"),
        ("Fallskador, 65+", "T", "Fallskador, 65+, 2024"),
        ("Fallskador, 65+", "M", "Fallskador, 65+, män, 2024"),
    ],
)
def test_a_year_after_a_comma_has_a_comma_of_its_own(areas, name, gender, said):
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT), name=name, gender=gender)
    assert heading(story) == said
    assert course_heading(story) == said.removesuffix("2024").rstrip(", ")


def test_a_heading_without_a_year_is_the_name_alone(areas):
    assert heading(told(areas, {}, name="Fallskador, 65+")) == "Fallskador, 65+"


@pytest.mark.parametrize(("year", "early"), [(2019, True), (2022, True), (2023, False), (2025, False)])
def test_years_up_to_2022_say_nothing_yet_of_the_change(areas, year, early):
    said = notes(told(areas, in_year(areas.dalarna, SPREAD_OUT, year)))
    assert any("omställningen" in note for note in said) == early


def test_cautions_are_told_once_after_the_strategys_start(areas):
    cautions = ("Små kommuner varierar.", "Metoden byttes.", "Små kommuner varierar.")
    said = notes(told(areas, in_year(areas.dalarna, SPREAD_OUT, 2022), cautions=cautions))
    assert "omställningen" in said[0]
    assert said[1:] == cautions[:2]


def test_an_ended_figure_names_its_last_year(areas):
    ended = {"state": State.ENDED, "last_year": 2024}
    values = in_year(areas.dalarna, SPREAD_OUT)
    (alone,) = notes(told(areas, values, **ended))
    assert "upphörde 2024" in alone


def test_the_successor_is_left_to_the_cautions(areas):
    ended = {"state": State.ENDED, "last_year": 2024}
    values = in_year(areas.dalarna, SPREAD_OUT)
    (alone,) = notes(told(areas, values, **ended, successor="N78114"))
    assert "N78114" not in alone
    said = notes(told(areas, values, **ended, successor="N78114", cautions=("Efterträds av N78114.",)))
    assert " ".join(said).count("N78114") == 1


def dated(areas, days: Mapping[str, str], **changes) -> Story:
    """Return the story of figures of 2024 with a day of retrieval each: area -> day, else 1 January."""
    made = indicator(**changes)
    own = dict.fromkeys(areas.of_level(municipal=made.municipal), "2026-01-01") | days
    frames = [figures([(made.id, code, 2024, "T", 80.0)], day) for code, day in own.items()]
    return tell(made, Observations(edition_of(pd.concat(frames))), areas)


def test_it_is_said_when_riket_and_the_region_were_fetched_on_other_days(areas):
    (said,) = notes(dated(areas, {"0000": "2025-05-05", REGION_DALARNA: "2025-06-06"}))
    assert "2025-05-05 och 2025-06-06" in said
    assert "2026-01-01" not in said
    assert notes(dated(areas, {"0000": "2026-01-01", REGION_DALARNA: "2026-01-01"})) == ()
    assert notes(dated(areas, {})) == ()
    (of_regions,) = notes(dated(areas, {"0000": "2025-05-05"}, level=Level.REGION))
    assert "2025-05-05" in of_regions


def test_equal_values_have_no_lowest_and_highest(areas):
    alone = county_sentences(told(areas, in_year(areas.dalarna, [80] * 15)))[1]
    assert alone == "Alla värden är 80\u00a0%."
    beside = county_sentences(told(areas, {**in_year(areas.dalarna, [80] * 15), "0000": {2024: 85}}))[1]
    assert beside == "Alla värden är 80\u00a0%; riket 85\u00a0%."
    assert "Alla värden" not in county_sentences(told(areas, in_year(areas.dalarna, SPREAD_OUT)))[1]


def test_a_lone_value_is_told_as_that_areas(areas):
    alone = county_sentences(told(areas, {"2080": {2024: 80}}))[1]
    assert alone == "Falun har 80\u00a0%."
    beside = county_sentences(told(areas, {"2080": {2024: 80}, "0000": {2024: 85}}))[1]
    assert beside == "Falun har 80\u00a0%; riket 85\u00a0%."


def test_a_municipal_figure_tells_region_dalarnas_own_value(areas):
    values = in_year(areas.dalarna, SPREAD_OUT)
    said = region_sentence(told(areas, {**values, REGION_DALARNA: {2024: 81}}))
    assert said.startswith("Region Dalarna har 81\u00a0%")
    assert "kommuner" in said
    other_year = region_sentence(told(areas, {**values, REGION_DALARNA: {2023: 81}}))
    assert other_year == "Region Dalarna har inget värde 2024."
    assert "inget eget värde" in region_sentence(told(areas, values))


@pytest.mark.parametrize(
    ("unit", "gap", "change"),
    [
        (Unit.PERCENT, "(10 procentenheter under)", "Ned 15 procentenheter sedan 2021."),
        (Unit.KRONOR, "(10 kronor under)", "Ned 15 kronor sedan 2021."),
        (Unit.INDEX, "(10 under)", "Ned 15 sedan 2021."),
        (Unit.PER_1000, "(10 under)", "Ned 15 sedan 2021."),
        (Unit.PER_100000, "(10 under)", "Ned 15 sedan 2021."),
    ],
)
def test_only_percent_and_kronor_are_written_out_in_differences(areas, unit, gap, change):
    code = areas.dalarna[0]
    values = in_year(areas.dalarna, SPREAD_OUT)
    values[code][2021] = 85
    own, since = area_sentences(told(areas, values, unit=unit), code)
    assert gap in own
    assert since == change
