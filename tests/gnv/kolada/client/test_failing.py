"""What goes wrong while a client asks, for good or for a while."""

from __future__ import annotations

import gzip
import time
import tracemalloc

import pytest

from gnv.kolada.wire import KoladaError
from tests import kolada_stub as stub
from tests.gnv.kolada.client.conftest import CHUNKED, EMPTY, KPIS, OK, asking, data, gaps, raw, told, values
from tests.kolada_stub import ELSEWHERE, HASTY, MEGABYTE, KoladaStub, always, first

pytestmark = pytest.mark.slow  # asks a server and waits for it


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
