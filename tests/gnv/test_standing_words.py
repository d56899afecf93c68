"""What is said of where an area stands in a key figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gnv import standing_words
from gnv.areas import REGION_DALARNA, Areas
from gnv.compare import Since, Tested, Trend
from gnv.observations import Status
from gnv.standing import NOTHING
from gnv.strategy import Strategy
from tests.gnv.standings import CARE, DOCTOR, FALLS, SAFE, TRUST, WAIT, Make, own_profile, standings


@pytest.fixture(scope="module")
def make(strategy: Strategy) -> Make:
    return standings(strategy)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("mitten", "mitten av Dalarnas 15"),
        ("riket", "riket"),
        ("region", "Region Dalarna"),
        ("grannar", "grannkommunerna (ovägt medel av 15)"),
        ("liknande", "liknande kommuner (ovägt medel av 15)"),
        ("dalarna", "Dalarnas kommuner (ovägt medel av 15)"),
        ("2062", "Mora"),
    ],
)
def test_the_comparator_is_named_with_how_many_it_rests_on(
    make: Make, areas: Areas, choice: str, said: str
) -> None:
    assert standing_words.comparator_text(make(SAFE), choice, areas) == said


def test_a_value_without_a_place_says_why(make: Make, areas: Areas) -> None:
    own = own_profile(choice="2062")
    no_set = make(SAFE, reference="", spread=None, against=NOTHING)
    alike = make(SAFE, spread=0.0, against=NOTHING)
    only_regions = make(TRUST, code=REGION_DALARNA, regional=True, against=NOTHING)
    assert "för få kommuner" in standing_words.why_unplaced(own, no_set, areas)
    assert "samma värde som mitten" in standing_words.why_unplaced(own, alike, areas)
    assert "bara regioner har det" in standing_words.why_unplaced(own, only_regions, areas)
    county = standing_words.why_unplaced(own_profile(choice="dalarna"), make(SAFE, against=NOTHING), areas)
    assert "färre än 10 av Dalarnas kommuner" in county
    assert "Mora har inget värde 2022" in standing_words.why_unplaced(own, make(SAFE, against=NOTHING), areas)


def test_a_missing_value_says_why_and_for_whom(make: Make) -> None:
    missing = make(SAFE, value=None, status=Status.NOT_COLLECTED, period="2021")
    undivided = make("N72802", value=None, status=Status.NOT_COLLECTED, period="")
    women = own_profile(gender="K")
    assert standing_words.why_absent(own_profile(), missing) == "inte insamlat 2021"
    assert standing_words.why_absent(women, undivided) == "delas inte upp på kvinnor och män"
    assert standing_words.why_absent(women, replace(missing, period="")) == "inget värde för kvinnor"


def test_trends_are_read_by_the_direction_and_say_how_many_points(make: Make) -> None:
    falling = {
        DOCTOR: Tested(Trend.FALLING, 8),
        CARE: Tested(Trend.RISING, 6),
        SAFE: Tested(Trend.TOO_FEW, 3),
    }
    assert standing_words.trend_text(make(DOCTOR), falling) == "försämras (8 värden)"
    assert standing_words.trend_text(make(CARE), falling) == "ökar (6 värden)"
    assert standing_words.trend_text(make(SAFE), falling) == "för få mätpunkter"


def test_a_rolling_mean_names_both_periods(make: Make) -> None:
    each = make(FALLS, rolling_change=-354.2, rolling_from=2019)
    assert standing_words.trend_text(each, {}) == "2020–2022 mot 2017–2019: −354"
    assert "inget värde 3 år tidigare" in standing_words.trend_text(make(FALLS), {})


def test_jumps_are_called_small_municipalities_only_where_they_are_municipalities(make: Make) -> None:
    assert "små kommuner varierar mycket" in standing_words.jump_text(make(SAFE, jump=9.0))
    assert "kommuner" not in standing_words.jump_text(make(TRUST, regional=True, jump=9.0))
    assert standing_words.jump_text(make(SAFE)) == ""


def test_since_the_strategy_says_the_years_or_why_nothing_can_be_said(make: Make) -> None:
    told = make(WAIT, since=-3.0, since_from=2021, since_to=2025, since_told=Since.TOLD)
    assert standing_words.since_text(told) == "−3,0 procentenheter från 2021 till 2025"
    assert standing_words.since_text(make(SAFE)) == "inget värde efter strategins start ännu"
