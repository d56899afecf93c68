"""One question to Kolada over HTTP: paced, repeated where that helps, and never waited for without end."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, MaxRetryError, ReadTimeoutError
from urllib3.util import Retry

from gnv.kolada.answers import WrongAnswerError

_MOST_BYTES = 12_000_000  # a full page is some 2 MB
_CHUNK = 1 << 16
_TOO_LATE = "Kolada svarade inte i tid."
_ADDRESS = re.compile(r"https?://([\w.-]+|\[[0-9A-Fa-f:.]+\])(:(?P<port>[0-9]{1,5}))?(/[\w.~-]+)*")


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
        session: for all answers together.
        pause: between two requests; five a second.
        backoff: what the wait before a repetition grows from; the first comes at once.
        longest_pause: the longest Retry-After that is waited for.
        attempts: how many times a question is asked in all, for answers that say *later*.
        tries: how many times one whose answer is unusable or does not come is asked.
        silences: after so many questions in a row without any answer, no more are asked.
        failures: the same, without any that can be used.
    """

    connect: float = 5.0
    read: float = 30.0
    whole: float = 90.0
    session: float = 900.0
    pause: float = 0.2
    backoff: float = 0.5
    longest_pause: float = 60.0
    attempts: int = 5
    tries: int = 2
    silences: int = 3
    failures: int = 8


class Wire:
    """A session with one host.

    Attributes:
        base: the address that paths are put after.
        requests: how many requests have been sent, repetitions counted.
    """

    def __init__(self, base: str, patience: Patience) -> None:
        self.base = checked_address(base)
        self.requests = 0
        self._patience = patience
        self._last = -patience.pause
        self._end = time.monotonic() + patience.session
        self._repetition = Retry(
            total=patience.attempts - 1,
            other=patience.tries - 1,
            status_forcelist=(429, 500, 502, 503, 504),
            backoff_factor=patience.backoff,
        )
        self._session = _Session()
        self._sockets: list[socket.socket] = []
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, _adapter(self._sockets))

    def close(self) -> None:
        """End the session."""
        self._session.close()

    def get(self, path: str, query: dict[str, str]) -> bytes:
        """Return the body of an answer with status 200, asked for again where it says *later*.

        Raises:
            UnreachableError: where nothing answers, or not in time.
            KoladaError: where the answer has another status, or is too large.
            WrongAnswerError: where the answer breaks off.
        """
        repetition = self._repetition
        while True:
            self._pace()
            try:
                with self._in_time(), self._ask_once(path, query) as answer:
                    if not repetition.is_retry("GET", answer.status_code, "Retry-After" in answer.headers):
                        return self._content(answer)
                    repetition = repetition.increment("GET", path, response=answer.raw)
                    wait = _retry_after(repetition, answer.raw)
            except MaxRetryError as error:
                raise KoladaError(_status_text(answer.status_code)) from error
            except (requests.RequestException, HTTPError, OSError, ValueError, OverflowError) as error:
                try:
                    repetition = repetition.increment("GET", path, error=error)
                except HTTPError:
                    raise UnreachableError(_unreachable_text(error)) from error
                wait = 0.0
            self._wait(wait or repetition.get_backoff_time())

    def _ask_once(self, path: str, query: dict[str, str]) -> requests.Response:
        return self._session.get(
            self.base + path,
            params=query,
            timeout=(self._patience.connect, self._patience.read),
            allow_redirects=False,
            stream=True,
        )

    def _content(self, answer: requests.Response) -> bytes:
        """Return an answer's body."""
        if answer.status_code != requests.codes.ok:
            raise KoladaError(_status_text(answer.status_code))
        found, size = [], 0
        try:
            while chunk := answer.raw.read1(_CHUNK, decode_content=True):
                found.append(chunk)
                size += len(chunk)
                if size > _MOST_BYTES:
                    raise KoladaError("Kolada svarade oväntat: svaret är orimligt stort.")
        except (TimeoutError, ReadTimeoutError) as error:
            raise UnreachableError(_TOO_LATE) from error
        except (HTTPError, OSError, ValueError, OverflowError) as error:
            raise WrongAnswerError("svaret bröts på vägen") from error
        return b"".join(found)

    @contextlib.contextmanager
    def _in_time(self) -> Iterator[None]:
        """Shut the connection of an answer that has not come whole in its time, however it drips."""
        late = threading.Event()

        def shut() -> None:
            late.set()
            for each in self._sockets:
                with contextlib.suppress(OSError):
                    # Not TLS's own shutdown, which is not for two threads.
                    socket.socket.shutdown(each, socket.SHUT_RDWR)

        timer = threading.Timer(min(self._patience.whole, max(self._end - time.monotonic(), 0)), shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as error:
            if late.is_set():
                raise UnreachableError(_TOO_LATE) from error
            raise
        finally:
            timer.cancel()

    def _pace(self) -> None:
        """Wait until the next request may be sent, and count it."""
        self._wait(self._last + self._patience.pause - time.monotonic())
        self._last = time.monotonic()
        self.requests += 1

    def _wait(self, seconds: float) -> None:
        """Wait, unless it is for too long or the whole session has taken too long."""
        if seconds > self._patience.longest_pause:
            raise UnreachableError(f"Kolada ber oss vänta i {seconds:.0f} sekunder. Försök igen senare.")
        if time.monotonic() + max(seconds, 0) > self._end:
            raise UnreachableError("Kolada svarar för långsamt: hämtningen avbröts. Försök igen senare.")
        if seconds > 0:
            time.sleep(seconds)


class _Session(requests.Session):
    """A session that follows no redirects and gives away no passwords."""

    def __init__(self) -> None:
        super().__init__()
        self.headers.update({"Accept": "application/json", "User-Agent": "gnv-dalarna"})
        self.auth = lambda request: request  # else ~/.netrc would be asked

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return none, so that a redirect's body is not read in search of the next request."""


def _adapter(sockets: list[socket.socket]) -> HTTPAdapter:
    """Return an adapter that notes the socket of its connection, for `Wire._in_time`."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets[:] = [self.sock]

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets[:] = [self.sock]

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = HTTPAdapter()
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return adapter


def _retry_after(repetition: Retry, answer: BaseHTTPResponse) -> float:
    """Return the seconds that an answer asks us to wait; none where it asks for nothing sensible."""
    try:
        return repetition.get_retry_after(answer) or 0.0
    except (HTTPError, ValueError, OverflowError):
        return 0.0


def checked_address(address: str) -> str:
    """Return an API's address without a slash at its end.

    Raises:
        KoladaError: where it is no address that can be asked.
    """
    text = address.strip().rstrip("/")
    found = _ADDRESS.fullmatch(text)
    if found is None or int(found["port"] or 1) not in range(1, 65536):
        # The address itself is not told: someone may have written a password in it.
        raise KoladaError("Koladas adress är ingen webbadress. Skriv den som https://api.kolada.se/v3.")
    return text


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
        return _TOO_LATE
    if isinstance(error, requests.ConnectionError):
        return "Kolada går inte att nå. Kontrollera nätet och adressen."
    return "Det går inte att fråga Kolada. Kontrollera adressen och datorns inställningar för nätet."
