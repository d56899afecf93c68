from __future__ import annotations

import contextlib
import dataclasses
import gzip
import itertools
import json
import re
import socket
import time
import tracemalloc

import pytest

from gnv.kolada.client import Client, segments
from gnv.kolada.wire import KoladaError, Patience, UnreachableError, checked_address
from tests import kolada_stub as stub
from tests.kolada_stub import ELSEWHERE, HASTY, MEGABYTE, KoladaStub, always, first
from tests.servers import free_port

pytestmark = pytest.mark.slow  # asks a server and waits for it

KPIS, AREAS, YEARS = ["N00941", "U23521"], ["2080", "2081", "0020"], [2021, 2022, 2023]
EMPTY = b'{"values": []}'
GROUPS = [stub.group("G1", "Lika, Falun, 2024", "2080"), stub.group("G2", "Andra, Falun, 2024", "2081")]
OK, CHUNKED = b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n\r\n"
IN_ENGLISH = re.compile(
    r"Errno|Error|Exception|Connection|[Tt]imed? ?out|Max retries|HTTP|object|None|127\.0"
)


@pytest.fixture
def kolada():
    with KoladaStub(stub.small_data(AREAS, KPIS, YEARS), stub.described(*KPIS), list(GROUPS)) as server:
        yield server


@contextlib.contextmanager
def asking(server, **patience):
    """Give a client, and see that it has counted what it sent."""
    with Client(server.address, dataclasses.replace(HASTY, **patience)) as client:
        yield client
        assert client.requests == len(server.asked)


def raw(answer: bytes) -> stub.Fault:
    """Return bytes that need not be HTTP, and then the end."""
    return stub.drip(answer, b"", seconds=0)


def told(error: KoladaError) -> str:
    """Return what an error tells, which is a Swedish sentence of a reasonable length."""
    text = str(error)
    assert re.search(r"Kolada|[Ss]varet|Adress|webbadress", text)
    assert text.endswith(".")
    assert len(text) < 300
    assert text.isprintable()
    assert not IN_ENGLISH.search(text)
    return text


def data(client):
    return client.data(KPIS, AREAS)


def values(rows):
    return {
        (row["kpi"], row["municipality"], row["period"]): {
            said["gender"]: said["value"] for said in row["values"]
        }
        for row in rows
    }


def gaps(server):
    return [after.at - before.at for before, after in itertools.pairwise(server.asked)]


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


# What goes wrong for good.

