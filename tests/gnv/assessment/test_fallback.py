from __future__ import annotations

from gnv.assessment.fallback import fallbacks
from gnv.assessment.submissions import Source, publish, standing, withdraw
from tests.gnv.assessment.forms import ANNA, form


def send(store, name, *forms):
    return publish(store, ANNA, Source(name, "ab" * 32, 5), forms)


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
    withdraw(store, ANNA, [uploads[1].submissions[0].id])
    assert left(store, uploads[2]) == {"a": "1.0.csv"}


def test_what_is_told_is_what_then_stands(store):
    first = send(store, "ett.csv", form("a", 1.0))
    second = send(store, "två.csv", form("a", 2.0))
    [told] = fallbacks(store, second.id).values()
    withdraw(store, ANNA, [second.submissions[0].id])
    assert standing(store)[form("a").unit.key].submission == told.submission == first.submissions[0].id
    assert told.time == first.time


def test_one_that_has_been_replaced_leaves_the_later_one_standing(store):
    first = send(store, "ett.csv", form("a", 1.0))
    send(store, "två.csv", form("a", 2.0))
    assert left(store, first) == {"a": "två.csv"}
