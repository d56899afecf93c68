from __future__ import annotations

import pytest

from gnv.compare import municipal_peers, region_peers
from gnv.measured import peers_of


def test_municipalities_are_ranked_in_dalarna_and_compared_with_sweden_first():
    peers = municipal_peers(["2080", "2081"], ["2080", "2081", "0180"])
    assert peers.ranked == {"2080", "2081"}
    assert [(set(r.members), r.least) for r in peers.references] == [
        ({"2080", "2081", "0180"}, 150),
        ({"2080", "2081"}, 5),
    ]
    assert peers.least_for_mean == 10


def test_regions_are_ranked_and_compared_among_themselves_without_a_mean():
    peers = region_peers(["0020", "0009"])
    assert peers.ranked == {"0020", "0009"}
    assert [(set(r.members), r.least) for r in peers.references] == [({"0020", "0009"}, 15)]
    assert peers.least_for_mean is None


@pytest.mark.parametrize(("n", "enough"), [(0, False), (9, False), (10, True), (15, True)])
def test_ten_municipalities_are_enough_to_show_a_year_first(n, enough):
    assert municipal_peers(["2080"], []).has_enough(n) is enough


def test_no_number_of_regions_counts_as_enough_municipalities():
    assert region_peers(["0020"]).has_enough(21) is False


def test_gotland_is_among_the_regions_and_the_country_is_not(areas):
    peers = peers_of(areas, regional=True)
    assert len(peers.ranked) == 21
    assert "0009" in peers.ranked
    assert "0000" not in peers.ranked
    assert "0009" in peers.references[0].members
    assert "0000" not in peers.references[0].members


def test_municipal_peers_hold_no_region_and_not_the_country(areas):
    peers = peers_of(areas, regional=False)
    assert peers.ranked == set(areas.dalarna)
    everyone = set().union(*(reference.members for reference in peers.references))
    assert everyone == set(areas.municipalities)
    assert not everyone & {"0000", *areas.regions}
