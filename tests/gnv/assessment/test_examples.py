"""The example files show what their README says."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from gnv.assessment.columns import Shape
from gnv.assessment.form import Form
from gnv.assessment.preview import preview
from gnv.assessment.reading import Reading
from gnv.assessment.results import goal_scores
from gnv.intake.change import Change
from gnv.ledger.submissions import Standing
from tests.gnv.assessment.answers import MISSING, answer, answers
from tests.gnv.assessment.filled import ROOT, areas, read

FOLDER = ROOT / "data" / "exempel"
MISTAKES = {
    3: "poäng",
    4: "poäng",
    5: "poäng",
    6: "poäng",
    7: "kommun_kod",
    8: "kommun",
    9: "kommun",
    10: "kommun",
    11: "kommun",
    12: "huvudman",
    13: "delmål",
    14: "omgång",
    15: "verksamhet",
    16: "antal_svarande",
    18: "verksamhet",
    19: "påstående",
}
TO_LOOK_AT = {20: "omgång", 21: "kommentar", 22: "kommentar", 23: "kommentar"}


def example(ending: str) -> Reading:
    path = FOLDER / f"sjalvskattning-{ending}"
    return read(path.read_bytes(), path.name)


@pytest.fixture(scope="module")
def long() -> Reading:
    return example("exempel.csv")


@pytest.fixture(scope="module")
def wide() -> Reading:
    return example("exempel.xlsx")


def frame_of(forms: tuple[Form, ...]) -> pd.DataFrame:
    return answers(
        answer(
            form.unit.name,
            MISSING if each.score is None else each.score,
            each.goal,
            municipality=form.unit.municipality,
            principal=str(form.unit.principal),
            period=form.unit.round,
        )
        for form in forms
        for each in form.answers
    )


@pytest.mark.parametrize(("ending", "shape"), [("exempel.csv", Shape.LONG), ("exempel.xlsx", Shape.WIDE)])
def test_the_good_ones_are_read_without_findings(ending: str, shape: Shape) -> None:
    reading = example(ending)
    assert (reading.findings, reading.shape) == ((), shape)
    assert {form.unit.round for form in reading.forms} == {"2024-2", "2025-1", "2025-2"}
    assert {form.unit.principal for form in reading.forms} == {"kommun", "region"}
    answered = {form.unit.municipality for form in reading.forms}
    assert answered == {*areas().dalarna, "0020"} - {"2021", "2034"}
    assert all(form.unit.name.startswith("Exempel") for form in reading.forms)


def test_they_show_unanswered_goals_comments_and_two_to_six_units(long: Reading) -> None:
    every = [each for form in long.forms for each in form.answers]
    assert any(each.score is None for each in every)
    assert any(";" in each.comment for each in every)
    assert any("\n" in each.comment for each in every)
    units = Counter((form.unit.round, form.unit.municipality) for form in long.forms)
    assert (min(units.values()), max(units.values())) == (2, 6)


def test_they_show_agreement_of_all_kinds_and_changes_both_ways(long: Reading) -> None:
    found = goal_scores(frame_of(long.forms)).query("part == 'all'")
    assert set(found["agreement"]) == {"samstämmigt", "viss spridning", "delat", ""}
    means = found.pivot_table(index=["municipality", "goal"], columns="round", values="mean")
    change = means["2025-2"] - means["2025-1"]
    assert change.max() >= 0.5
    assert change.min() <= -0.5
    assert change.abs().min() < 0.5


def test_the_workbook_after_the_csv_shows_every_kind_of_change(long: Reading, wide: Reading) -> None:
    standing = {form.unit.key: Standing(1, form) for form in long.forms}
    found = preview(wide, standing, areas())
    assert found.rows[Change.NEW] == 1
    assert found.rows[Change.UNCHANGED] > found.rows[Change.CHANGED] > 0
    assert found.fallen == 1


def test_the_bad_one_gives_the_errors_that_it_promises() -> None:
    reading = example("med-fel.csv")
    assert {each.row: each.column for each in reading.errors} == MISTAKES
    assert {each.row: each.column for each in reading.warnings} == TO_LOOK_AT
    assert len(reading.findings) == len(MISTAKES) + len(TO_LOOK_AT)


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 200_000
