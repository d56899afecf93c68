from __future__ import annotations

import dataclasses
import math
import random

import pytest

from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.kolada.client import Client
from gnv.kolada.fetch import COLUMNS, ELDERLY, HEALTH, OVERALL, fetch
from gnv.kolada.provenance import Described, Group
from gnv.strategy import Level
from tests import kolada_stub as stub
from tests.kolada_stub import HASTY, KoladaStub, always, where

pytestmark = pytest.mark.slow  # asks a server

MUNICIPAL = [f"N{number:05}" for number in range(7)]
REGIONAL = [f"U{number:05}" for number in range(13)]
ALL = dict.fromkeys(MUNICIPAL, Level.MUNICIPALITY) | dict.fromkeys(REGIONAL, Level.REGION)
ONE, OTHER, REGION = "N00941", "N00942", "U23521"
LEVELS = {ONE: Level.MUNICIPALITY, OTHER: Level.BOTH, REGION: Level.REGION}
YEARS = (2021, 2023)
FALUN, BORLANGE = "2080", "2081"
GROUPS = [
    stub.group("G1", "Liknande kommuner äldreomsorg, Falun, 2023", "2081", "2082"),
    stub.group("G2", "Liknande kommuner äldreomsorg, Falun, 2024", "2085", "2081", "0180"),
    stub.group("G3", "Liknande kommuner äldreomsorg, Malung-Sälen, 2022", "2080"),
    stub.group("G4", "Liknande kommuner, övergripande, Falun, 2025", "1980"),
    stub.group("G5", "Liknande kommuner, övergripande, Falun, 2024", "1981"),
    stub.group(
        "G6", "Liknande regioner, hälso- och sjukvård (exkl läkemedel), Region Dalarna, 2024", "0021", "0017"
    ),
    stub.group("G7", "Liknande regioner, hälso- och sjukvård (inkl läkemedel), Region Dalarna, 2024", "0017"),
    stub.group("G8", "Liknande regioner, hälso- och sjukvård (inkl läkemedel), Region Dalarna, 2022", "0025"),
    stub.group("G9", "Liknande kommuner äldreomsorg, Atlantis, 2024", "2080"),
    stub.group("G10", "Liknande kommuner äldreomsorg, Borlänge", "2080"),
    stub.group("G11", "Inte Liknande kommuner äldreomsorg, Borlänge, 2024", "2080"),
    stub.group("G12", "Dalarnas läns kommuner (ovägt medel)", "2080"),
    stub.group("G13", "Liknande kommuner grundskola, Borlänge, 2024", "2080"),
]


def data_for(levels, areas):
    """Return values of every area that has them, and of groups, which Kolada mixes in."""
    regions = [COUNTRY, *areas.regions]
    own = {
        kpi: regions if level is Level.REGION else [*regions, *areas.municipalities]
        for kpi, level in levels.items()
    }
    return {
        key: said
        for kpi, codes in own.items()
        for key, said in stub.small_data([*codes, "G33627"], [kpi], YEARS).items()
    }


@pytest.fixture(scope="module")
def few(areas):
    """A Sweden with Dalarna's municipalities and as many others, which is soon asked for."""
    others = [code for code in areas.municipalities if code not in areas.dalarna][:15]
    codes = (COUNTRY, *areas.regions, *areas.dalarna, *others)
    return dataclasses.replace(areas, by_code={code: areas.by_code[code] for code in codes})


@pytest.fixture(scope="module")
def small(few):
    return data_for(LEVELS, few)


@pytest.fixture
def kolada(small):
    with KoladaStub(
        {key: dict(said) for key, said in small.items()}, stub.described(*LEVELS), list(GROUPS)
    ) as server:
        yield server


@pytest.fixture
def run(kolada, few):
    """Return a function that fetches all there is."""

    def run(levels=LEVELS, progress=lambda _: None):
        with Client(kolada.address, HASTY) as client:
            return fetch(client, levels, few, progress)

    return run


def held(server, kpi):
    """Return every value that Kolada holds of a key figure, groups and deleted ones aside."""
    return {
        (area, year, gender): value
        for (each, area, year), said in server.values.items()
        for gender, value in said.items()
        if each == kpi and area[0] != "G" and (each, area, year, gender) not in server.deleted
    }


def kept(fetched, kpi):
    rows = fetched.rows[kpi]
    assert tuple(rows.columns) == COLUMNS
    assert (str(rows["year"].dtype), str(rows["value"].dtype)) == ("int64", "float64")
    assert set(rows["kpi"]) <= {kpi}
    keys = list(zip(rows["municipality"], rows["year"], rows["gender"], strict=True))
    assert len(set(keys)) == len(keys)
    return {key: None if math.isnan(value) else value for key, value in zip(keys, rows["value"], strict=True)}