WRONG_VALUES = {"year is text": stub.in_rows(period="2022"), "year is none": stub.in_rows(period=None)}
WRONG_VALUES |= {
    f"{name} is {value!r}": stub.in_values(**{name: value})
    for name, value in [
        ("value", "5"), ("value", float("nan")), ("value", float("inf")), ("value", 10**400), ("value", True),
        ("gender", "X"), ("gender", None), ("isdeleted", "false"),
    ]
}  # fmt: skip
FAULTS = WRONG_VALUES | {
    "half": stub.half(),
    "cut": stub.half(1.0),
    "html": stub.body(b"<html><body>Underh\xc3\xa5ll</body></html>", Content_Type="text/html"),
    "nothing": stub.body(b""),
    "null": stub.body(b"null"),
    "detail": stub.body(b'{"detail": "no"}'),
    "not utf-8": stub.body(b'{"values": ["\xff"]}'),
    "deep": stub.body(b"[" * 200_000),
    "deep in a field": stub.body(b'{"values": [], "x": ' + b"[" * 200_000),
    "huge": stub.drip(OK + b"Content-Length: 70000000\r\n\r\n", b" " * MEGABYTE, pause=0),
    "gzip bomb": stub.body(stub.zipped(70), Content_Encoding="gzip"),
    "gzip bomb in a gzip": stub.body(gzip.compress(stub.zipped(70), 1), Content_Encoding="gzip, gzip"),
    "broken gzip": stub.body(b"\x1f\x8b\x08\x00broken", Content_Encoding="gzip"),
    "no gzip": stub.body(EMPTY, Content_Encoding="gzip"),
    "half a gzip": stub.body(stub.zipped(1)[:500], Content_Encoding="gzip"),
    "no deflate": stub.body(EMPTY, Content_Encoding="deflate"),
    "many encodings": stub.body(EMPTY, Content_Encoding=", ".join(["gzip"] * 50)),
    "short page": stub.changed(count=lambda count: count + 5),
    "more rows than counted": stub.changed(count=0),
    "negative count": stub.changed(count=-1),
    "endless": stub.changed(next_url=f"{ELSEWHERE}?page=2"),
    "next is first": stub.changed(next_url=f"{ELSEWHERE}?per_page=5000"),
    "next without a query": stub.changed(next_url=ELSEWHERE),
    "next is garbage": stub.changed(next_url="http://["),
    "next is a number": stub.changed(next_url=5),
    "next has many fields": stub.changed(next_url="?" + "a=1&" * 1000),
    "not HTTP": raw(b"hej\r\n\r\n"),
    "no status": raw(b"HTTP/1.1\r\n\r\n"),
    "endless line": raw(OK + b"X: " + b"a" * 100_000),
    "many headers": raw(OK + b"X: a\r\n" * 200 + b"\r\n"),
    "two lengths": raw(OK + b"Content-Length: 5, 6\r\n\r\n"),
    "great length": raw(OK + b"Content-Length: " + b"9" * 20 + b"\r\n\r\n"),
    "broken chunks": raw(OK + CHUNKED + b"zz\r\n{}\r\n"),
    "negative chunk": raw(OK + CHUNKED + b"-5\r\n{}\r\n"),
    "cut chunks": raw(OK + CHUNKED + b"50\r\n{"),
    "reset": stub.reset,
    "closed": raw(b""),
}  # fmt: skip
STATUSES = [101, 103, 201, 204, 206, 300, 304, 400, 401, 403, 404, 410, 413, 418, 422, 429, 451, 500, 501]
STATUSES += [502, 503, 504, 599, 600, 999]
REPEATED = (429, 500, 502, 503, 504)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_lasts_is_an_error_told_in_swedish_after_few_requests(kolada, name):
    kolada.fault = always(FAULTS[name])
    with asking(kolada) as client, pytest.raises(KoladaError) as caught:
        data(client)
    told(caught.value)
    assert 1 <= len(kolada.asked) <= 2


@pytest.mark.parametrize("code", STATUSES)
def test_a_status_other_than_ok_is_an_error_that_names_it(kolada, code):
    kolada.fault = always(stub.status(code))
    with asking(kolada) as client, pytest.raises(KoladaError) as caught:
        data(client)
    assert str(code) in told(caught.value)
    assert len(kolada.asked) == (HASTY.attempts if code in REPEATED else 1)


def test_what_lasts_is_an_error_for_every_question(kolada):
    kolada.fault = always(stub.half())
    with asking(kolada) as client:
        for ask in (
            client.municipalities,
            lambda: client.groups("Lika"),
            lambda: client.key_figures(KPIS),
            lambda: data(client),
        ):
            with pytest.raises(KoladaError) as caught:
                ask()
            told(caught.value)


def test_pages_that_never_end_are_given_up(kolada):
    kolada.fault = lambda path, query, number: stub.changed(next_url=f"{ELSEWHERE}?page={number + 1}")
    with asking(kolada) as client, pytest.raises(KoladaError) as caught:
        data(client)
    told(caught.value)
    assert len(kolada.asked) <= 50


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused_and_not_followed(kolada, code):
    with KoladaStub() as other:
        kolada.fault = always(stub.status(code, Location=f"{other.address}/municipality"))
        with asking(kolada) as client, pytest.raises(KoladaError) as caught:
            client.municipalities()
        assert str(code) in told(caught.value)
        assert (len(kolada.asked), len(other.asked)) == (1, 0)


@pytest.mark.parametrize(
    "to", ["/v3/municipality", "", "http://[", "//", "javascript:0", "å", "http://a:99999"]
)
def test_a_redirect_to_anything_is_an_error(kolada, to):
    kolada.fault = always(stub.status(302, Location=to))
    with asking(kolada) as client, pytest.raises(KoladaError) as caught:
        client.municipalities()
    told(caught.value)
    assert len(kolada.asked) == 1


