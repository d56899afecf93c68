from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.kolada.changes import COLUMNS, Change, changes, changes_between
from gnv.kolada.editions import FOLDER, empty_edition, read_edition, write_edition
from gnv.problems import ProblemError
from gnv.settings import Settings
from tests.conftest import figures
from tests.examples import examples

BEFORE = [
    ("U23521", "2080", 2022, "T", 85.0),
    ("U23521", "2080", 2022, "K", 87.5),
    ("U23521", "2062", 2022, "T", 80.0),
    ("N71019", "0020", 2023, "T", 2310.0),
]
AFTER = [
    ("U23521", "2080", 2022, "T", 85.0),
    ("U23521", "2080", 2022, "K", 88.0),
    ("U23521", "2080", 2023, "T", 86.0),
    ("N71019", "0020", 2023, "T", 2310.0),
]
NONE = figures([])


def told(found):
    """Changes as tuples, with none where there is no value."""
    rows = found.astype(object).itertuples(index=False, name=None)
    return [
        tuple(None if isinstance(cell, float) and math.isnan(cell) else cell for cell in row) for row in rows
    ]


def test_new_revised_and_gone_values_are_told_with_what_they_were_and_are():
    assert told(changes(figures(BEFORE), figures(AFTER))) == [
        ("U23521", "2062", 2022, "T", Change.GONE, 80.0, None),
        ("U23521", "2080", 2022, "K", Change.REVISED, 87.5, 88.0),
        ("U23521", "2080", 2023, "T", Change.NEW, None, 86.0),
    ]


def test_the_columns_are_the_same_with_and_without_changes():
    for found in (
        changes(figures(BEFORE), figures(AFTER)),
        changes(figures(BEFORE), figures(BEFORE)),
        changes(NONE, NONE),
    ):
        assert tuple(found.columns) == COLUMNS


@pytest.mark.parametrize("after", [math.nextafter(85.0, 86), math.nextafter(85.0, 84), 85.000001, 0.0])
def test_values_are_compared_exactly(after):
    found = changes(figures([(*BEFORE[0][:4], 85.0)]), figures([(*BEFORE[0][:4], after)]))
    assert told(found) == [(*BEFORE[0][:4], Change.REVISED, 85.0, after)]


def test_sums_that_only_look_alike_are_different():
    assert len(changes(figures([(*BEFORE[0][:4], 0.3)]), figures([(*BEFORE[0][:4], 0.1 + 0.2)]))) == 1


def test_a_true_zero_is_a_value_and_not_its_absence():
    zero = figures([(*BEFORE[0][:4], 0.0)])
    assert told(changes(NONE, zero)) == [(*BEFORE[0][:4], Change.NEW, None, 0.0)]
    assert told(changes(zero, NONE)) == [(*BEFORE[0][:4], Change.GONE, 0.0, None)]
    assert changes(zero, zero).empty


@pytest.mark.parametrize("other", [("retrieved", "2026-11-22"), ("source", "annat")])
def test_when_and_where_from_a_value_was_fetched_is_no_change(other):
    column, cell = other
    assert changes(figures(BEFORE), figures(BEFORE).assign(**{column: cell})).empty


@pytest.mark.parametrize(
    "key",
    [("U23522", "2080", 2022, "T"), ("U23521", "2081", 2022, "T"), ("U23521", "2080", 2021, "T"),
     ("U23521", "2080", 2022, "M")],
)  # fmt: skip
def test_every_part_of_the_key_tells_values_apart(key):
    found = changes(figures(BEFORE[:1]), figures([(*key, 85.0)]))
    assert sorted(found["change"]) == [Change.GONE, Change.NEW]


def test_after_nothing_all_is_new_and_before_nothing_all_is_gone():
    new, gone = changes(NONE, figures(AFTER)), changes(figures(BEFORE), NONE)
    assert (len(new), set(new["change"])) == (len(AFTER), {Change.NEW})
    assert (len(gone), set(gone["change"])) == (len(BEFORE), {Change.GONE})
    assert new["before"].isna().all()
    assert gone["after"].isna().all()


def test_the_empty_edition_can_be_compared_with_any():
    empty = empty_edition().values
    assert changes(empty, empty).empty
    assert len(changes(empty, figures(AFTER))) == len(AFTER)
    assert len(changes(figures(BEFORE), empty)) == len(BEFORE)


def test_values_in_another_order_are_no_change():
    assert changes(figures(BEFORE), figures(BEFORE[::-1])).empty
    turned = changes(figures(BEFORE[::-1]), figures([*AFTER[2:], *AFTER[:2]]))
    assert told(turned) == told(changes(figures(BEFORE), figures(AFTER)))


