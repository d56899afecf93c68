"""Two people have changed the same thing: what of each goes on, and what they must choose between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Merged:
    """What a person has filled in, held against what someone else has let stand since they began.

    Attributes:
        said: theirs, with what only the other one has changed.
        taken: the fields in which that is so.
        disputed: the fields that both have changed, in different ways; the person's own is in `said`.
    """

    said: dict[str, Any]
    taken: tuple[str, ...]
    disputed: tuple[str, ...]


def merged(before: Mapping[str, Any], own: Mapping[str, Any], now: Mapping[str, Any]) -> Merged:
    """Return what a person has filled in, held against what stands now.

    Args:
        before: the fields as they stood when they began.
        own: as they want them.
        now: as they stand.
    """
    taken: list[str] = []
    disputed: list[str] = []
    for name in own:
        stood, wanted, stands = (_comparable(each.get(name)) for each in (before, own, now))
        if stands in (stood, wanted):
            continue
        (taken if wanted == stood else disputed).append(name)
    return Merged({**own, **{name: now[name] for name in taken}}, tuple(taken), tuple(disputed))


def _comparable(value: Any) -> Any:
    """Return a field's value so that nothing filled in is the same however a widget tells it."""
    return tuple(value) if isinstance(value, list) else value or ""
