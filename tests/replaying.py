"""A replay of Kolada with real values, for whoever has one: ``GNV_TEST_REPLAY`` names its program."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator

REPLAY = os.environ.get("GNV_TEST_REPLAY", "")


@contextlib.contextmanager
def replay(*options: object) -> Iterator[str]:
    """Start a replay on a free port and give its address."""
    command = [sys.executable, REPLAY, "--port", "0", *map(str, options)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found, "the replay did not start"
            yield found[0]
        finally:
            process.terminate()
