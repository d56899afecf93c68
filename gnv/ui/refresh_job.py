"""A refresh that runs beside the pages: one at a time, seen by all sessions, and done if nobody looks.

It runs in a thread of its own, so that a person who goes to another page or closes the browser does not
end it halfway.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import secrets
import threading
from collections.abc import Collection
from dataclasses import dataclass

from gnv.kolada.fetch import Progress
from gnv.kolada.refresh import refresh
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.ui import cache

_LOG = logging.getLogger("gnv")
_START = threading.Lock()


@dataclass
class Job:
    """A refresh that runs or has run in this server.

    Attributes:
        progress: how far the fetching has come; none before the first answer.
        problem: why it could not be done.
        running: whether it still runs.
        ended: when it ended, UTC, ISO.
    """

    progress: Progress | None = None
    problem: Problem | None = None
    running: bool = True
    ended: str = ""


_latest: Job | None = None


def latest() -> Job | None:
    """Return the refresh that runs, or the last that ran, since the server started."""
    return _latest


def start(where: Settings, accepted: Collection[str] = ()) -> None:
    """Start a refresh unless one is running."""
    global _latest
    with _START:
        if _latest is not None and _latest.running:
            return
        _latest = Job()
        threading.Thread(target=_run, args=(_latest, where, accepted), daemon=True).start()


def _run(job: Job, where: Settings, accepted: Collection[str]) -> None:
    def note(progress: Progress) -> None:
        job.progress = progress

    try:
        refresh(where, accepted=accepted, progress=note)
    except ProblemError as error:
        job.problem = error.problem
    except Exception as error:  # noqa: BLE001 (a thread's last resort: a person gets a number that the log has)
        number = secrets.token_hex(4)
        _LOG.error("Fel %s", number, exc_info=error)
        job.problem = Problem(
            f"Något gick fel när värdena hämtades (felnummer {number}).",
            "De värden som fanns gäller fortfarande. Försök igen, och uppge numret om felet kommer tillbaka.",
        )
    job.ended = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        with contextlib.suppress(ProblemError):
            cache.draw_first_page()  # so that the first to look does not wait
    finally:
        job.running = False
