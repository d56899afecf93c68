"""A small Kolada of the tests' own: answers on the loopback as the API v3 does, and fails when told to."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from gnv.areas import Kind, load_areas
from gnv.kolada.wire import Patience
from tests.conftest import ROOT

HASTY = Patience(connect=0.5, read=0.5, whole=1.5, pause=0.0, backoff=0.01, longest_pause=1.0, attempts=3)
MOST_ROWS = 5000
MEGABYTE = 1_000_000
ELSEWHERE = "http://ett.annat.exempel/v3"

Content = dict[str, Any]
Key = tuple[str, str, int]  # key figure, area and year
Values = dict[Key, dict[str, float | None]]  # by gender
Fault = Callable[["Wire", Content], None]  # answers in the stub's place, which would have given this content
Hook = Callable[[str, Mapping[str, str], int], "Fault | None"]  # given path, query and number of the request


class Asked(NamedTuple):
    path: str  # below the base
    query: dict[str, str]
    at: float


@dataclass
class KoladaStub:
    """A server that answers from the data given it, as long as its context lasts."""

    values: Values = field(default_factory=dict)
    catalogue: dict[str, Content] = field(default_factory=dict)  # by key figure
    groups: list[Content] = field(default_factory=list)
    municipalities: list[Content] = field(default_factory=lambda: all_municipalities())
    deleted: set[tuple[str, str, int, str]] = field(default_factory=set)  # a key and a gender
    fault: Hook = lambda path, query, number: None  # says which requests fail, and how
    rows_per_page: int = MOST_ROWS  # at most, whatever is asked for
    asked: list[Asked] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    ended: threading.Event = field(default_factory=threading.Event)  # no fault outlives it

    def __enter__(self) -> KoladaStub:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Wire,), {"stub": self}))
        threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v3"

    def answer(self, path: str, query: Mapping[str, str]) -> tuple[int, Content]:
        parts = [unquote(part).split(",") for part in path.strip("/").split("/")]
        per_page, page = int(query.get("per_page", MOST_ROWS)), int(query.get("page", 1))
        if per_page > MOST_ROWS or any(len(part) > 25 for part in parts):
            return 422, {"detail": "too many"}
        rows = self._rows(parts, query.get("title", "").casefold())
        if rows is None:
            return 404, {"detail": "not found"}
        size = min(per_page, self.rows_per_page)
        on_page = rows[(page - 1) * size : page * size]
        following = f"{ELSEWHERE}{path}?{urlencode({**query, 'page': page + 1})}"
        next_url = following if len(rows) > page * size else None
        return 200, {"values": on_page, "count": len(on_page), "next_url": next_url, "previous_url": None}

    def _rows(self, parts: list[list[str]], title: str) -> list[Content] | None:
        match parts:
            case [["kpi"], kpis]:
                return [self.catalogue[kpi] for kpi in kpis if kpi in self.catalogue]
            case [["municipality"]]:
                return self.municipalities
            case [["municipality_groups"]]:
                return [each for each in self.groups if title in each["title"].casefold()]
            case [["data"], ["kpi"], kpis, ["municipality"], areas]:
                return [self._row(key) for key in self.values if key[0] in kpis and key[1] in areas]
        return None

    def _row(self, key: Key) -> Content:
        said = [self._value(key, gender, value) for gender, value in self.values[key].items()]
        self.chance.shuffle(said)
        return {"kpi": key[0], "municipality": key[1], "period": key[2], "values": said}

    def _value(self, key: Key, gender: str, value: float | None) -> Content:
        status, deleted = "Missing" if value is None else "", (*key, gender) in self.deleted
        return {"gender": gender, "count": 1, "status": status, "value": value, "isdeleted": deleted}


class Wire(BaseHTTPRequestHandler):
    """One connection, for a fault to do with as it likes."""

    stub: KoladaStub
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # the client may go when it likes
            super().handle()

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        path, query = parts.path.removeprefix("/v3"), dict(parse_qsl(parts.query))
        self.stub.asked.append(Asked(path, query, time.monotonic()))
        fault = self.stub.fault(path, query, len(self.stub.asked))
        code, content = self.stub.answer(path, query)
        if fault:
            fault(self, content)
        else:
            self.send(json.dumps(content).encode(), code)

    def send(self, content: bytes, code: int = 200, **headers: Any) -> None:
        """Send an answer. Headers are written with _ for -, and ``Content_Length`` may be a lie."""
        self.send_response(code)
        for name, value in {"Content_Length": len(content), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def body(content: bytes, code: int = 200, **headers: Any) -> Fault:
    return lambda wire, _: wire.send(content, code, **headers)


def status(code: int, **headers: Any) -> Fault:
    return body(b'{"detail": "no"}', code, **headers)


def changed(**fields: Any) -> Fault:
    """An answer with other ``values``, ``count`` or ``next_url``; a function is given the true one."""

    def fault(wire: Wire, content: Content) -> None:
        told = {name: given(content[name]) if callable(given) else given for name, given in fields.items()}
        wire.send(json.dumps({**content, **told}).encode())

    return fault


def in_rows(**fields: Any) -> Fault:
    """Rows with other fields: ``kpi``, ``municipality``, ``period``, ``values``."""
    return changed(values=lambda rows: [{**row, **fields} for row in rows])


def in_values(**fields: Any) -> Fault:
    """Values with other fields: ``gender``, ``value``, ``isdeleted``."""

    def told(row: Content) -> Content:
        return {**row, "values": [{**said, **fields} for said in row["values"]]}

    return changed(values=lambda rows: [told(row) for row in rows])


def half(told: float = 0.5, stall: float = 0.0) -> Fault:
    """Half of an answer, told to be a share of it; then nothing for some seconds, and the end."""

    def fault(wire: Wire, content: Content) -> None:
        whole = json.dumps(content).encode()
        wire.send(whole[: len(whole) // 2], Content_Length=int(len(whole) * told))
        wire.stub.ended.wait(stall)
        wire.close_connection = len(whole) // 2 < int(len(whole) * told)

    return fault


def drip(start: bytes, drop: bytes, pause: float = 0.01, seconds: float = 60.0) -> Fault:
    """Bytes that need not be HTTP, and then the same few again and again for some seconds."""

    def fault(wire: Wire, _: Content) -> None:
        wire.close_connection, end = True, time.monotonic() + seconds
        wire.wfile.write(start)
        while time.monotonic() < end and not wire.stub.ended.wait(pause):
            wire.wfile.write(drop)

    return fault


def hang(seconds: float) -> Fault:
    return drip(b"", b"", pause=seconds, seconds=seconds)


def reset(wire: Wire, _: Content) -> None:
    wire.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close_connection = True
    os.close(wire.connection.detach())


@cache
def zipped(megabytes: int) -> bytes:
    return gzip.compress(b" " * (megabytes * MEGABYTE), 1)


def first(count: int, fault: Fault) -> Hook:
    return lambda path, query, number: fault if number <= count else None


def where(part_of_path: str, fault: Fault) -> Hook:
    return lambda path, query, number: fault if part_of_path in path else None


always = partial(where, "")


@cache
def all_municipalities() -> list[Content]:
    return [
        {"id": area.code, "title": area.name, "type": "K" if area.kind is Kind.MUNICIPALITY else "L"}
        for area in load_areas(ROOT / "geo").by_code.values()
    ]


def small_data(areas: Iterable[str], kpis: Iterable[str], years: Iterable[int]) -> Values:
    """Return values that are all different, for every key figure, area, year and gender."""
    keys = enumerate(product(kpis, areas, years))
    return {key: {"T": number + 0.5, "K": number + 0.25, "M": number + 0.75} for number, key in keys}


def described(*kpis: str, **fields: Any) -> dict[str, Content]:
    """Return a catalogue in which all key figures are described alike."""
    said = {"title": "Ett nyckeltal", "description": "Så räknas det.", "publ_period": "2025"}
    dates = {"prel_publication_date": None, "publication_date": "2026-10-01"}
    return {kpi: {"id": kpi, **said, **dates, **fields} for kpi in kpis}


def group(code: str, title: str, *members: str) -> Content:
    return {"id": code, "title": title, "members": [{"member_id": member} for member in members]}
