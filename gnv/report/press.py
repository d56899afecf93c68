"""Printing in a process of its own, one job at a time.

The server's other sessions go on meanwhile (drawing a picture holds Python's lock for its whole time), a
fault in the printing cannot take the server with it, and its memory is given back when it is done.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import logging
import subprocess  # nosec B404 - our own module, named here
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from gnv.charts.render import SCALE
from gnv.settings import ROOT

_LONGEST_SECONDS = 180
_COMMAND = (sys.executable, "-m", "gnv.report.typesetter")
_one_at_a_time = threading.BoundedSemaphore(1)
_log = logging.getLogger(__name__)


class PressError(Exception):
    """Raised where a document could not be printed; its message is for the log."""


def pdf_file(template: str, data: Mapping[str, Any], day: dt.date) -> bytes:
    """Return a PDF file: tagged, with bookmarks, PDF/A-2a and PDF/UA-1.

    Args:
        template: a file in gnv/report/typst.
        data: what the template reads; texts in it are never taken for markup.
        day: what the file says of when it was made.

    Raises:
        PressError: where it could not be made.
    """
    moment = dt.datetime.combine(day, dt.time(12), dt.UTC)
    job = {"template": template, "data": data, "format": "pdf", "timestamp": int(moment.timestamp())}
    return _print(job)[0]


def png_files(template: str, data: Mapping[str, Any], ppi: float) -> list[bytes]:
    """Return a PNG picture per page.

    Raises:
        PressError: where they could not be made.
    """
    return _print({"template": template, "data": data, "format": "png", "ppi": ppi})


def drawn(pictures: Sequence[tuple[str, float]]) -> list[bytes]:
    """Return SVG pictures as PNG, each with so many pixels per drawing unit.

    Raises:
        PressError: where one could not be made.
    """
    if not pictures:
        return []
    return _print({"pictures": [{"svg": svg, "scale": scale} for svg, scale in pictures]})


def png_file(svg: str) -> bytes:
    """Return an SVG picture as PNG, in the size that is downloaded.

    Raises:
        PressError: where it could not be made.
    """
    return drawn([(svg, SCALE)])[0]


def _print(job: Mapping[str, Any]) -> list[bytes]:
    with _one_at_a_time:
        try:
            done = subprocess.run(  # noqa: S603  # nosec B603 - nothing in the command comes from outside
                _COMMAND,
                input=json.dumps(job).encode("ascii"),
                capture_output=True,
                cwd=ROOT,
                timeout=_LONGEST_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PressError(f"the typesetter did not answer: {error}") from error
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode:
        raise PressError(f"the typesetter ended with {done.returncode}: {said[-2000:]}")
    if said:
        _log.warning("The typesetter said: %s", said[-2000:])
    return [base64.b64decode(file) for file in json.loads(done.stdout)]