def test_a_redirect_with_a_body_of_any_length_is_an_error(kolada):
    head = b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Encoding: gzip\r\nContent-Length: " + b"9" * 20
    kolada.fault = always(raw(head + b"\r\n\r\nabcd"))
    with asking(kolada) as client, pytest.raises(KoladaError):
        client.municipalities()


def test_the_body_of_a_redirect_is_not_kept(kolada):
    kolada.fault = always(stub.body(stub.zipped(70), 302, Location="/x", Content_Encoding="gzip"))
    with asking(kolada) as client:
        tracemalloc.start()
        try:
            with pytest.raises(KoladaError):
                client.municipalities()
            assert tracemalloc.get_traced_memory()[1] < 30 * MEGABYTE
        finally:
            tracemalloc.stop()


def test_an_unreasonable_count_is_told_shortly(kolada):
    kolada.fault = always(stub.changed(count=10**4000))
    with asking(kolada) as client, pytest.raises(KoladaError) as caught:
        data(client)
    told(caught.value)


# What passes.


@pytest.mark.parametrize(
    ("times", "fault"),
    [
        pytest.param(2, stub.status(500), id="500 twice"),
        pytest.param(2, stub.status(502), id="502 twice"),
        pytest.param(2, stub.status(503), id="503 twice"),
        pytest.param(2, stub.status(504), id="504 twice"),
        pytest.param(2, stub.status(429), id="429 twice"),
        pytest.param(2, stub.status(429, Retry_After="0"), id="429 twice, at once"),
        pytest.param(1, stub.reset, id="reset"),
        pytest.param(1, raw(b""), id="closed"),
        pytest.param(1, stub.half(), id="half"),
        pytest.param(1, stub.half(1.0), id="cut"),
        pytest.param(1, stub.body(b"<html></html>"), id="html"),
        pytest.param(1, stub.in_values(gender="X"), id="wrong gender"),
        pytest.param(1, stub.body(EMPTY, Content_Encoding="gzip"), id="no gzip"),
    ],
)
def test_a_fault_that_passes_is_only_seen_in_the_number_of_requests(kolada, times, fault):
    kolada.fault = first(times, fault)
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values
    assert len(kolada.asked) == times + 1


@pytest.mark.slow
def test_retry_after_is_waited_for(kolada):
    kolada.fault = first(1, stub.status(429, Retry_After="1"))
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values
    assert 0.9 < gaps(kolada)[0] < 2


