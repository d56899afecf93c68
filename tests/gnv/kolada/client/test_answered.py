"""What a client answers, page by page."""

from __future__ import annotations

import gzip
import itertools
import json

import pytest

from gnv.kolada.client import segments
from gnv.kolada.wire import KoladaError
from tests import kolada_stub as stub
from tests.gnv.kolada.client.conftest import AREAS, GROUPS, KPIS, asking, data, values
from tests.kolada_stub import always

pytestmark = pytest.mark.slow  # asks a server and waits for it


# What is answered.


def test_every_value_is_answered_under_its_gender_and_in_one_request(kolada):
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values
    assert len(kolada.asked) == 1


def test_the_catalogue_is_asked_for_by_id_and_unknown_ids_are_left_out(kolada):
    with asking(kolada) as client:
        assert [figure.id for figure in client.key_figures([*KPIS, "N99999"])] == KPIS


def test_all_municipalities_are_answered(kolada, areas):
    with asking(kolada) as client:
        assert {each.id: each.title for each in client.municipalities()} == {
            code: areas.name(code) for code in areas.by_code
        }


def test_groups_are_found_by_title(kolada):
    with asking(kolada) as client:
        assert [group.id for group in client.groups("lika")] == ["G1"]
    assert kolada.asked[0].query["title"] == "lika"


def test_groups_that_were_not_asked_for_are_left_out_where_the_title_is_ignored(kolada):
    kolada.fault = always(stub.changed(values=GROUPS, count=2))
    with asking(kolada) as client:
        assert [group.id for group in client.groups("Andra")] == ["G2"]


@pytest.mark.parametrize("fields", [{"municipality": "G33627"}, {"municipality": "2082"}, {"kpi": "N00942"}])
def test_rows_that_were_not_asked_for_are_left_out(kolada, fields):
    kolada.fault = always(
        stub.changed(values=lambda rows: [*rows, {**rows[0], **fields}], count=lambda count: count + 1)
    )
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values


def test_an_answer_without_a_count_is_an_answer(kolada):
    kolada.fault = always(stub.changed(count=None))
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values


def test_a_zipped_answer_is_read(kolada):
    zipped = gzip.compress(json.dumps(kolada.answer("/municipality", {})[1]).encode())
    kolada.fault = always(stub.body(zipped, Content_Encoding="gzip"))
    with asking(kolada) as client:
        assert len(client.municipalities()) == 312


@pytest.mark.parametrize("count", [0, 26, 100])
def test_more_ids_than_fit_in_a_path_are_a_mistake_of_the_caller_and_not_asked_for(kolada, count):
    many = [f"N{number:05}" for number in range(count)]
    with asking(kolada) as client:
        for ask in (
            lambda: client.key_figures(many),
            lambda: client.data(many, AREAS),
            lambda: client.data(KPIS, many),
        ):
            with pytest.raises(ValueError, match=str(count)):
                ask()
    assert kolada.asked == []


def test_twenty_five_ids_fit(kolada, areas):
    with asking(kolada) as client:
        client.data([f"N{number:05}" for number in range(25)], areas.municipalities[:25])


@pytest.mark.parametrize("count", [0, 1, 25, 26, 290])
def test_segments_hold_all_ids_in_order_and_fit(count):
    ids = [str(number) for number in range(count)]
    parts = segments(ids)
    assert list(itertools.chain(*parts)) == ids
    assert all(0 < len(part) <= 25 for part in parts)
    assert len(parts) == -(-count // 25)


# Pages.


def test_the_next_page_is_asked_for_at_our_own_address_whatever_host_it_names(kolada):
    kolada.rows_per_page = 5
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values
    assert [asked.query.get("page") for asked in kolada.asked] == [None, "2", "3", "4"]
    assert {asked.path for asked in kolada.asked} == {"/data/kpi/N00941,U23521/municipality/2080,2081,0020"}


def test_more_rows_than_a_page_holds_are_all_answered(kolada, areas):
    codes, kpis = areas.municipalities[:25], [f"N{number:05}" for number in range(7)]
    kolada.values = stub.small_data(codes, kpis, range(1990, 2024))
    with asking(kolada, read=5.0, whole=5.0) as client:
        assert values(client.data(kpis, codes)) == kolada.values
    assert len(kolada.asked) == 2


def test_the_next_page_keeps_the_title_that_is_asked_for(kolada):
    kolada.groups = [
        stub.group(f"G{number}", f"Lika, Kommun å&={number}, 2024", "2080") for number in range(7)
    ]
    kolada.rows_per_page = 3
    with asking(kolada) as client:
        assert len(client.groups("Lika, Kommun å&=")) == 7
    assert {asked.query["title"] for asked in kolada.asked} == {"Lika, Kommun å&="}


def test_a_page_that_fails_once_is_asked_for_again(kolada):
    kolada.rows_per_page = 5
    kolada.fault = lambda path, query, number: stub.half() if number == 3 else None
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values
    assert [asked.query.get("page") for asked in kolada.asked] == [None, "2", "3", "3", "4"]


def test_a_page_that_fails_leaves_nothing_of_the_answer(kolada):
    kolada.rows_per_page = 5
    kolada.fault = lambda path, query, number: stub.status(422) if query.get("page") == "3" else None
    with asking(kolada) as client, pytest.raises(KoladaError):
        data(client)


def test_a_count_of_all_pages_rows_is_accepted_too(kolada):
    kolada.rows_per_page = 5
    kolada.fault = always(stub.changed(count=18))
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values


def test_a_missing_last_page_is_noticed_where_the_count_tells_of_it(kolada):
    kolada.rows_per_page = 5
    kolada.fault = always(stub.changed(count=18, next_url=None))
    with asking(kolada) as client, pytest.raises(KoladaError):
        data(client)
