"""How many examples generated tests are given, and how many rounds tests that try at random go.

Generated tests get all of their examples in the gate, a fifth in the fast part. ``GNV_TEST_ROUNDS`` is
how many rounds in ten are gone, in the gate one; 10 goes them all.
"""

from __future__ import annotations

import os

from hypothesis import settings

LEAST = 5
ROUNDS = int(os.environ.get("GNV_TEST_ROUNDS", "1"))

settings.register_profile("gate", max_examples=100, deadline=None)
settings.register_profile("fast", max_examples=20, deadline=None)


def choose_profile(markers: str) -> None:
    """Let a run that leaves out the slow tests (pytest's ``-m``) be given fewer examples."""
    settings.load_profile("fast" if "not slow" in markers else "gate")


def rounds(number: int) -> int:
    """Return how many of so many rounds are gone."""
    return max(1, number * ROUNDS // 10)


def examples(number: int) -> settings:
    """Return the decorator of a generated test that is given so many examples in the gate."""
    share = settings().max_examples / 100
    return settings(max_examples=max(min(number, LEAST), round(number * share)))
