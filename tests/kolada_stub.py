"""A small Kolada of the tests' own: answers on the loopback as the API v3 does, and fails when told to."""

from __future__ import annotations

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
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from gnv.areas import Kind, load_areas
from gnv.kolada.client import Patience
from tests.conftest import ROOT

HASTY = Patience(
    connect=0.5,
    read=0.5,
    whole=1.5,
    pause=0.0,
    backoff=0.01,
    longest_pause=1.0,
    attempts=3,
    tries=2,
    silences=3,
)
MOST_IDS = 25
MOST_ROWS = 5000
ELSEWHERE = "http://ett.annat.exempel/v3"
MEGABYTE = 1_000_000

Content = dict[str, Any]
Values = dict[tuple[str, str, int], dict[str, float | None]]
Fault = Callable[["Wire", Content], None]  # answers in the place of the stub, which had this content to give
Hook = Callable[[str, Mapping[str, str], int], "Fault | None"]  # of path, query, and which request it is


@dataclass(frozen=True)
class Asked:
    """A request: its path below the base, its query, and when it came."""

    path: str
    query: dict[str, str]
    at: float


@dataclass
class KoladaStub:
    """A server that answers from the data given it, as long as its context lasts.

    Attributes:
        values: key figure, area and year to each gender's value, none where it is missing.
        catalogue: key figure to what the catalogue says of it.
        groups: groups of areas.
        deleted: key figure, area, year and gender of the values that are marked as deleted.
        fault: says which requests fail, and how.
        rows_per_page: how many rows a page has at most, whatever is asked for.
        asked: the requests so far.
    """

    values: Values = field(default_factory=dict)
    catalogue: dict[str, Content] = field(default_factory=dict)
    groups: list[Content] = field(default_factory=list)
    municipalities: list[Content] = field(default_factory=lambda: all_municipalities())
    deleted: set[tuple[str, str, int, str]] = field(default_factory=set)
    fault: Hook = lambda path, query, number: None
    rows_per_page: int = MOST_ROWS
    asked: list[Asked] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

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
        """Return the status and the content of an answer."""
        parts = [unquote(part).split(",") for part in path.strip("/").split("/")]
        per_page, page = int(query.get("per_page", MOST_ROWS)), int(query.get("page", 1))
        if per_page > MOST_ROWS or any(len(part) > MOST_IDS for part in parts):
            return 422, {"detail": "too many"}
        rows = self._rows(parts, query, random.Random(path))
        if rows is None:
            return 404, {"detail": "not found"}
        size = min(per_page, self.rows_per_page)
        on_page = rows[(page - 1) * size : page * size]
        following = f"{ELSEWHERE}{path}?{urlencode({**query, 'page': page + 1})}"
        next_url = following if len(rows) > page * size else None
        return 200, {"values": on_page, "count": len(on_page), "next_url": next_url, "previous_url": None}

    def _rows(
        self, parts: list[list[str]], query: Mapping[str, str], chance: random.Random
    ) -> list[Content] | None:
        match parts:
            case [["kpi"], kpis]:
                return [self.catalogue[kpi] for kpi in kpis if kpi in self.catalogue]
            case [["municipality"]]:
                return self.municipalities
            case [["municipality_groups"]]:
                title = query.get("title", "").casefold()
                return [group for group in self.groups if title in group["title"].casefold()]
            case [["data"], ["kpi"], kpis, ["municipality"], areas]:
                return [
                    {
                        "kpi": kpi,
                        "municipality": area,
                        "period": year,
                        "values": chance.sample(said, len(said)),
                    }
                    for (kpi, area, year), by_gender in self.values.items()
                    if kpi in kpis and area in areas
                    for said in [[self._value(kpi, area, year, *each) for each in by_gender.items()]]
                ]
        return None

    def _value(self, kpi: str, area: str, year: int, gender: str, value: float | None) -> Content:
        deleted = (kpi, area, year, gender) in self.deleted
        status = "Missing" if value is None else ""
        return {"gender": gender, "count": 1, "status": status, "value": value, "isdeleted": deleted}


