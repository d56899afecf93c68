"""Which activities an address asks for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gnv.activities.form import State
from gnv.selection import Selection, parse_selection
from tests.gnv.activities.made import activity
from tests.gnv.assessment.filled import areas, strategy

FALUN = activity("Faluns", goals=(1,))
COUNTY = activity("Länets", municipality="0020", goals=(1, 2), state=State.PLANNED)
ORSA = activity("Orsas", municipality="2034", goals=(2,))
ALL = (FALUN, COUNTY, ORSA)


def asked(**query: str) -> Selection:
    return parse_selection(query, strategy(), areas())


def test_a_municipality_has_the_whole_countys_too_and_the_county_only_its_own() -> None:
    assert asked().of(ALL) == ALL
    assert asked(kommun="2080").of(ALL) == (FALUN, COUNTY)
    assert asked(kommun="0020").of(ALL) == (COUNTY,)


def test_choices_narrow_each_other() -> None:
    assert asked(delmal="2").of(ALL) == (COUNTY, ORSA)
    assert asked(delmal="2", lage="planerad").of(ALL) == (COUNTY,)
    assert asked(delmal="1", kommun="2034", lage="pagar").of(ALL) == ()


@given(st.dictionaries(st.sampled_from(["delmal", "kommun", "lage", "aktivitet", "x"]), st.text(max_size=12)))
def test_anything_may_stand_in_the_address(query: dict[str, str]) -> None:
    found = asked(**query)
    assert asked(**found.query()) == found
    assert set(found.of(ALL)) <= set(ALL)
