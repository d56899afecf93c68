from __future__ import annotations

import copy
import datetime as dt
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.kolada.provenance import Described, Group, Provenance, Series
from tests.examples import examples

FULL = Provenance(
    kpis={"U23521": Series(4, 2020, 2023, ("2026-01-01", "2026-02-01"), ("https://api.kolada.se/v3",))},
    catalogue={"U23521": Described("Trygghet", "Hur tryggt", "2025", "2026-04-01", "2026-10-04")},
    groups={"Liknande": {"2080": Group(2024, ("2081", "2082"))}},
    empty={"U71456": "2026-01-01"},
)
PLAIN = json.loads(json.dumps(FULL.to_json()))


def again(provenance):
    return Provenance.from_json(json.loads(json.dumps(provenance.to_json())))


@pytest.mark.parametrize("provenance", [FULL, Provenance()], ids=["full", "empty"])
def test_plain_json_gives_the_provenance_back(provenance):
    assert again(provenance) == provenance


TEXT = st.text(max_size=12)
TEXTS = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
YEARS = st.integers(1900, 2200)
ANY = st.builds(
    Provenance,
    kpis=st.dictionaries(TEXT, st.builds(Series, st.integers(0), YEARS, YEARS, TEXTS, TEXTS), max_size=3),
    catalogue=st.dictionaries(TEXT, st.builds(Described, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=3),
    groups=st.dictionaries(
        TEXT, st.dictionaries(TEXT, st.builds(Group, YEARS, TEXTS), max_size=2), max_size=2
    ),
    empty=st.dictionaries(TEXT, TEXT, max_size=3),
)


@examples(60)
@given(provenance=ANY)
def test_any_texts_survive_plain_json(provenance):
    assert again(provenance) == provenance


def test_a_catalogue_that_says_less_is_filled_with_nothing():
    content = PLAIN | {"catalogue": {"U23521": {"title": "Trygghet"}}}
    assert Provenance.from_json(content).described("U23521") == Described("Trygghet")


def test_what_is_not_described_is_described_by_nothing():
    assert FULL.described("N00000") == Described()
    assert FULL.described("") == Described()


def put(content, way, cell):
    """Return content with another cell at the end of a way of keys."""
    changed = copy.deepcopy(content)
    inner = changed
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = cell
    return changed


SERIES = ("kpis", "U23521")
GROUP = ("groups", "Liknande", "2080")
WRONG = [
    *(pytest.param(content, id=repr(content)) for content in (None, [], "text", 5, True, {}, [PLAIN])),
    *(
        pytest.param({key: PLAIN[key] for key in PLAIN if key != left_out}, id=f"no {left_out}")
        for left_out in PLAIN
    ),
    *(
        pytest.param(put(PLAIN, way, cell), id=f"{'.'.join(way)} is {cell!r}")
        for way, cell in [
            (("kpis",), []),
            (("kpis",), None),
            (SERIES, None),
            (SERIES, {}),
            (SERIES, "text"),
            ((*SERIES, "rows"), None),
            ((*SERIES, "rows"), "många"),
            ((*SERIES, "first"), {}),
            ((*SERIES, "last"), math.nan),
            ((*SERIES, "retrieved"), None),
            ((*SERIES, "sources"), 5),
            (("catalogue",), "text"),
            (("catalogue", "U23521"), []),
            (("catalogue", "U23521"), {"enhet": "procent"}),
            (("groups",), []),
            (("groups", "Liknande"), None),
            (GROUP, []),
            ((*GROUP, "year"), "i fjol"),
            ((*GROUP, "members"), None),
            (("empty",), ["U71456"]),
        ]
    ),
]


@pytest.mark.parametrize("content", WRONG)
def test_what_is_no_provenance_raises_what_is_documented(content):
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        Provenance.from_json(content)


def test_an_infinite_number_of_rows_raises_what_is_documented():
    content = put(PLAIN, (*SERIES, "rows"), json.loads("1e999"))
    with pytest.raises(OverflowError):
        Provenance.from_json(content)


TODAY = dt.date(2026, 6, 15)


def awaited(*, period="2025", preliminary="", published="", last=2025, retrieved=("2026-03-01",)):
    """Return what is awaited of a key figure whose values end in 2025 and were fetched on 1 March 2026."""
    known = Provenance(
        kpis={"U23521": Series(9, 2012, last, retrieved, ("prov",))},
        catalogue={"U23521": Described("Trygghet", "", period, preliminary, published)},
    )
    return known.awaited_since("U23521", TODAY)


def test_values_fetched_before_a_day_that_has_passed_await_it():
    assert awaited(published="2026-04-01") == "2026-04-01"
    assert awaited(published="2026-04-01", last=2024) == "2026-04-01"


def test_values_fetched_since_await_nothing_where_they_have_the_period():
    assert awaited(published="2026-02-01") == ""
    assert awaited(published="2026-02-01", last=2026) == ""


def test_values_fetched_since_await_a_period_that_they_lack():
    assert awaited(published="2026-02-01", last=2024) == "2026-02-01"


def test_without_a_day_nothing_is_awaited():
    assert awaited() == ""
    assert awaited(last=2020) == ""


@pytest.mark.parametrize("last", [2020, 2025])
def test_a_day_to_come_is_not_awaited_yet(last):
    assert awaited(published="2026-06-16", preliminary="2026-06-16", last=last) == ""


def test_the_day_itself_has_come():
    assert awaited(published="2026-06-15") == "2026-06-15"


def test_values_fetched_on_the_day_count_as_fetched_since():
    assert awaited(published="2026-03-01") == ""
    assert awaited(published="2026-03-01", last=2024) == "2026-03-01"


def test_a_preliminary_publication_is_awaited_before_the_final():
    assert awaited(preliminary="2026-04-01", published="2026-10-04") == "2026-04-01"
    assert awaited(preliminary="2026-02-01", published="2026-10-04") == ""
    assert awaited(preliminary="2026-02-01", published="2026-10-04", last=2024) == "2026-02-01"


def test_the_final_publication_is_awaited_also_where_the_preliminary_is_here():
    assert awaited(preliminary="2026-02-01", published="2026-04-01") == "2026-04-01"


def test_of_two_days_that_have_passed_the_later_is_told():
    assert awaited(preliminary="2026-04-01", published="2026-05-01") == "2026-05-01"
    assert awaited(preliminary="2026-01-01", published="2026-02-01", last=2024) == "2026-02-01"


def test_the_oldest_of_the_values_decides():
    assert awaited(published="2026-04-01", retrieved=("2026-03-01", "2026-05-01")) == "2026-04-01"
    assert awaited(published="2026-04-01", retrieved=("2026-04-02", "2026-05-01")) == ""


@pytest.mark.parametrize("period", ["", "<NA>", "2024/2025", "HT 2026", "-2026", "2026.5", "2026 "])
def test_a_period_that_is_no_year_leaves_only_the_day_of_fetching(period):
    assert awaited(period=period, published="2026-04-01") == "2026-04-01"
    assert awaited(period=period, published="2026-02-01") == ""


@pytest.mark.parametrize("period", ["²", "202²", "①"])
def test_a_period_of_digits_that_are_no_number_is_no_year(period):
    assert awaited(period=period, published="2026-02-01") == ""


def test_of_what_is_not_known_nothing_is_awaited():
    assert FULL.awaited_since("N00000", TODAY) == ""
    assert Provenance().awaited_since("U23521", TODAY) == ""


def test_of_a_key_figure_without_values_nothing_is_awaited():
    described = Provenance(catalogue=FULL.catalogue, empty={"U23521": "2026-01-01"})
    assert described.awaited_since("U23521", TODAY) == ""


def test_of_values_that_are_not_described_nothing_is_awaited():
    assert Provenance(kpis=FULL.kpis).awaited_since("U23521", TODAY) == ""


DAYS = st.one_of(st.just(""), st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).map(str))


@examples(60)
@given(
    preliminary=DAYS,
    published=DAYS,
    last=st.integers(2023, 2026),
    retrieved=st.lists(DAYS.filter(bool), min_size=1, max_size=3).map(sorted).map(tuple),
)
def test_what_is_awaited_is_a_day_that_was_told_and_has_passed(preliminary, published, last, retrieved):
    said = {"preliminary": preliminary, "published": published}
    day = awaited(**said, last=last, retrieved=retrieved)
    assert day == "" or (day in said.values() and day <= TODAY.isoformat())
    if day and retrieved[0] >= day:
        assert last < 2025
    # Fetching the period after both days leaves nothing to wait for.
    assert awaited(**said, last=2025, retrieved=("2026-12-31",)) == ""
