from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gnv.compare import gender_gaps
from tests.conftest import tidy
from tests.examples import examples

VALUES = st.dictionaries(
    st.sampled_from(["2080", "2081"]),
    st.dictionaries(st.integers(2020, 2022), st.integers(0, 99), min_size=1),
    min_size=1,
)


def gaps(women, men):
    found = gender_gaps(tidy(women), tidy(men))
    return dict(zip(zip(found["area"], found["period"], strict=True), found["gap"], strict=True))


def test_the_gap_is_women_minus_men_of_the_same_area_and_year():
    women = {"2080": {2020: 10, 2021: 20}, "2081": {2020: 5}}
    men = {"2080": {2021: 23, 2022: 30}, "2081": {2020: 1}, "2082": {2020: 9}}
    found = gender_gaps(tidy(women), tidy(men))
    assert found.to_numpy().tolist() == [["2080", "2021", 20, 23, -3], ["2081", "2020", 5, 1, 4]]


def test_without_one_of_them_there_is_no_gap():
    assert gaps({"2080": {2020: 1}}, {}) == {}


@given(women=VALUES, men=VALUES, constant=st.integers(-50, 50))
@examples(8)
def test_a_constant_changes_no_gap_and_changing_places_turns_it_around(women, men, constant):
    moved = [
        {area: {year: value + constant for year, value in own.items()} for area, own in each.items()}
        for each in (women, men)
    ]
    assert gaps(*moved) == gaps(women, men)
    assert gaps(men, women) == {key: -gap for key, gap in gaps(women, men).items()}