def test_years_stay_whole_numbers():
    for found in (changes(figures(BEFORE), figures(AFTER)), changes(NONE, figures(AFTER))):
        assert found["year"].dtype.kind == "i"


def test_the_editions_are_left_as_they_were():
    before, after = figures(BEFORE), figures(AFTER)
    changes(before, after)
    assert before.equals(figures(BEFORE))
    assert after.equals(figures(AFTER))


def test_what_is_read_from_a_file_is_compared_as_what_is_made(tmp_path):
    digest = write_edition(figures(BEFORE), tmp_path)
    read = read_edition(tmp_path, digest, shipped=False).values
    assert changes(read, figures(BEFORE)).empty
    assert told(changes(read, figures(AFTER))) == told(changes(figures(BEFORE), figures(AFTER)))


KEYS = st.tuples(
    st.sampled_from(["U23521", "N71019"]),
    st.sampled_from(["0000", "2080", "2062"]),
    st.integers(2020, 2022),
    st.sampled_from("TKM"),
)
SERIES = st.dictionaries(KEYS, st.sampled_from([0.0, 0.3, 0.1 + 0.2, 85.0]), max_size=15)


def frame(values):
    return figures([(*key, value) for key, value in values.items()])


@examples(20)
@given(data=st.data(), before=SERIES, after=SERIES)
def test_changes_are_those_of_the_sets_of_values_and_mirrored_on_the_way_back(data, before, after):
    expected = [(key, None, after[key], Change.NEW) for key in after.keys() - before.keys()]
    expected += [(key, before[key], None, Change.GONE) for key in before.keys() - after.keys()]
    expected += [
        (key, before[key], after[key], Change.REVISED)
        for key in before.keys() & after.keys()
        if before[key] != after[key]
    ]
    old, new = (frame(dict(data.draw(st.permutations(list(rows.items()))))) for rows in (before, after))
    there, back = told(changes(old, new)), told(changes(new, old))
    expected.sort(key=lambda row: row[0])
    assert there == [(*key, change, was, now) for key, was, now, change in expected]
    mirrored = {Change.NEW: Change.GONE, Change.GONE: Change.NEW, Change.REVISED: Change.REVISED}
    assert back == [(*key, mirrored[change], now, was) for *key, change, was, now in there]


@pytest.fixture
def where(tmp_path):
    return Settings(shipped=tmp_path / "med", local=tmp_path / "lokalt", geo=tmp_path / "karta")


def test_editions_are_found_by_hash_wherever_they_lie(where):
    before = write_edition(figures(BEFORE), where.shipped / FOLDER)
    after = write_edition(figures(AFTER), where.local / FOLDER)
    expected = told(changes(figures(BEFORE), figures(AFTER)))
    assert told(changes_between(where, before, after)) == expected
    assert len(changes_between(where, after, before)) == len(expected)
    assert changes_between(where, after, after).empty


def test_an_edition_that_no_longer_stands_is_found(where):
    before = write_edition(figures(BEFORE), where.local / FOLDER)
    after = write_edition(figures(AFTER), where.local / FOLDER)
    assert len(changes_between(where, before, after)) == 3


def test_a_broken_copy_gives_way_to_a_whole_one(where):
    digest = write_edition(figures(BEFORE), where.shipped / FOLDER)
    (where.local / FOLDER).mkdir(parents=True)
    (where.local / FOLDER / f"{digest}.parquet").write_bytes(b"trasig")
    assert len(changes_between(where, "", digest)) == len(BEFORE)


def test_no_hash_is_the_empty_edition(where):
    digest = write_edition(figures(BEFORE), where.shipped / FOLDER)
    assert changes_between(where, "", "").empty
    assert set(changes_between(where, "", digest)["change"]) == {Change.NEW}
    assert set(changes_between(where, digest, "")["change"]) == {Change.GONE}


@pytest.mark.parametrize("missing", ["0123456789abcdef", "../med/utgava", "a" * 5_000])
def test_an_edition_that_is_not_there_is_a_problem_that_names_it(where, missing):
    digest = write_edition(figures(BEFORE), where.shipped / FOLDER)
    for pair in ((missing, digest), (digest, missing)):
        with pytest.raises(ProblemError) as caught:
            changes_between(where, *pair)
        assert missing in caught.value.problem.what
        assert caught.value.problem.remedy


def test_a_hash_that_can_be_no_file_name_is_a_problem(where):
    with pytest.raises(ProblemError):
        changes_between(where, "a\0b", "")


def test_an_edition_that_is_cut_short_is_a_problem(where):
    digest = write_edition(figures(BEFORE), where.local / FOLDER)
    path = where.local / FOLDER / f"{digest}.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ProblemError):
        changes_between(where, digest, "")