@pytest.mark.parametrize("code", [429, 503, 413])
@pytest.mark.parametrize("wait", ["2", "3600", "9" * 4000, "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_more_than_the_longest_pause_is_not_waited_for(kolada, code, wait):
    kolada.fault = always(stub.status(code, Retry_After=wait))
    began = time.monotonic()
    with asking(kolada) as client, pytest.raises(KoladaError) as caught:
        data(client)
    told(caught.value)
    assert len(kolada.asked) == 1
    assert time.monotonic() - began < 0.9


@pytest.mark.parametrize(
    "wait",
    [
        "snart", "", " ", "-1", "-99999999999", "1.5", "1e9", "0x10", "inf", "nan", "9" * 5_000, "½", "１",
        "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 21 Oct 2015 07:28:00 +9999999999",
        "Wed, 99 Oct 99999 99:99:99 GMT",
        "Wed, 21 Oct 0000 07:28:00 GMT", ",", "1, 2", "a" * 60_000,
    ],
    ids=lambda wait: repr(wait[:30]),
)  # fmt: skip
def test_a_retry_after_that_says_nothing_is_not_heeded(kolada, wait):
    kolada.fault = first(1, stub.status(429, Retry_After=wait.encode().decode("latin-1")))
    began = time.monotonic()
    with asking(kolada) as client:
        assert values(data(client)) == kolada.values
    assert time.monotonic() - began < 0.9


# The pace.


def test_requests_lie_a_pause_apart_and_so_do_pages_and_repetitions(kolada):
    kolada.rows_per_page = 10
    failing = {1: stub.status(500), 3: stub.half()}
    kolada.fault = lambda path, query, number: failing.get(number)
    with asking(kolada, pause=0.2) as client:
        assert values(data(client)) == kolada.values
    assert len(kolada.asked) == 4
    assert min(gaps(kolada)) > 0.15


def test_the_first_request_is_sent_at_once(kolada):
    began = time.monotonic()
    with asking(kolada, pause=5.0) as client:
        data(client)
    assert time.monotonic() - began < 1


def test_repetitions_come_ever_more_seldom(kolada):
    kolada.fault = always(stub.status(500))
    with asking(kolada, backoff=0.05, attempts=4) as client, pytest.raises(KoladaError):
        data(client)
    _, second, third = gaps(kolada)
    assert third > second > 0.04


# Silence.


@pytest.mark.parametrize("fault", [stub.hang(5), stub.half(1.0, 5), stub.drip(OK + b"X: ", b"", seconds=5)])
def test_an_answer_that_stops_is_not_waited_for(kolada, fault):
    kolada.fault = always(fault)
    began = time.monotonic()
    with asking(kolada, read=0.1) as client, pytest.raises(KoladaError) as caught:
        data(client)
    told(caught.value)
    assert len(kolada.asked) <= 2
    assert time.monotonic() - began < 1


HEAD = OK + b"Content-Length: 1000000\r\n"
GZIP = HEAD + b"Content-Encoding: gzip\r\n\r\n"
LASTS, SOON = 0.5, 0.4


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        pytest.param(HEAD + b"\r\n", b" ", id="body"),
        pytest.param(OK + CHUNKED, b"1\r\n \r\n", id="chunks"),
        pytest.param(GZIP + gzip.compress(EMPTY)[:12], b"\0" * 10, id="zipped body"),
        pytest.param(OK + b"X: ", b"a", id="header"),
        pytest.param(b"", b"HTTP/1.1 100 Continue\r\n\r\n", id="continue"),
        pytest.param(OK + CHUNKED + b"2\r\n{}\r\n0\r\n", b"X: a\r\n", id="trailers"),
        pytest.param(GZIP + b"\x1f\x8b\x08\x08" + b"\0" * 6, b"a", id="name in a gzip"),
        pytest.param(GZIP + gzip.compress(EMPTY), b"a", id="after a gzip"),
        pytest.param(HEAD.replace(b"200", b"500") + b"\r\n", b" ", id="body of a 500"),
        pytest.param(HEAD.replace(b"200", b"302") + b"Location: /x\r\n\r\n", b" ", id="body of a 302"),
    ],
)
def test_an_answer_that_never_ends_is_given_up_in_time(kolada, start, drop):
    kolada.fault = first(1, stub.drip(start, drop, seconds=LASTS))
    began = time.monotonic()
    with asking(kolada, whole=0.1) as client, contextlib.suppress(KoladaError):
        data(client)
    assert time.monotonic() - began < SOON


def test_a_slow_answer_is_told_to_be_slow_and_is_not_asked_for_again(kolada):
    kolada.fault = always(stub.drip(HEAD + b"\r\n", b" "))
    with asking(kolada, whole=0.1) as client, pytest.raises(UnreachableError) as caught:
        data(client)
    told(caught.value)
    assert len(kolada.asked) == 1


@pytest.mark.parametrize("fault", [stub.reset, stub.hang(5), stub.drip(HEAD + b"\r\n", b" ")])
def test_after_a_few_questions_without_any_answer_no_more_are_sent(kolada, fault):
    kolada.fault = always(fault)
    with asking(kolada, read=0.05, whole=0.05) as client:
        for _ in range(HASTY.silences):
            with pytest.raises(UnreachableError):
                data(client)
        sent = len(kolada.asked)
        for ask in (client.municipalities, lambda: client.key_figures(KPIS), lambda: data(client)):
            with pytest.raises(UnreachableError) as caught:
                ask()
            told(caught.value)
        assert len(kolada.asked) == sent <= HASTY.silences * HASTY.tries


@pytest.mark.parametrize(
    "heard",
    [
        None,
        stub.half(),
        pytest.param(stub.status(404)),
    ],
)
def test_only_questions_in_a_row_are_counted_as_silence(kolada, heard):
    with asking(kolada) as client:
        for _ in range(HASTY.silences):
            kolada.fault = always(stub.reset)
            with pytest.raises(UnreachableError):
                data(client)
            kolada.fault = lambda path, query, number: heard
            with contextlib.suppress(KoladaError):
                data(client)
        kolada.fault = lambda path, query, number: None
        assert values(data(client)) == kolada.values


