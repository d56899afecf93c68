"""A client, and a Kolada of our own that it asks."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import re

import pytest

from gnv.kolada.client import Client
from gnv.kolada.wire import KoladaError
from tests import kolada_stub as stub
from tests.kolada_stub import HASTY, KoladaStub

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
