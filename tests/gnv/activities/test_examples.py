"""The example files show what their README says."""

from __future__ import annotations

from gnv.activities.form import State
from tests.gnv.activities.made import read
from tests.gnv.assessment.filled import ROOT

FOLDER = ROOT / "data" / "exempel"
MISTAKES = {
    2: "slutar",
    3: "slutar",
    4: "startar",
    5: "delmål",
    6: "läge",
    7: "kommun",
    8: "kommun",
    9: "huvudman",
    10: "aktivitet",
    12: "aktivitet",
}
TO_LOOK_AT = {13: "ansvarig funktion", 14: "startar", 15: "resultat", 16: "läge"}


def example(name: str):
    return read((FOLDER / name).read_bytes(), name)


def test_the_example_can_be_stored_and_shows_every_sub_goal_state_and_principal():
    reading = example("aktiviteter-exempel.csv")
    assert (reading.findings, len(reading.forms)) == ((), 12)
    assert {goal for form in reading.forms for goal in form.goals} == {1, 2, 3, 4, 5}
    assert {form.state for form in reading.forms} == set(State)
    assert {form.principals for form in reading.forms} == {("kommun",), ("region",), ("kommun", "region")}
    assert any(form.serves_all for form in reading.forms)
    assert all(form.title.startswith("Exempel: ") for form in reading.forms)


def test_the_one_with_mistakes_has_those_that_it_says():
    reading = example("aktiviteter-med-fel.csv")
    assert {error.row: error.column for error in reading.errors} == MISTAKES
    assert {warning.row: warning.column for warning in reading.warnings} == TO_LOOK_AT
    assert len(reading.findings) == len(MISTAKES) + len(TO_LOOK_AT)
