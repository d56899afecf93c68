"""A file that a person asks the command line for: put in place whole, or not at all and told."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from gnv.durable import put_whole
from gnv.problems import Problem, ProblemError, reason

_LOG = logging.getLogger("gnv.output")


def refuse_unwritable(file: Path) -> None:
    """Tell before the work is done that its file cannot be written. Raises ProblemError."""
    folder = file.resolve().parent
    if file.is_dir():
        raise _refusal(file, "det är en mapp", "Lägg till filens namn.")
    if not folder.is_dir():
        raise _refusal(file, f"mappen {folder} finns inte", "Skapa mappen först, eller välj en annan.")
    if not os.access(folder, os.W_OK) and not _is_device(file):
        raise _refusal(file, f"rättigheter saknas i mappen {folder}", "Välj en mapp som du får skriva i.")


def write_output(file: Path, content: bytes) -> None:
    """Write a file; one that is there already is replaced when the new one is whole.

    Raises:
        ProblemError: where it cannot be written. What was there stands then, and nothing is left beside.
    """
    try:
        if _is_device(file):
            file.write_bytes(content)
        else:
            put_whole(file.resolve(), content, "output", _LOG)
    except OSError as error:
        raise _refusal(
            file, reason(error), "Välj en annan plats, frigör utrymme, eller stäng filen om den är öppen."
        ) from error


def _is_device(file: Path) -> bool:
    """Return whether it is what is written through, as /dev/stdout, and cannot be replaced."""
    return file.exists() and not (file.is_file() or file.is_dir())


def _refusal(file: Path, why: str, remedy: str) -> ProblemError:
    return ProblemError(Problem(f"Filen {file} kan inte skrivas: {why}. Inget är skrivet.", remedy))
