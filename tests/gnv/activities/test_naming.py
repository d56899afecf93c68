"""Plans that activities name: those that are not registered are pointed out once, and stop nothing."""

from __future__ import annotations

import pytest

from gnv.activities.naming import is_registered, with_plans_checked
from gnv.activities.reading import Reading
from gnv.store.blanking import BLANKED
from tests.gnv.activities.made import activity, read_rows, row
from tests.gnv.activities.plans import plan
from tests.gnv.assessment.filled import areas

PLANS = [plan("Nära vård i Falun", municipalities=("2080",))]


def checked(reading: Reading) -> Reading:
    return with_plans_checked(reading, PLANS, areas())


@pytest.mark.parametrize(
    ("said", "is_known"),
    [
        ({"plan": ""}, True),
        ({"plan": "nära  VÅRD i falun"}, True),
        ({"plan": "Nära vård i Falun", "municipality": "0020"}, True),
        ({"plan": "Nära vård i Falun", "municipality": "2034"}, False),
        ({"plan": "Nära vård"}, False),
        ({"plan": "Regional handlingsplan 2026"}, True),
        ({"plan": BLANKED}, True),
    ],
)
def test_a_plan_is_known_by_its_name_in_its_municipalities(said: dict[str, str], is_known: bool) -> None:
    assert is_registered(activity(**said), PLANS) == is_known


def test_a_file_is_told_once_of_each_plan_that_is_not_registered_and_goes_through() -> None:
    rows = [row(aktivitet=f"Nummer {number}", plan="Närvård") for number in range(3)]
    reading = checked(read_rows(row(plan="Nära vård i Falun"), *rows))
    [told] = reading.warnings
    assert (told.row, told.column, len(reading.forms)) == (3, "plan", 4)
    assert "”Närvård” är inte registrerad för Falun" in told.message
    assert "3 rader" in told.message
    assert "”Nära vård i Falun”" in told.remedy
