"""How many examples generated tests are given: all of them in the gate, a fifth in the fast part."""

from __future__ import annotations

from hypothesis import settings

LEAST = 5

settings.register_profile("gate", max_examples=100, deadline=None)
settings.register_profile("fast", max_examples=20, deadline=None)


def choose_profile(markers: str) -> None:
    """Let a run that leaves out the slow tests (pytest's ``-m``) be given fewer examples."""
    settings.load_profile("fast" if "not slow" in markers else "gate")


def examples(number: int) -> settings:
    """Return the decorator of a generated test that is given so many examples in the gate."""
    share = settings().max_examples / 100
    return settings(max_examples=max(min(number, LEAST), round(number * share)))
