"""Files that are put in place whole, so that neither a fault nor a killing leaves half of one."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
from pathlib import Path

PART_BYTES = 4  # of what ends the name of a file that is being written, after a leading dot


def put_whole(path: Path, content: bytes, what: str, log: logging.Logger) -> None:
    """Put content in place whole: written beside, flushed to the disk, then renamed.

    Each step is named in the log when it is done (``edition written``).

    Args:
        path: where; a file there is replaced.
        content: all of it.
        what: the file's name in the log.
        log: where the steps are named.

    Raises:
        OSError: where it cannot be written. Nothing is left beside then.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(PART_BYTES)}")
    try:
        with beside.open("xb") as file:
            log.debug("%s opened", what)
            file.write(content)
            file.flush()
            log.debug("%s written", what)
            os.fsync(file.fileno())
            log.debug("%s flushed", what)
        beside.replace(path)
        log.debug("%s renamed", what)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, where the system can (Windows does so by itself)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
