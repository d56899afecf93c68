from __future__ import annotations

import pytest

from gnv.ledger.history import Source
from gnv.ledger.submissions import StaleError
from gnv.store.audit import entries
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, form, said
from tests.gnv.assessment.kept import fallbacks, publish, standing, withdraw


def send(store, name, *forms):
    return publish(store, CONTRIBUTOR, Source(name, "ab" * 32, 5), forms)


def left(store, upload):
    """Return unit's name -> the file that would stand instead."""
    found = fallbacks(store, upload.id)
    return {each.unit.name: found[each.id].file_name for each in upload.submissions if each.id in found}


def test_what_was_there_before_stands_instead_and_nothing_where_there_was_nothing(store):
    send(store, "ett.csv", form("a", 1.0), form("b", 1.0, period="2024"))
    second = send(store, "två.csv", form("A", 2.0), form("b", 2.0), form("c", 2.0))
    assert left(store, second) == {"A": "ett.csv"}


def test_the_latest_that_is_not_withdrawn_stands_instead(store):
    uploads = [send(store, f"{score}.csv", form("a", score)) for score in (1.0, 2.0, 3.0)]
    assert left(store, uploads[2]) == {"a": "2.0.csv"}
    withdraw(store, CONTRIBUTOR, [uploads[1].submissions[0].id], "fel")
    assert left(store, uploads[2]) == {"a": "1.0.csv"}


def test_what_is_told_is_what_then_stands(store):
    first = send(store, "ett.csv", form("a", 1.0))
    second = send(store, "två.csv", form("a", 2.0))
    [told] = fallbacks(store, second.id).values()
    withdraw(store, CONTRIBUTOR, [second.submissions[0].id], "fel")
    assert standing(store)[form("a").unit.key].submission == told.submission == first.submissions[0].id
    assert told.time == first.time


def test_one_that_has_been_replaced_leaves_the_later_one_standing(store):
    first = send(store, "ett.csv", form("a", 1.0))
    send(store, "två.csv", form("a", 2.0))
    assert left(store, first) == {"a": "två.csv"}


def told(store, upload):
    """Return what a person was told would stand instead: submission -> submission."""
    return {number: each.submission for number, each in fallbacks(store, upload.id).items()}


def ids(upload):
    return [each.id for each in upload.submissions]


def test_what_was_told_of_is_withdrawn_where_it_still_holds(store):
    send(store, "ett.csv", form("a", 1.0))
    second = send(store, "två.csv", form("a", 2.0), form("ny", 2.0))
    send(store, "någon annans.csv", form("b", 5.0))
    assert withdraw(store, CONTRIBUTOR, ids(second), "fel", seen=told(store, second)) == 2
    assert withdraw(store, CONTRIBUTOR, ids(second), "fel", seen={}) == 0


@pytest.mark.parametrize("first", [True, False])
def test_nothing_is_withdrawn_where_something_else_would_stand_than_was_told(store, first):
    if first:
        send(store, "ett.csv", form("a", 1.0))
    second = send(store, "två.csv", form("a", 2.0), form("b", 2.0))
    seen = told(store, second)
    send(store, "någon annans.csv", form("a", 5.0))
    before = standing(store)
    with pytest.raises(StaleError) as error:
        withdraw(store, CONTRIBUTOR, ids(second), "fel", seen=seen)
    assert "a (2025)" in said(error.value.problem)
    assert standing(store) == before
    assert len(entries(store)) == (3 if first else 2)
    assert withdraw(store, CONTRIBUTOR, ids(second), "fel", seen=told(store, second)) == 2


def test_nothing_is_withdrawn_where_what_would_stand_has_been_withdrawn(store):
    uploads = [send(store, f"{score}.csv", form("a", score)) for score in (1.0, 2.0)]
    seen = told(store, uploads[1])
    withdraw(store, ADMIN, ids(uploads[0]), "fel")
    with pytest.raises(StaleError):
        withdraw(store, CONTRIBUTOR, ids(uploads[1]), "fel", seen=seen)
    assert standing(store)


def test_what_someone_else_withdrew_first_does_not_hinder_the_rest(store):
    sent = send(store, "ett.csv", form("a", 1.0), form("b", 1.0))
    seen = told(store, sent)
    withdraw(store, ADMIN, ids(sent)[:1], "fel")
    assert withdraw(store, CONTRIBUTOR, ids(sent), "fel", seen=seen) == 1