def test_a_port_where_nothing_listens_is_unreachable():
    with Client(f"http://127.0.0.1:{free_port()}/v3", HASTY) as client:
        with pytest.raises(UnreachableError) as caught:
            client.municipalities()
        told(caught.value)
        assert client.requests == HASTY.tries


def test_a_name_that_is_not_known_is_unreachable(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    with Client("http://finns.inte.invalid/v3", HASTY) as client:
        with pytest.raises(UnreachableError) as caught:
            client.municipalities()
        told(caught.value)
        assert client.requests == HASTY.tries


def test_an_address_without_a_certificate_is_told_to_be_one(kolada):
    with Client(kolada.address.replace("http:", "https:"), HASTY) as client:
        with pytest.raises(UnreachableError) as caught:
            client.municipalities()
        assert "certifikat" in told(caught.value)


def test_a_failed_handshake_is_tried_as_often_as_other_silence(kolada):
    with Client(kolada.address.replace("http:", "https:"), HASTY) as client:
        with pytest.raises(UnreachableError):
            client.municipalities()
        assert client.requests == HASTY.tries


def test_no_password_of_the_user_is_sent(kolada, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("default login namn password hemligt\n", "utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    sent = []

    def note(wire, content):
        sent.append(wire.headers.get("Authorization"))
        wire.send(EMPTY)

    kolada.fault = always(note)
    with asking(kolada) as client:
        client.municipalities()
    assert sent == [None]


def test_the_usual_patience_is_polite():
    usual = Patience()
    assert usual.pause >= 0.2
    assert usual.longest_pause <= 120
    assert usual.attempts <= 5


# Addresses.


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://api.kolada.se/v3", "https://api.kolada.se/v3"),
        ("https://api.kolada.se/v3/", "https://api.kolada.se/v3"),
        ("  https://api.kolada.se/v3//\n", "https://api.kolada.se/v3"),
        ("http://127.0.0.1:8700/v3", "http://127.0.0.1:8700/v3"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:8700/v3", "http://[::1]:8700/v3"),
        ("https://kölada.exempel/v3", "https://kölada.exempel/v3"),
        ("http://a:65535/v3", "http://a:65535/v3"),
    ],
)
def test_an_address_loses_only_its_last_slash(address, base):
    assert checked_address(address) == base
    with Client(address) as client:
        assert client.base == base


@pytest.mark.parametrize(
    "address",
    [
        "", " ", "/", "api.kolada.se", "api.kolada.se/v3", "//api.kolada.se/v3", "ftp://api.kolada.se/v3",
        "file:///etc/passwd", "javascript:alert(1)", "mailto:a@b", "data:,a", "https:", "https://", "https:///v3",
        "https://:80/v3", "https://a:99999/v3", "https://a:-1/v3", "https://a:0/v3", "https://a:x/v3",
        "https://a:８０/v3", "https://[::1/v3", "https://[x]/v3", "https://namn@a/v3", "https://namn:hemligt@a/v3",
        "https://:hemligt@a/v3", "https://a/v3?x=1", "https://a/v3#x", "https://a\\@b/v3", "a" * 5_000,
        "https://a/v3?",
        "https://a/v3#",
        "https://:@a/v3",
        "https://a b/v3",
        "https://a\n.b/v3",
        "https://a/v\t3",
        "https://a\0/v3",
        "http://*/v3",
        "http://😀/v3",
    ],
    ids=lambda address: repr(address[:40]),
)  # fmt: skip
def test_what_is_no_address_of_an_api_is_refused(address):
    with pytest.raises(KoladaError) as caught:
        checked_address(address)
    told(caught.value)
    assert "hemligt" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://a..b/v3", "http://" + "a" * 70 + "/v3"])
def test_an_address_that_only_looks_like_one_is_unreachable(address):
    with Client(address, HASTY) as client, pytest.raises(UnreachableError) as caught:
        client.municipalities()
    told(caught.value)