def is_whole(fetched, server, kpi):
    return kpi not in fetched.errors and kept(fetched, kpi) == held(server, kpi)


def of_kpi(kpi, fault):
    """Fail every question about the values of a key figure."""
    return lambda path, query, number: fault if path.startswith("/data") and kpi in path else None


def silently(**fields):
    """Change rows without a count that tells of it."""
    return stub.changed(count=None, **fields)


# What all of it is.


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


# What goes wrong.

IN_ROWS = {
    "year is text": stub.in_rows(period="2023"),
    "value is text": stub.in_values(value="5"),
    "unknown gender": stub.in_values(gender="X"),
    "NaN": stub.in_values(value=float("nan")),
}
ANYWHERE = {
    "422": stub.status(422),
    "500": stub.status(500),
    "404": stub.status(404),
    "html": stub.body(b"<html></html>"),
    "half": stub.half(),
    "cut": stub.half(1.0),
    "short page": stub.changed(count=lambda count: count + 1),
    "next is garbage": stub.changed(next_url="http://["),
    "endless": stub.changed(next_url="?page=1"),
    "redirect": stub.status(302, Location="http://127.0.0.1:9/"),
    "pause too long": stub.status(429, Retry_After="3600"),
}
FAULTS = ANYWHERE | IN_ROWS


@pytest.mark.parametrize("name", [*ANYWHERE, "reset"])
def test_where_everything_fails_every_key_figure_has_an_error_and_nothing_is_raised(kolada, run, name):
    kolada.fault = always(ANYWHERE.get(name, stub.reset))
    fetched = run()
    assert set(fetched.errors) == set(LEVELS)
    assert all(fetched.errors.values())
    assert (fetched.rows, fetched.deleted, fetched.catalogue, fetched.groups) == ({}, {}, None, {})
    assert len(fetched.notes) == 2


@pytest.mark.parametrize("fault", [stub.reset, stub.drip(b"", b"", seconds=0)], ids=["reset", "closed"])
def test_where_nothing_answers_few_requests_are_sent_and_every_key_figure_has_an_error(kolada, run, fault):
    kolada.fault = always(fault)
    fetched = run(ALL)
    assert set(fetched.errors) == set(ALL)
    assert all(why.endswith(".") for why in fetched.errors.values())
    assert len(kolada.asked) <= HASTY.silences * HASTY.tries


@pytest.mark.parametrize("name", FAULTS)
def test_a_key_figure_that_cannot_be_answered_does_not_take_the_others_with_it(kolada, run, name):
    kolada.fault = of_kpi(ONE, FAULTS[name])
    fetched = run()
    assert list(fetched.errors) == [ONE]
    assert ONE not in fetched.rows
    assert is_whole(fetched, kolada, OTHER)
    assert is_whole(fetched, kolada, REGION)
    assert set(fetched.catalogue) == set(LEVELS)


def test_a_key_figure_that_fails_is_not_asked_for_again_and_again(kolada, run):
    kolada.fault = of_kpi(ONE, stub.status(422))
    run()
    assert sum(path.startswith("/data") and ONE in path for path, _, _ in kolada.asked) == 2


def test_a_key_figure_that_fails_for_some_areas_only_is_not_kept_by_halves(kolada, run, few):
    last = few.municipalities[-1]
    kolada.fault = lambda path, query, number: (
        stub.status(422) if path.startswith("/data") and ONE in path and last in path else None
    )
    fetched = run()
    assert list(fetched.errors) == [ONE]
    assert ONE not in fetched.rows
    assert is_whole(fetched, kolada, OTHER)


def test_a_batch_that_is_refused_only_together_is_answered_apart(kolada, run):
    kolada.fault = where(f"/data/kpi/{ONE},", stub.status(422))
    fetched = run()
    assert fetched.errors == {}
    assert all(is_whole(fetched, kolada, kpi) for kpi in LEVELS)


