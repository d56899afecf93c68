from __future__ import annotations

import pytest

from tests.gnv.annual.years import HOSTILE, full_year, year_of


@pytest.fixture(scope="session")
def full(areas, strategy):
    """Return a year with everything in it, what people have written being hostile."""
    return full_year(areas, strategy, HOSTILE)


@pytest.fixture(scope="session")
def empty(areas, strategy):
    """Return a year of which nothing is known, though something is of the next."""
    return year_of(areas, strategy, 2022, figures=[("U23521", "2080", 2023, "T", 80.0)])
