"""Who is compared with whom, and how many must have a value for a comparison to be made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LEAST_FOR_COUNTY_MEAN = 10
LEAST_OF_SWEDEN = 150
LEAST_OF_DALARNA = 5
LEAST_OF_REGIONS = 15


@dataclass(frozen=True)
class ReferenceSet:
    """Areas whose median is the middle, used where at least ``least`` of them have a value."""

    name: str
    members: frozenset[str]
    least: int


@dataclass(frozen=True)
class Peers:
    """The areas that are ranked among each other and the sets they are compared with.

    Attributes:
        ranked: Dalarna's municipalities, or the regions.
        references: tried in order; the first with enough values is the reference set of a period.
        least_for_mean: how many values the county's mean needs; none where there is no such mean.
    """

    ranked: frozenset[str]
    references: tuple[ReferenceSet, ...]
    least_for_mean: int | None

    @property
    def least_for_span(self) -> int:
        """How many values it takes to speak of the lowest and the highest among them."""
        return self.least_for_mean or min(reference.least for reference in self.references)

    def has_enough(self, n: int) -> bool:
        """Return whether so many ranked areas with a value make a period worth showing first."""
        return self.least_for_mean is not None and n >= self.least_for_mean


def municipal_peers(dalarna: Iterable[str], sweden: Iterable[str]) -> Peers:
    """Return the peers of a municipal key figure."""
    own = frozenset(dalarna)
    return Peers(
        ranked=own,
        references=(
            ReferenceSet("Sveriges", frozenset(sweden), LEAST_OF_SWEDEN),
            ReferenceSet("Dalarnas", own, LEAST_OF_DALARNA),
        ),
        least_for_mean=LEAST_FOR_COUNTY_MEAN,
    )


def region_peers(regions: Iterable[str]) -> Peers:
    """Return the peers of a region key figure: the regions, Gotland included and Riket not."""
    own = frozenset(regions)
    return Peers(
        ranked=own,
        references=(ReferenceSet("regionernas", own, LEAST_OF_REGIONS),),
        least_for_mean=None,
    )