@pytest.mark.parametrize("kpi", LEVELS)
def test_the_progress_goes_to_the_end_whatever_fails(kolada, run, kpi):
    shares = []
    kolada.fault = of_kpi(kpi, stub.status(422))
    run(progress=lambda progress: shares.append(progress.share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_progress_goes_to_the_end_where_nothing_answers(kolada, run):
    shares = []
    kolada.fault = always(stub.reset)
    run(progress=lambda progress: shares.append(progress.share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_areas_that_no_key_figure_says_anything_of_are_noted_by_name(kolada, run):
    kolada.values = {key: said for key, said in kolada.values.items() if key[1] not in (FALUN, BORLANGE)}
    fetched = run()
    assert fetched.errors == {}
    (note,) = fetched.notes
    assert "Falun" in note
    assert "Borlänge" in note
    assert "Mora" not in note


def test_an_area_that_one_key_figure_has_is_not_noted(kolada, run):
    kolada.values = {key: said for key, said in kolada.values.items() if key[:2] != (ONE, FALUN)}
    assert run().notes == []


def test_many_areas_that_say_nothing_are_counted_and_not_all_named(kolada, run, few):
    kolada.values = {key: said for key, said in kolada.values.items() if key[1] not in few.municipalities}
    (note,) = run().notes
    assert "30" in note
    assert len(note) < 200


def test_areas_of_key_figures_that_failed_are_not_noted_as_silent(kolada, run):
    kolada.fault = of_kpi(ONE, stub.status(422))
    assert run({ONE: Level.MUNICIPALITY, REGION: Level.REGION}).notes == []


def test_a_catalogue_that_fails_leaves_a_note_and_takes_nothing_else_with_it(kolada, run):
    kolada.fault = lambda path, query, number: stub.status(404) if path.startswith("/kpi") else None
    fetched = run()
    assert fetched.catalogue is None
    assert len(fetched.notes) == 1
    assert all(is_whole(fetched, kolada, kpi) for kpi in LEVELS)
    assert set(fetched.groups) == {ELDERLY, OVERALL, HEALTH}


@pytest.mark.parametrize("path", ["/municipality_groups", "/municipality"])
@pytest.mark.parametrize("name", ["404", "html", "half", "endless"])
def test_groups_that_fail_leave_a_note_and_take_nothing_else_with_them(kolada, run, path, name):
    kolada.fault = lambda asked, query, number: FAULTS[name] if asked == path else None
    fetched = run()
    assert fetched.groups == {}
    assert len(fetched.notes) == 1
    assert all(is_whole(fetched, kolada, kpi) for kpi in LEVELS)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_goes_wrong_what_is_kept_is_what_kolada_holds(kolada, run, seed):
    chance = random.Random(seed)
    kolada.deleted = {(ONE, FALUN, 2023, "T")}
    kolada.values[OTHER, FALUN, 2023]["K"] = None
    faults = {False: [*ANYWHERE.values(), stub.reset], True: [*FAULTS.values(), stub.reset]}
    kolada.fault = lambda path, query, number: (
        chance.choice(faults[path.startswith("/data")]) if chance.random() < 0.25 else None
    )
    fetched = run()
    assert fetched.rows.keys() | fetched.errors.keys() == LEVELS.keys()
    assert not fetched.rows.keys() & fetched.errors.keys()
    assert all(is_whole(fetched, kolada, kpi) for kpi in fetched.rows)


# Groups of similar areas.


def test_the_latest_group_of_each_area_is_found_by_the_names_in_the_titles(run):
    assert run().groups == {
        ELDERLY: {"2080": Group(2024, ("0180", "2081", "2085")), "2023": Group(2022, ("2080",))},
        OVERALL: {"2080": Group(2025, ("1980",))},
        HEALTH: {"0020": Group(2024, ("0017",))},
    }


def test_which_group_is_the_latest_does_not_depend_on_their_order(kolada, run):
    expected = run().groups
    kolada.groups.reverse()
    assert run().groups == expected


def test_the_names_are_those_of_kolada(kolada, run):
    kolada.municipalities = [{"id": "0020", "title": "Landstinget Dalarna, Falun", "type": "L"}]
    kolada.municipalities += [{"id": "2080", "title": "Falu kommun", "type": "K"}]
    kolada.groups = [
        stub.group("G1", "Liknande kommuner äldreomsorg, Falu kommun, 2024", "2081"),
        stub.group("G2", "Liknande kommuner äldreomsorg, Borlänge, 2024", "2081"),
    ]
    fetched = run()
    assert fetched.groups == {ELDERLY: {"2080": Group(2024, ("2081",))}}
    assert len(fetched.notes) == 2


def test_areas_that_we_do_not_know_have_no_groups(kolada, run):
    kolada.municipalities = [{"id": "9999", "title": "Falun", "type": "K"}]
    assert run().groups == {}


def test_a_kind_of_groups_that_is_gone_leaves_a_note_that_names_it(kolada, run):
    kolada.groups = [each for each in GROUPS if OVERALL not in each["title"]]
    fetched = run()
    assert set(fetched.groups) == {ELDERLY, HEALTH}
    (note,) = fetched.notes
    assert OVERALL in note


def test_groups_that_were_fetched_before_the_failure_are_kept(kolada, run):
    kolada.fault = lambda path, query, number: (
        stub.status(404) if query.get("title", "").startswith("Liknande regioner") else None
    )
    fetched = run()
    assert set(fetched.groups) == {ELDERLY, OVERALL}
    assert len(fetched.notes) == 1
