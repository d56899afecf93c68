"""What a refresh brings."""

from __future__ import annotations

import pytest

from gnv.kolada.editions import edition_of, read_edition
from gnv.kolada.fetch import Progress
from gnv.kolada.provenance import Described
from gnv.kolada.record import Status, read_records
from gnv.kolada.refresh import return_to_shipped
from gnv.settings import settings
from tests.gnv.kolada.refresh.conftest import (
    SAFE,
    SUCCESSOR,
    assert_nothing_changed,
    outcome,
    run,
    series,
    standing,
)

pytestmark = pytest.mark.slow


def test_a_refresh_brings_what_is_new_for_all_of_sweden(kolada, strategy, areas):
    record = run(kolada)
    in_use = [each.id for each in strategy.indicators if each.id[0] in "NU"]
    assert [each.id for each in record.kpis] == in_use
    assert record.exit_code == 0
    assert record.requests == len(kolada.asked) <= 40
    safe = outcome(record, SAFE)
    assert (safe.status, safe.rows, safe.first, safe.last) == (Status.UPDATED, 291 * 3, 2020, 2024)
    assert (safe.new, safe.revised, safe.gone, safe.error) == (291 * 3 - 16 * 2, 0, 0, "")
    assert outcome(record, "U71456").status is Status.EMPTY
    edition = standing()
    assert not edition.shipped
    assert edition.hash == record.after
    assert {day for _, day in series(edition, SAFE).values()} == {record.time[:10]}
    assert edition.provenance.kpis[SAFE].sources == (kolada.address,)
    assert edition.provenance.described(SAFE) == Described(
        "Ett nyckeltal", "Så räknas det.", "2025", "", "2026-10-01"
    )
    assert "U71456" in edition.provenance.empty


def test_the_same_answer_twice_changes_nothing(kolada):
    first, second = run(kolada), run(kolada)
    assert outcome(second, SAFE).status is Status.UNCHANGED
    assert second.after == first.after
    assert [each.after for each in read_records(settings().local / "kolada")] == [first.after] * 2


def test_revised_new_and_removed_values_are_counted(kolada):
    run(kolada)
    kolada.values[SAFE, "2080", 2022] = {"T": 61.5, "K": 60.0}
    kolada.values[SAFE, "2081", 2022] = {"T": None}
    kolada.deleted.add((SAFE, "2082", 2022, "T"))
    record = run(kolada)
    safe = outcome(record, SAFE)
    assert (safe.status, safe.new, safe.revised, safe.gone) == (Status.UPDATED, 1, 1, 2)
    edition = edition_of(settings(), record.after)
    assert edition.missing[["municipality", "year"]].to_numpy().tolist() == [["2081", 2022]]
    assert series(edition_of(settings(), record.before), SAFE)["2080", 2022][0] == 50.0


def test_progress_ends_at_all_of_it(kolada):
    seen: list[Progress] = []
    run(kolada, progress=seen.append)
    assert seen[-1].share == 1.0
    assert seen[-1].done[SAFE] == 312


def test_a_successor_with_values_comes_with_it_and_the_series_are_not_joined(kolada, areas):
    kolada.values |= {(SUCCESSOR, code, 2025): {"T": 0.8} for code in areas.regions}
    record = run(kolada)
    assert SUCCESSOR not in {each.id for each in record.kpis}
    assert outcome(record, SUCCESSOR).rows == 21
    assert standing().provenance.kpis[SUCCESSOR].last == 2025
    assert series(standing(), "U71456") == {}


def test_return_to_what_was_shipped_keeps_the_fetched_edition_on_the_disk(kolada):
    before = standing()
    fetched = run(kolada).after
    record = return_to_shipped(settings())
    assert (record.before, record.after) == (fetched, before.hash)
    assert_nothing_changed(before)
    assert len(read_edition(settings().local / "kolada", fetched, shipped=False).values) > 291
    assert run(kolada).after == fetched
