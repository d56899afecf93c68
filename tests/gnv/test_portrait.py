"""What is said of an area's profile, and that it says the same numbers as the export."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from gnv import portrait
from gnv.areas import REGION_DALARNA, Areas
from gnv.charts.spine_table import spine_table
from gnv.compare import Position, Tested, Trend
from gnv.lenses import Question
from gnv.lessons import Model
from gnv.observations import Observations, Status
from gnv.profile import Profile, Score, examiner, moving, profile
from gnv.report.exports import benchmark_export
from gnv.report.portraits import profile_table
from gnv.standing import NOTHING, Against, Standing
from gnv.strategy import Indicator, Strategy
from gnv.words import difference_text, value_text
from tests.gnv.standings import CARE, FALLS, SAFE, TRUST, WAIT, Make, own_profile, standings


@pytest.fixture(scope="module")
def make(strategy: Strategy) -> Make:
    return standings(strategy)


def test_the_summary_says_the_strongest_the_weakest_and_what_moves(make: Make, areas: Areas) -> None:
    worse = Against(70.0, 15, 8.0, Position.WORSE, lasting=False)
    own = own_profile(make(SAFE), make(FALLS, value=78.0, against=worse))
    trends = {SAFE: Tested(Trend.RISING, 9)}
    strong, weak, moves = portrait.summary(own, trends, areas)
    assert "Trygghet på äldreboende" in strong
    assert "87\u00a0% mot 80\u00a0%" in strong
    assert "mitten av Dalarnas 15" in strong
    assert "2022" in strong
    assert "Fallskador" in weak
    assert "78 per 100\u00a0000 invånare mot 70" in weak
    assert "lägre är bättre" in weak
    assert "lägre är bättre" not in strong
    assert "förbättras" in moves
    assert "till och med 2022" in moves
    assert portrait.summary(own, None, areas) == (strong, weak, portrait.WAITING)


def test_the_summary_says_whose_values_they_are(make: Make, areas: Areas) -> None:
    said = portrait.summary(own_profile(make(SAFE), gender="K"), {}, areas)
    assert "för kvinnor" in said[0]


def test_a_summary_without_deviations_says_so(make: Make, areas: Areas) -> None:
    own = own_profile(make(SAFE, against=Against(86.0, 15, 1.0, Position.LEVEL, lasting=True)))
    said = " ".join(portrait.summary(own, {SAFE: Tested(Trend.UNSURE, 9)}, areas))
    assert "i nivå med mitten" in said
    assert "säker förändring" in said
    assert "starkast" not in said
    assert "Svagast" not in said


def test_too_few_points_are_not_called_no_change(make: Make, areas: Areas) -> None:
    said = " ".join(portrait.summary(own_profile(make(SAFE)), {SAFE: Tested(Trend.TOO_FEW, 2)}, areas))
    assert "För få mätpunkter" in said
    assert "säker förändring" not in said


def test_a_key_figure_without_direction_is_never_strong_or_weak(make: Make, areas: Areas) -> None:
    own = own_profile(make(CARE, against=Against(80.0, 15, 7.0, Position.HIGHER, lasting=True)))
    said = " ".join(portrait.summary(own, {}, areas))
    assert not any(word in said for word in ("starkast", "Svagast", "sämre", "i nivå"))


def test_the_regions_figures_are_not_the_municipalitys_strong_points(make: Make, areas: Areas) -> None:
    own = own_profile(make(SAFE), make(TRUST, code=REGION_DALARNA, regional=True))
    said = " ".join(portrait.summary(own, {}, areas))
    assert "Förtroende" not in said


def test_nothing_to_compare_with_and_no_values_are_told_apart(make: Make, areas: Areas) -> None:
    alone = own_profile(make(SAFE, against=NOTHING), choice="liknande")
    empty = own_profile(make(SAFE, value=None, status=Status.NOT_COLLECTED), gender="K", year="2012")
    assert "men inget som kan jämföras med liknande kommuner" in portrait.summary(alone, {}, areas)[0]
    assert portrait.summary(empty, {}, areas) == ("Falun har inga värden för kvinnor 2012.",)


def test_a_refresh_is_offered_only_where_it_would_add_something(make: Make) -> None:
    own = own_profile(make(SAFE), make(WAIT, value=None, status=Status.NOT_FETCHED))
    (hint,) = portrait.hints(own, fetched=False)
    assert "mitten av alla Sveriges kommuner" in hint
    assert "liknande" in hint
    assert "ett nyckeltal som inte är hämtat." in hint
    assert portrait.hints(own, fetched=True) == ()


def test_a_question_is_asked_and_nothing_is_judged(make: Make) -> None:
    each = make(SAFE, lasting=True, position=Position.WORSE)
    score = Score(4.5, 8, 4.0, 5.0, "samstämmigt")
    said = portrait.question_text(Question(1, True, (each,)), score, {SAFE: Tested(Trend.FALLING, 9)})
    assert said.endswith("?")
    assert "4,5" in said
    assert "varaktigt sämre än mitten och försämras" in said


def test_a_model_says_why_it_is_one(make: Make) -> None:
    model = Model("2031", "Rättvik", 95.0, 8.0, better=True, improved=False, similar=True)
    said = portrait.model_text(make(SAFE), model)
    assert "95\u00a0%, 8 procentenheter högre, 2022" in said
    assert "8 procentenheter" in said
    assert "klart bättre" in said
    assert "förbättra" not in said


def _profiles(areas: Areas, strategy: Strategy, observations: Observations) -> list[Profile]:
    examined = examiner(observations, areas, strategy)
    kept: dict[object, pd.DataFrame] = {}

    def once(indicator: Indicator, gender: str, regional: bool, alone: str) -> pd.DataFrame:
        key = (indicator.id, gender, regional, alone)
        if key not in kept:
            kept[key] = examined(indicator, gender, regional, alone)
        return kept[key]

    codes = (*areas.dalarna, REGION_DALARNA)
    return [profile(code, observations, areas, strategy, once) for code in codes]


@pytest.mark.slow
def test_every_number_is_the_exports_from_the_facts_to_the_text(
    areas: Areas, strategy: Strategy, shipped_observations: Observations
) -> None:
    frame = benchmark_export(strategy, shipped_observations, areas).frame
    rows = frame.set_index(["kpi", "municipality", "year"]).to_dict("index")
    seen = 0
    for own in _profiles(areas, strategy, shipped_observations):
        trends = moving(own.standings)
        shown = spine_table(own, strategy.goals, areas)
        downloaded = profile_table(own, trends, areas).frame.set_index("Id")
        for each in own.standings:
            if each.value is None:
                continue
            row = rows[each.indicator.id, each.code, int(each.period)]
            _same(each, row, trends)
            _shown(each, row, shown)
            assert downloaded.loc[each.indicator.id, "Värde"] == row["value"]
            seen += 1
    assert seen > 16 * 8


def _same(each: Standing, row: Mapping[str, object], trends: Mapping[str, Tested]) -> None:
    """Expect the facts of a standing to be those of the export's row."""
    assert each.value == row["value"]
    assert each.rank == row["rank"]
    assert each.n == row["n"]
    assert each.position == row["position"]
    for mine, theirs in ((each.national, row["national"]), (each.middle, row["middle"])):
        assert (mine is None) == pd.isna(theirs)
        assert mine is None or mine == theirs
    tested = trends.get(each.indicator.id)
    assert (tested is None) == pd.isna(row["trend_points"])
    if tested is not None:
        assert (str(tested.trend), tested.points) == (row["trend"], row["trend_points"])


def _shown(each: Standing, row: Mapping[str, object], table: str) -> None:
    """Expect a row of the spine's table to say the export's numbers."""
    said = table.split(f'data-matt="{each.indicator.id}"')[1].split("</tr>")[0].replace("&#160;", "\u00a0")
    assert f">{value_text(each.indicator, each.value)}<" in said
    assert f">{each.period}<" in said
    if each.position:
        middle = float(str(row["middle"]))
        assert f">{value_text(each.indicator, middle)}<" in said
        assert f"{row['position']}<" in said
        assert f">{difference_text(each.indicator, float(str(row['value'])) - middle)}<" in said
