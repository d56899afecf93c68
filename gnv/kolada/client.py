"""Ask Kolada's API v3: politely, patiently, and believing nothing that has not been checked.

What is known of the API: at most 25 ids in one part of a path and 5,000 rows a page; every answer is
``{"values", "count", "next_url"}``; a 429 may carry Retry-After. No rate limit is documented; careful
clients keep to five requests a second.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

import requests
from pydantic import TypeAdapter
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from gnv.kolada.answers import (
    DataRow,
    KeyFigure,
    Municipality,
    MunicipalityGroup,
    Page,
    WrongAnswerError,
    parse,
)

IDS_PER_SEGMENT = 25
ROWS_PER_PAGE = 5000
_PAUSE_STATUSES = (429, 500, 502, 503, 504)
_MOST_PAGES = 40
_MOST_BYTES = 64_000_000
_CHUNK = 1 << 16

T = TypeVar("T")
_KEY_FIGURES = TypeAdapter(Page[KeyFigure])
_MUNICIPALITIES = TypeAdapter(Page[Municipality])
_GROUPS = TypeAdapter(Page[MunicipalityGroup])
_DATA = TypeAdapter(Page[DataRow])


class KoladaError(Exception):
    """Raised where a question got no usable answer; says why in Swedish."""


class UnreachableError(KoladaError):
    """Raised where nothing answers at the address, or not in time."""


@dataclass(frozen=True)
class Patience:
    """How long and how often to wait for Kolada; seconds where nothing else is said.

    Attributes:
        connect: for a connection.
        read: for the next bytes of an answer.
        whole: for one whole answer.
        pause: between two requests; five a second.
        backoff: before the second repetition, doubled for each after that.
        longest_pause: the longest Retry-After that is waited for.
        attempts: how many times a question is asked in all, for answers that say *later*.
        tries: how many times one whose answer is unusable or does not come is asked.
        silences: after so many questions in a row without any answer, no more are asked.
    """

    connect: float = 5.0
    read: float = 30.0
    whole: float = 90.0
    pause: float = 0.2
    backoff: float = 0.5
    longest_pause: float = 60.0
    attempts: int = 5
    tries: int = 2
    silences: int = 3


class Client:
    """A session with Kolada.

    Attributes:
        base: the API's address, without a slash at its end.
        requests: how many requests have been sent, repetitions counted.
    """

    def __init__(self, base: str, patience: Patience | None = None) -> None:
        self.base = checked_address(base)
        self.requests = 0
        self._patience = patience or Patience()
        self._last = -self._patience.pause
        self._silent, self._why_silent = 0, ""
        self._session = requests.Session()
        retries = _Repetition(
            pace=self._pace,
            longest_pause=self._patience.longest_pause,
            total=self._patience.attempts - 1,
            connect=self._patience.tries - 1,
            read=self._patience.tries - 1,
            redirect=False,
            status_forcelist=_PAUSE_STATUSES,
            backoff_factor=self._patience.backoff,
            raise_on_status=False,
        )
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retries))
        self._session.headers.update({"Accept": "application/json", "User-Agent": "gnv-dalarna"})

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def key_figures(self, ids: Sequence[str]) -> list[KeyFigure]:
        """Return what the catalogue says of at most 25 key figures; unknown ones are left out.

        Raises KoladaError, as every question does.
        """
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
        if self._silent >= self._patience.silences:
            raise UnreachableError(self._why_silent)
        for left in reversed(range(self._patience.tries)):
            try:
                content = self._get(path, query)
                self._silent = 0
                return parse(content, page)
            except UnreachableError as error:
                self._silent += 1
                self._why_silent = str(error)
                raise
            except WrongAnswerError as error:
                if not left:
                    raise KoladaError(f"Kolada svarade oväntat: {error}.") from error
        raise AssertionError("unreachable: the last try returns or raises")

    def _get(self, path: str, query: dict[str, str]) -> bytes:
        """Return the body of an answer with status 200."""
        self._pace()
        try:
            answer = self._session.get(
                self.base + path,
                params=query,
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                stream=True,
            )
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise UnreachableError(_unreachable_text(error)) from error
        with answer:
            if answer.status_code != requests.codes.ok:
                raise KoladaError(_status_text(answer.status_code))
            try:
                return b"".join(self._body(answer.raw))
            except (HTTPError, OSError, ValueError) as error:
                raise WrongAnswerError("svaret bröts på vägen") from error

    def _body(self, raw: BaseHTTPResponse) -> Iterator[bytes]:
        """Yield a body as it comes, as long as it is neither too large nor too late."""
        end = time.monotonic() + self._patience.whole
        size = 0
        while chunk := raw.read1(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > _MOST_BYTES:
                raise KoladaError("Kolada svarade oväntat: svaret är orimligt stort.")
            if time.monotonic() > end:
                raise UnreachableError("Kolada svarar för långsamt.")
            yield chunk

    def _pace(self) -> None:
        """Wait until the next request may be sent, and count it."""
        wait = self._last + self._patience.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last = time.monotonic()
        self.requests += 1


class _Repetition(Retry):
    """Repetitions that keep the pace too, and give up rather than wait for as long as anyone asks."""

    def __init__(self, *args: Any, pace: Any, longest_pause: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pace, self._longest_pause = pace, longest_pause

    def new(self, **kwargs: Any) -> _Repetition:
        """Return a copy with changes (urllib3 counts down in copies)."""
        return super().new(pace=self._pace, longest_pause=self._longest_pause, **kwargs)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Return the seconds that an answer asks us to wait. Raises KoladaError where they are too many."""
        try:
            seconds = super().get_retry_after(response)
        except (HTTPError, ValueError, OverflowError):
            return None
        if seconds is not None and seconds > self._longest_pause:
            raise KoladaError(f"Kolada ber oss vänta i {seconds:.0f} sekunder. Försök igen senare.")
        return seconds

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Wait before a repetition."""
        super().sleep(response)
        self._pace()


def checked_address(address: str) -> str:
    """Return an API's address without a slash at its end.

    Raises:
        KoladaError: where it is no address that can be asked.
    """
    text = address.strip().rstrip("/")
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise KoladaError(f"”{text[:100]}” är ingen webbadress. Skriv den som https://api.kolada.se/v3.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise KoladaError(f"Adressen till {parts.hostname} får inte ha lösenord, ? eller #.")
    return text


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


def _status_text(status: int) -> str:
    told = {
        404: "Adressen finns inte (404). Kontrollera den.",
        410: "Adressen är stängd (410). Kolada har flyttat: ange den nya adressen.",
        422: "Kolada godtar inte frågan (422).",
        429: "Kolada ber oss vänta (429). Försök igen senare.",
    }
    if 300 <= status < 400:
        return f"Adressen hänvisar vidare ({status}). Ange den nya adressen."
    return told.get(status, f"Kolada svarade med fel {status}. Försök igen senare.")


def _unreachable_text(error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "Kolada har inget giltigt certifikat. Kontrollera adressen och datorns klocka."
    if isinstance(error, (requests.Timeout, TimeoutError)) or "timed out" in str(error):
        return "Kolada svarade inte i tid."
    if isinstance(error, requests.ConnectionError):
        return "Kolada går inte att nå. Kontrollera nätet och adressen."
    return "Kolada svarade inte som en webbtjänst ska."
