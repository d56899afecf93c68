"""What publishing would do with a row."""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    """What publishing would do with a row."""

    NEW = "ny"
    CHANGED = "ändrad"
    UNCHANGED = "oförändrad"
