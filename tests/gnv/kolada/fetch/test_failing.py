"""What is fetched where something goes wrong."""

from __future__ import annotations

import random

import pytest

from gnv.kolada.provenance import ELDERLY, HEALTH, OVERALL
from gnv.strategy import Level
from tests import kolada_stub as stub
from tests.gnv.kolada.fetch.conftest import ALL, BORLANGE, FALUN, LEVELS, ONE, OTHER, REGION, is_whole, of_kpi
from tests.kolada_stub import HASTY, always, where

pytestmark = pytest.mark.slow  # asks a server


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
