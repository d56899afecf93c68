"""What all of it is, and each value of it."""

from __future__ import annotations

import pytest

from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.kolada.client import Client
from gnv.kolada.fetch import fetch
from gnv.kolada.provenance import Described
from gnv.strategy import Level
from tests import kolada_stub as stub
from tests.gnv.kolada.fetch.conftest import (
    ALL,
    BORLANGE,
    FALUN,
    GROUPS,
    LEVELS,
    MUNICIPAL,
    ONE,
    OTHER,
    REGION,
    REGIONAL,
    data_for,
    is_whole,
    kept,
    of_kpi,
    silently,
)
from tests.kolada_stub import HASTY, KoladaStub

pytestmark = pytest.mark.slow  # asks a server


@pytest.fixture(scope="module")
def everything(areas):
    """The strategy's number of key figures for all of Sweden, and what was asked to get them."""
    shares = []
    with KoladaStub(data_for(ALL, areas), stub.described(*ALL), list(GROUPS)) as server:
        with Client(server.address, HASTY) as client:
            fetched = fetch(client, ALL, areas, lambda progress: shares.append(progress.share))
        yield fetched, server, shares


def test_the_whole_series_of_every_key_figure_is_fetched_for_all_its_areas(everything, areas):
    fetched, server, _ = everything
    assert (fetched.errors, fetched.notes) == ({}, [])
    assert all(is_whole(fetched, server, kpi) for kpi in ALL)
    assert {len({area for area, _, _ in kept(fetched, kpi)}) for kpi in MUNICIPAL} == {290 + 21 + 1}
    assert {len({area for area, _, _ in kept(fetched, kpi)}) for kpi in REGIONAL} == {21 + 1}


def test_few_requests_are_needed_for_all_of_it(everything):
    _, server, _ = everything
    assert len(server.asked) <= 40


def test_region_figures_are_not_asked_for_municipalities(everything, areas):
    _, server, _ = everything
    for asked in server.asked:
        if asked.path.startswith("/data"):
            _, _, _, kpis, _, codes = asked.path.split("/")
            assert not (
                set(codes.split(",")) & set(areas.municipalities) and set(kpis.split(",")) & set(REGIONAL)
            )


def test_what_the_catalogue_says_is_kept_with_it(everything):
    fetched, _, _ = everything
    said = Described("Ett nyckeltal", "Så räknas det.", "2025", "", "2026-10-01")
    assert fetched.catalogue == dict.fromkeys(ALL, said)


def test_the_progress_goes_to_the_end_and_never_back(everything):
    _, _, shares = everything
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5
    assert shares[-1] == 1.0
    assert len(shares) > 10


def test_more_key_figures_than_fit_in_a_request_are_fetched_too(kolada, run, few):
    levels = {f"N{number:05}": Level.MUNICIPALITY for number in range(27)}
    kolada.values = stub.small_data([COUNTRY, *few.dalarna], levels, [2023])
    fetched = run(levels)
    assert all(is_whole(fetched, kolada, kpi) for kpi in levels)


def test_no_key_figures_at_all_are_fetched_without_a_complaint(run):
    fetched = run({})
    assert (fetched.rows, fetched.errors, fetched.catalogue) == ({}, {}, {})


def test_a_key_figure_of_both_levels_is_fetched_for_both(kolada, run):
    fetched = run({OTHER: Level.BOTH})
    assert is_whole(fetched, kolada, OTHER)
    assert {FALUN, REGION_DALARNA, COUNTRY} < {area for area, _, _ in kept(fetched, OTHER)}


# Single values.


def test_each_value_stands_under_its_own_gender(kolada, run):
    kolada.values[ONE, FALUN, 2023] = {"K": 1.0, "M": 2.0, "T": 3.0}
    kolada.values[ONE, BORLANGE, 2023] = {"M": 4.0}
    found = kept(run(), ONE)
    assert [found[FALUN, 2023, gender] for gender in "KMT"] == [1.0, 2.0, 3.0]
    assert {key[2]: value for key, value in found.items() if key[:2] == (BORLANGE, 2023)} == {"M": 4.0}


def test_a_missing_value_is_a_row_without_a_value(kolada, run):
    kolada.values[ONE, FALUN, 2023] = {"T": None, "K": None, "M": 5.0}
    fetched = run()
    found = kept(fetched, ONE)
    assert [found[FALUN, 2023, gender] for gender in "TKM"] == [None, None, 5.0]
    assert fetched.deleted[ONE] == set()


@pytest.mark.parametrize("fields", [{"status": "Missing"}, {"status": ""}, {"status": None}])
def test_a_null_is_a_row_without_a_value_whatever_its_status(kolada, run, fields):
    kolada.fault = of_kpi(ONE, stub.in_values(value=None, **fields))
    fetched = run({ONE: Level.REGION})
    assert set(kept(fetched, ONE).values()) == {None}


