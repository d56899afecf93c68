"""Groups of similar areas."""

from __future__ import annotations

import pytest

from gnv.kolada.provenance import ELDERLY, HEALTH, OVERALL, Group
from tests import kolada_stub as stub
from tests.gnv.kolada.fetch.conftest import GROUPS

pytestmark = pytest.mark.slow  # asks a server


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
