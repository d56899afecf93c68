"""Ask Kolada's API v3: politely, patiently, and believing nothing that has not been checked.

What is known of the API: at most 25 ids in one part of a path and 5,000 rows a page; every answer is
``{"values", "count", "next_url"}``; a 429 may carry Retry-After. No rate limit is documented; careful
clients keep to five requests a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from pydantic import TypeAdapter

from gnv.kolada.answers import (
    DataRow,
    KeyFigure,
    Municipality,
    MunicipalityGroup,
    Page,
    WrongAnswerError,
    parse,
)
from gnv.kolada.wire import KoladaError, Patience, UnreachableError, Wire

IDS_PER_SEGMENT = 25
ROWS_PER_PAGE = 5000
_MOST_PAGES = 20

T = TypeVar("T")
_KEY_FIGURES = TypeAdapter(Page[KeyFigure])
_MUNICIPALITIES = TypeAdapter(Page[Municipality])
_GROUPS = TypeAdapter(Page[MunicipalityGroup])
_DATA = TypeAdapter(Page[DataRow])


class Client:
    """A session with Kolada. Every question raises KoladaError where it gets no usable answer."""

    def __init__(self, base: str, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._wire = Wire(base, self._patience)
        self._silent = self._failed = 0
        self._why_failed = ""

    @property
    def base(self) -> str:
        """The API's address, without a slash at its end."""
        return self._wire.base

    @property
    def requests(self) -> int:
        """How many requests have been sent, repetitions counted."""
        return self._wire.requests

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._wire.close()

    def key_figures(self, ids: Sequence[str]) -> list[KeyFigure]:
        """Return what the catalogue says of at most 25 key figures; unknown ones are left out."""
        return self._ask(f"/kpi/{_segment(ids)}", _KEY_FIGURES)

    def municipalities(self) -> list[Municipality]:
        """Return all municipalities and regions, and the country."""
        return self._ask("/municipality", _MUNICIPALITIES)

    def groups(self, title: str) -> list[MunicipalityGroup]:
        """Return the groups whose title contains a text."""
        found = self._ask("/municipality_groups", _GROUPS, {"title": title})
        return [group for group in found if title.casefold() in group.title.casefold()]

    def data(self, kpis: Sequence[str], areas: Sequence[str]) -> list[DataRow]:
        """Return every year of at most 25 key figures for at most 25 areas; nothing else is kept."""
        rows = self._ask(f"/data/kpi/{_segment(kpis)}/municipality/{_segment(areas)}", _DATA)
        return [row for row in rows if row["kpi"] in kpis and row["municipality"] in areas]

    def _ask(self, path: str, page: TypeAdapter[Page[T]], query: dict[str, str] | None = None) -> list[T]:
        """Return the rows of all pages of an answer."""
        asked = {**(query or {}), "per_page": str(ROWS_PER_PAGE)}
        found: list[T] = []
        counts: list[tuple[int | None, int]] = []
        seen = []
        while True:
            answer = self._page(path, page, asked)
            found += answer.values
            counts.append((answer.count, len(answer.values)))
            if not answer.next_url:
                break
            seen.append(asked)
            # The address it names may be another host's; its query is what tells the next page.
            asked = _query_of(answer.next_url)
            if asked in seen or len(seen) >= _MOST_PAGES:
                raise KoladaError("Svaret tar aldrig slut: sidorna upprepas.")
        _check_whole(counts)
        return found

    def _page(self, path: str, page: TypeAdapter[Page[T]], query: dict[str, str]) -> Page[T]:
        """Return one page; one that is unusable is asked for again."""
        patience = self._patience
        if self._silent >= patience.silences or self._failed >= patience.failures:
            raise UnreachableError(self._why_failed)
        try:
            answer = self._usable(path, page, query)
        except KoladaError as error:
            self._failed += 1
            self._silent = self._silent + 1 if isinstance(error, UnreachableError) else 0
            self._why_failed = str(error)
            raise
        self._silent = self._failed = 0
        return answer

    def _usable(self, path: str, page: TypeAdapter[Page[T]], query: dict[str, str]) -> Page[T]:
        for left in reversed(range(self._patience.tries)):
            try:
                return parse(self._wire.get(path, query), page)
            except WrongAnswerError as error:
                if not left:
                    raise KoladaError(f"Kolada svarade oväntat: {error}. Försök igen senare.") from error
        raise AssertionError("unreachable: the last try returns or raises")


def segments(ids: Sequence[str]) -> list[Sequence[str]]:
    """Return ids in parts that fit in a path."""
    return [ids[start : start + IDS_PER_SEGMENT] for start in range(0, len(ids), IDS_PER_SEGMENT)]


def _segment(ids: Sequence[str]) -> str:
    if not 0 < len(ids) <= IDS_PER_SEGMENT:
        raise ValueError(f"{len(ids)} ids do not fit in a path: 1 to {IDS_PER_SEGMENT}")
    return ",".join(ids)


def _query_of(url: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(urlsplit(url).query, max_num_fields=20))
    except ValueError as error:
        raise KoladaError("Kolada svarade oväntat: adressen till nästa sida är ingen adress.") from error


def _check_whole(counts: Sequence[tuple[int | None, int]]) -> None:
    """Refuse an answer with fewer rows than it says.

    ``count`` is known to be the rows of a page, though not with certainty, so the sum passes too.
    """
    total = sum(rows for _, rows in counts)
    if any(count not in (None, rows, total) for count, rows in counts):
        told = max(count or 0 for count, _ in counts)
        raise KoladaError(f"Kolada svarade med {total} rader av {told}: svaret är avkortat.")