def test_a_deleted_value_is_dropped_and_told(kolada, run):
    kolada.deleted = {(ONE, FALUN, 2023, "T"), (ONE, FALUN, 2023, "K"), (OTHER, COUNTRY, 2021, "M")}
    kolada.values[ONE, FALUN, 2023]["K"] = None
    fetched = run()
    assert {kpi for kpi in LEVELS if is_whole(fetched, kolada, kpi)} == set(LEVELS)
    assert fetched.deleted == {
        ONE: {(FALUN, 2023, "T"), (FALUN, 2023, "K")},
        OTHER: {(COUNTRY, 2021, "M")},
        REGION: set(),
    }


def test_a_deleted_value_that_stands_elsewhere_is_not_told_as_deleted(kolada, run):
    def also_deleted(rows):
        twins = [{**row, "values": [{**said, "isdeleted": True} for said in row["values"]]} for row in rows]
        return [*twins, *rows, *twins]

    kolada.fault = of_kpi(ONE, silently(values=also_deleted))
    fetched = run({ONE: Level.MUNICIPALITY})
    assert is_whole(fetched, kolada, ONE)
    assert fetched.deleted[ONE] == set()


def test_a_key_figure_without_any_values_has_an_empty_series(kolada, run):
    kolada.values = {key: said for key, said in kolada.values.items() if key[0] != ONE}
    fetched = run()
    assert kept(fetched, ONE) == {}
    assert fetched.errors == {}


def test_a_value_told_twice_alike_is_one_value(kolada, run):
    kolada.values[ONE, FALUN, 2023]["K"] = None
    kolada.fault = of_kpi(ONE, silently(values=lambda rows: rows + rows))
    assert is_whole(run({ONE: Level.MUNICIPALITY}), kolada, ONE)


@pytest.mark.parametrize(
    "other",
    [
        99.0,
        None,
        0.1 + 0.2,
        pytest.param(0, id="0"),
    ],
)
def test_two_different_values_for_one_key_are_an_error_for_that_key_figure_only(kolada, run, other):
    same = -0.0 if other == 0 else 0.3
    kolada.values[ONE, FALUN, 2023] = {"T": same}

    def doubled(rows):
        twins = [
            row for row in rows if (row["kpi"], row["municipality"], row["period"]) == (ONE, FALUN, 2023)
        ]
        return rows + [{**row, "values": [{**row["values"][0], "value": other}]} for row in twins]

    kolada.fault = of_kpi(ONE, silently(values=doubled))
    fetched = run()
    if other == same:
        assert fetched.errors == {}
        return
    assert list(fetched.errors) == [ONE]
    assert fetched.errors[ONE].endswith(".")
    assert ONE not in fetched.rows
    assert ONE not in fetched.deleted
    assert is_whole(fetched, kolada, OTHER)
    assert is_whole(fetched, kolada, REGION)


def test_values_that_differ_within_one_row_are_an_error_too(kolada, run):
    said = [{"gender": "T", "value": value} for value in (1.0, 2.0)]
    kolada.fault = of_kpi(ONE, stub.in_rows(values=said))
    assert set(run().errors) == {ONE, OTHER, REGION}


@pytest.mark.parametrize(
    "fields",
    [{"municipality": "G33627"}, {"municipality": "9999"}, {"kpi": "N99999"}, {"kpi": "U23521"}],
    ids=str,
)
def test_what_was_not_asked_for_never_comes_through(kolada, run, fields):
    def with_more(rows):
        return rows + [{**row, **fields, "values": [{"gender": "T", "value": 1e6}]} for row in rows]

    kolada.fault = of_kpi(ONE, silently(values=with_more))
    fetched = run({ONE: Level.MUNICIPALITY, OTHER: Level.MUNICIPALITY})
    assert set(fetched.rows) == {ONE, OTHER}
    assert is_whole(fetched, kolada, ONE)
    assert is_whole(fetched, kolada, OTHER)


def test_a_description_that_was_not_asked_for_is_not_kept(kolada, run):
    others = list(stub.described("N99999").values())
    kolada.fault = lambda path, query, number: (
        silently(values=lambda rows: rows + others) if path.startswith("/kpi") else None
    )
    assert set(run().catalogue) == set(LEVELS)


def test_a_key_figure_that_the_catalogue_lacks_is_not_in_it(kolada, run):
    del kolada.catalogue[ONE]
    fetched = run()
    assert set(fetched.catalogue) == {OTHER, REGION}
    assert fetched.notes == []