class Wire(BaseHTTPRequestHandler):
    """One connection, for a fault to do with as it likes."""

    stub: KoladaStub
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:  # noqa: N802 - the base class names it
        parts = urlsplit(self.path)
        path, query = parts.path.removeprefix("/v3"), dict(parse_qsl(parts.query))
        self.stub.asked.append(Asked(path, query, time.monotonic()))
        fault = self.stub.fault(path, query, len(self.stub.asked))
        code, content = self.stub.answer(path, query)
        try:
            if fault:
                fault(self, content)
            else:
                self.send(json.dumps(content).encode(), code)
        except OSError:  # the client has gone
            self.close_connection = True

    def send(self, body: bytes, code: int = 200, **headers: Any) -> None:
        """Send an answer; ``Content_Length`` and other headers may be other than the true ones."""
        self.send_response(code)
        for name, value in {"Content_Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def status(code: int, **headers: Any) -> Fault:
    return lambda wire, content: wire.send(b'{"detail": "no"}', code, **headers)


def literally(answer: bytes) -> Fault:
    """Bytes that need not be HTTP."""

    def fault(wire: Wire, content: Content) -> None:
        wire.wfile.write(answer)
        wire.close_connection = True

    return fault


def hang(seconds: float) -> Fault:
    def fault(wire: Wire, content: Content) -> None:
        wire.stub.ended.wait(seconds)
        wire.close_connection = True

    return fault


def reset(wire: Wire, content: Content) -> None:
    wire.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close_connection = True
    os.close(wire.connection.detach())


def truncated(wire: Wire, content: Content) -> None:
    """Half an answer whose length is true to it."""
    body = json.dumps(content).encode()
    wire.send(body[: len(body) // 2])


def cut(wire: Wire, content: Content) -> None:
    """Half an answer that was to be whole."""
    body = json.dumps(content).encode()
    wire.send(body[: len(body) // 2], Content_Length=len(body))
    wire.close_connection = True


def stalled(wire: Wire, content: Content) -> None:
    """Half an answer, and then nothing."""
    body = json.dumps(content).encode()
    wire.send(body[: len(body) // 2], Content_Length=len(body))
    wire.stub.ended.wait(60)


def body(content: bytes, **headers: Any) -> Fault:
    return lambda wire, _: wire.send(content, **headers)


def drip(pause: float, code: int = 200, start: bytes = b"", drop: bytes = b" ", **headers: Any) -> Fault:
    """An answer without end, a drop at a time."""

    def fault(wire: Wire, content: Content) -> None:
        wire.send(start, code, Content_Length=10**9, **headers)
        while not wire.stub.ended.wait(pause):
            wire.wfile.write(drop)

    return fault


def huge(megabytes: int) -> Fault:
    def fault(wire: Wire, content: Content) -> None:
        wire.send(b"", Content_Length=megabytes * MEGABYTE)
        for _ in range(megabytes):
            wire.wfile.write(b" " * MEGABYTE)

    return fault


@cache
def zipped(megabytes: int) -> bytes:
    return gzip.compress(b" " * (megabytes * MEGABYTE), 1)


def changed(**fields: Any) -> Fault:
    """An answer with other fields: ``values``, ``count``, ``next_url``; a function is given the true one."""

    def fault(wire: Wire, content: Content) -> None:
        told = {name: given(content[name]) if callable(given) else given for name, given in fields.items()}
        wire.send(json.dumps({**content, **told}).encode())

    return fault


def in_rows(**fields: Any) -> Fault:
    """Rows with other fields: ``kpi``, ``municipality``, ``period``, ``values``."""
    return changed(values=lambda rows: [{**row, **fields} for row in rows])


def in_values(**fields: Any) -> Fault:
    """Values with other fields: ``gender``, ``value``, ``isdeleted``."""
    return changed(
        values=lambda rows: [
            {**row, "values": [{**said, **fields} for said in row["values"]]} for row in rows
        ]
    )


def without(*kpis: str) -> Fault:
    """Rows of some key figures without any values."""
    return changed(
        values=lambda rows: [{**row, "values": [] if row["kpi"] in kpis else row["values"]} for row in rows]
    )


def always(fault: Fault) -> Hook:
    return lambda path, query, number: fault


def first(count: int, fault: Fault) -> Hook:
    return lambda path, query, number: fault if number <= count else None


def where(part: str, fault: Fault) -> Hook:
    """Fail where the path contains a text."""
    return lambda path, query, number: fault if part in path else None


@cache
def all_municipalities() -> list[Content]:
    """Return all municipalities and regions, and the country, as Kolada lists them."""
    return [
        {"id": area.code, "title": area.name, "type": "K" if area.kind is Kind.MUNICIPALITY else "L"}
        for area in load_areas(ROOT / "geo").by_code.values()
    ]


def small_data(areas: Iterable[str], kpis: Iterable[str], years: Iterable[int]) -> Values:
    """Return a value for each gender, all different, for every key figure, area and year."""
    years, areas = list(years), list(areas)
    return {
        (kpi, area, year): {"T": number + 0.5, "K": number + 0.25, "M": number + 0.75}
        for number, (kpi, area, year) in enumerate(
            (kpi, area, year) for kpi in kpis for area in areas for year in years
        )
    }


def described(*kpis: str, **fields: Any) -> dict[str, Content]:
    """Return a catalogue in which all key figures are described alike."""
    said = {"title": "Ett nyckeltal", "description": "Så räknas det.", "publ_period": "2025"}
    dates = {"prel_publication_date": None, "publication_date": "2026-10-01"}
    return {kpi: {"id": kpi, **said, **dates, **fields} for kpi in kpis}


def group(code: str, title: str, *members: str) -> Content:
    named = [{"member_id": member, "member_title": "En kommun"} for member in members]
    return {"id": code, "title": title, "members": named}
