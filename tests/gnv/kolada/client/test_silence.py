"""The pace of a client's questions, and what becomes of those that nobody answers."""

from __future__ import annotations

import contextlib
import gzip
import socket
import time

import pytest

from gnv.kolada.client import Client
from gnv.kolada.wire import KoladaError, Patience, UnreachableError
from tests import kolada_stub as stub
from tests.gnv.kolada.client.conftest import CHUNKED, EMPTY, KPIS, OK, asking, data, gaps, told, values
from tests.kolada_stub import HASTY, always, first
from tests.servers import free_port

pytestmark = pytest.mark.slow  # asks a server and waits for it


# The pace.


def test_requests_lie_a_pause_apart_and_so_do_pages_and_repetitions(kolada):
    kolada.rows_per_page = 10
    failing = {1: stub.status(500), 3: stub.half()}
    kolada.fault = lambda path, query, number: failing.get(number)
    with asking(kolada, pause=0.2) as client:
        assert values(data(client)) == kolada.values
    assert len(kolada.asked) == 4
    assert min(gaps(kolada)) > 0.1  # a busy machine hears one late, and so the next one soon
    assert sum(gaps(kolada)) > 0.5


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
