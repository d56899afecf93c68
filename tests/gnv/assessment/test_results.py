"""What the units' answers come to, by the definitions in methods.md."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.assessment.results import (
    about_unchanged,
    changes,
    county_changes,
    county_scores,
    goal_scores,
    round_label,
    round_time,
    rounds,
    shown_round,
    silent_units,
    unit_scores,
)
from tests.examples import examples
from tests.gnv.assessment.answers import MISSING, answer, answers


def one(frame: pd.DataFrame, **where: object) -> dict[str, object]:
    """Return the only row that matches."""
    found = frame.loc[(frame[list(where)] == pd.Series(where)).all(axis=1)]
    assert len(found) == 1
    return found.to_dict("records")[0]


@pytest.mark.parametrize(
    ("period", "label", "time"),
    [("2025", "2025", 2025.0), ("2025-1", "våren 2025", 2024.75), ("2025-2", "hösten 2025", 2025.25)],
)
def test_a_round_has_a_label_and_a_place_on_the_axis_of_years(period: str, label: str, time: float) -> None:
    assert round_label(period) == label
    assert round_time(period) == time


def test_rounds_without_a_score_are_no_rounds_and_the_latest_comes_last() -> None:
    periods = {"2025-2": 2.0, "2024": 3.0, "2026": MISSING, "2025-1": 4.0}
    frame = answers(answer("A", score, period=period) for period, score in periods.items())
    assert rounds(frame) == ("2024", "2025-1", "2025-2")


def test_a_units_score_is_the_mean_over_the_statements_it_answered() -> None:
    frame = answers(
        [
            answer("A", 2.0, statement="x"),
            answer("A", 5.0, statement="y"),
            answer("A", MISSING, statement="z"),
        ]
    )
    assert one(unit_scores(frame), goal=1)["score"] == 3.5


def test_a_unit_is_the_same_whatever_the_case_and_spaces_of_its_name_but_not_across_principals() -> None:
    frame = answers(
        [
            answer("Hedens  Hemtjänst", 2.0, statement="x"),
            answer("hedens hemtjänst", 4.0, statement="y"),
            answer("Hedens hemtjänst", 5.0, principal="region"),
        ]
    )
    assert unit_scores(frame)["score"].tolist() == [3.0, 5.0]


def test_a_municipality_has_mean_median_ends_and_number_of_its_units_in_all_and_per_principal() -> None:
    frame = answers(
        [answer("A", 1.0), answer("B", 2.0), answer("C", 5.0, principal="region"), answer("D", MISSING)]
    )
    found = goal_scores(frame)
    row = one(found, municipality="2080", part="all")
    assert [row[name] for name in ("median", "low", "high", "n")] == [2.0, 1.0, 5.0, 3]
    assert row["mean"] == pytest.approx(8 / 3)
    assert one(found, part="kommun")["mean"] == 1.5
    assert one(found, part="region")["n"] == 1


def test_what_nobody_answered_has_no_row() -> None:
    frame = answers([answer("A", 3.0, goal=1), answer("A", MISSING, goal=2)])
    assert goal_scores(frame)["goal"].unique().tolist() == [1]
    assert goal_scores(frame.iloc[:0]).empty


def test_the_county_is_the_unweighted_mean_over_its_municipalities_without_the_units_that_serve_all() -> None:
    frame = answers(
        [
            *(answer(f"A{number}", 5.0) for number in range(9)),
            answer("B", 1.0, municipality="2034"),
            answer("C", 1.0, municipality="0020", principal="region"),
        ]
    )
    row = one(county_scores(goal_scores(frame)), part="all")
    assert [row[name] for name in ("mean", "low", "high", "n", "units")] == [3.0, 1.0, 5.0, 2, 10]
    assert one(goal_scores(frame), municipality="0020", part="all")["n"] == 1


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([3.0, 3.0], ""),
        ([1.0, 5.0], ""),
        ([2.0, 3.0, 4.0], "samstämmigt"),  # all within one step of 3
        ([1.0, 3.0, 3.0, 3.0], "samstämmigt"),  # three in four
        ([1.0, 3.0, 5.0], "delat"),  # one in three
        ([1.0, 1.0, 3.0, 3.5, 5.0, 3.0], "viss spridning"),  # half: on the limit
        ([1.0, 2.0, 5.0], "viss spridning"),  # two in three
    ],
)
def test_agreement_is_the_share_within_one_step_of_the_median(scores: list[float], said: str) -> None:
    frame = answers(answer(f"unit {number}", score) for number, score in enumerate(scores))
    assert one(goal_scores(frame), part="all")["agreement"] == said


def test_the_round_shown_is_the_chosen_or_the_latest_with_a_score() -> None:
    frame = answers([answer("A", 3.0, period="2024"), answer("A", 2.0), answer("A", MISSING, period="2026")])
    known = rounds(frame)
    assert [shown_round(known, chosen) for chosen in ("2024", "", "2026", "1999")] == [
        "2024",
        "2025",
        "2025",
        "2025",
    ]
    assert shown_round((), "2024") == ""


TWO_ROUNDS = answers(
    [
        answer("A", 2.0, period="2024"),
        answer("a", 3.0),
        answer("B", 4.0, period="2024"),
        answer("B", 4.0),
        answer("Only before", 1.0, period="2024"),
        answer("Only after", 5.0),
        answer("C", 2.0, period="2024", municipality="2034"),
        answer("C", 4.0, municipality="2034"),
        answer("D", 1.0, period="2024", municipality="0020", principal="region"),
        answer("D", 5.0, municipality="0020", principal="region"),
    ]
)


def test_change_is_over_the_units_that_answered_both_rounds() -> None:
    found = changes(unit_scores(TWO_ROUNDS), "2024", "2025")
    row = one(found, municipality="2080")
    assert (row["change"], row["n"]) == (0.5, 2)
    assert one(found, municipality="2034")["change"] == 2.0


def test_the_countys_change_is_the_mean_over_its_municipalities() -> None:
    row = one(county_changes(changes(unit_scores(TWO_ROUNDS), "2024", "2025")), goal=1)
    assert (row["change"], row["n"]) == (1.25, 3)


def test_rounds_that_nobody_answered_both_of_have_no_change() -> None:
    frame = answers([answer("A", 2.0, period="2024"), answer("B", 3.0), answer("A", 3.0, goal=2)])
    assert changes(unit_scores(frame), "2024", "2025").empty


@pytest.mark.parametrize(
    ("change", "scale", "same"),
    [(0.49, (1, 5), True), (-0.49, (1, 5), True), (0.5, (1, 5), False), (1.2, (0, 10), True)],
)
def test_a_change_below_an_eighth_of_the_scale_is_about_unchanged(
    change: float, scale: tuple[int, int], same: bool
) -> None:
    assert about_unchanged(change, scale) is same


def test_a_change_on_the_limit_is_not_lost_to_binary_arithmetic() -> None:
    assert about_unchanged(0.7 - 0.2, (1, 5)) is about_unchanged(2.2 - 1.7, (1, 5)) is False


def test_silent_are_the_units_of_earlier_rounds_and_those_listed_without_a_score() -> None:
    frame = answers(
        [
            answer("Answers", 3.0, period="2024"),
            answer("Answers", 3.0),
            answer("answers not", 3.0, period="2023"),
            answer("Answers not", 3.0, period="2024"),
            answer("Listed", MISSING),
            answer("Listed and known", MISSING),
            answer("Listed and known", 2.0, period="2024"),
            answer("Once listed", MISSING, period="2024"),
            answer("Later", 2.0, period="2026"),
        ]
    )
    found = silent_units(frame, "2025")
    assert found[["unit", "last"]].to_dict("split")["data"] == [
        ["Answers not", "2024"],
        ["Listed", ""],
        ["Listed and known", "2024"],
    ]


FEW = examples(15)  # an example takes some 50 ms
SOME = st.lists(
    st.builds(
        answer,
        unit=st.sampled_from(["A", "a ", "B", "C", "D"]),
        score=st.sampled_from([1.0, 2.0, 2.5, 3.0, 4.0, 5.0, MISSING]),
        goal=st.integers(1, 3),
        municipality=st.sampled_from(["2080", "2034", "2021", "0020"]),
        principal=st.sampled_from(["kommun", "region"]),
        period=st.sampled_from(["2024", "2025-1", "2025-2"]),
    ),
    max_size=25,
)


@FEW
@given(SOME, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows: list[dict[str, object]], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    for found in (goal_scores, lambda frame: silent_units(frame, "2025-2"), _latest_changes):
        pd.testing.assert_frame_equal(found(answers(mixed)), found(answers(rows)))


def _latest_changes(frame: pd.DataFrame) -> pd.DataFrame:
    return changes(unit_scores(frame), "2025-1", "2025-2")


@FEW
@given(SOME)
def test_a_municipality_that_is_missing_changes_nobody_elses(rows: list[dict[str, object]]) -> None:
    frame = answers(rows)
    all_scores = goal_scores(frame)
    others = all_scores.loc[all_scores["municipality"].ne("2034")].reset_index(drop=True)
    pd.testing.assert_frame_equal(goal_scores(frame.loc[frame["municipality"].ne("2034")]), others)


@FEW
@given(SOME)
def test_adding_a_constant_shifts_the_level_and_nothing_else(rows: list[dict[str, object]]) -> None:
    frame = answers(rows)
    before, after = goal_scores(frame), goal_scores(frame.assign(score=frame["score"] + 0.5))
    levels = ["mean", "median", "low", "high"]
    pd.testing.assert_frame_equal(after.drop(columns=levels), before.drop(columns=levels))
    pd.testing.assert_frame_equal(after[levels] - 0.5, before[levels])
