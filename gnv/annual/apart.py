"""Making a report in a process of its own, so that the server's other sessions go on meanwhile.

Its figures are counted, its pictures drawn and its pages set there, by the command line; the memory that this
takes is given back when it is done.
"""

from __future__ import annotations

import subprocess  # nosec B404 - our own module, named here
import sys
import tempfile
from pathlib import Path

from gnv.report.press import PressError
from gnv.settings import ROOT

_LONGEST_SECONDS = 300


def report_made_apart(year: int, suffix: str) -> bytes:
    """Return a year's report as a file, DOCX or PDF.

    The settings are those of this process's environment.

    Raises:
        PressError: where it could not be made; its message is for the log.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"arsberattelse.{suffix}"
        command = (sys.executable, "-m", "gnv", "report", "--year", str(year), "-o", str(file), "--json")
        try:
            done = subprocess.run(  # noqa: S603  # nosec B603 - nothing in the command comes from outside
                command, capture_output=True, cwd=ROOT, timeout=_LONGEST_SECONDS, check=False
            )
            if done.returncode:
                said = done.stderr.decode("utf-8", "replace").strip()
                raise PressError(f"the report ended with {done.returncode}: {said[-2000:]}")
            return file.read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PressError(f"the report could not be made: {error}") from error
