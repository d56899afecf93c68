"""Any areas side by side: what they have values of, each in its own year, on scales that they share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gnv.areas import Areas
from gnv.observations import Observations, Status
from gnv.profile import Profile
from gnv.standing import Standing, comparator_of
from gnv.story import Series
from gnv.strategy import Indicator
from gnv.view import MOST_AREAS

_MAY_BE_ELSEWHERE = (Status.NOT_IN_KOLADA, Status.NOT_COLLECTED)


@dataclass(frozen=True)
class Side:
    """A key figure of areas that stand side by side.

    Attributes:
        indicator: the key figure.
        cells: each area's standing, in the areas' order; a reason in place of a value where it has none.
    """

    indicator: Indicator
    cells: tuple[Standing, ...]

    @property
    def has_values(self) -> bool:
        """Whether any of the areas has a value in the year shown."""
        return any(cell.value is not None for cell in self.cells)

    @property
    def points(self) -> Series:
        """Every (year, value) of every area: what their common scales must hold."""
        return tuple(point for cell in self.cells for point in cell.series)


def sides(profiles: Sequence[Profile], known: Collection[str]) -> tuple[Side, ...]:
    """Return every key figure with the areas' standings side by side, in the strategy's order.

    Args:
        profiles: the areas.
        known: the areas that have any value at all.
    """
    each = zip(*(profile.standings for profile in profiles), strict=True)
    return tuple(
        Side(
            standings[0].indicator,
            tuple(_own(found, profile, known) for found, profile in zip(standings, profiles, strict=True)),
        )
        for standings in each
    )


def _own(found: Standing, profile: Profile, known: Collection[str]) -> Standing:
    """Return a standing of the area itself: a region's never stands in for a municipality's here."""
    if found.code != profile.code:
        stands_in = found.status in (Status.VALUE, *_MAY_BE_ELSEWHERE)
        why = Status.REGION_ONLY if stands_in else found.status
        return Standing(found.indicator, profile.code, True, "", why)
    if profile.code not in known and found.status in _MAY_BE_ELSEWHERE:
        return Standing(found.indicator, profile.code, found.regional, found.period, Status.NOT_FETCHED)
    return found


def beside(
    choice: str,
    code: str,
    indicator: Indicator,
    observations: Observations,
    areas: Areas,
    known: Collection[str],
) -> tuple[str, ...]:
    """Return an area with those that it may be put beside, as many as there is room for.

    Args:
        choice: ``grannar`` or ``liknande`` (`gnv.compare.Choice`).
        code: a municipality or a region.
        indicator: the key figure that decides which of Kolada's groups similar ones are taken from.
        known: the areas that have any value.
    """
    regional = code in areas.regions
    groups = observations.edition.provenance.groups
    members = comparator_of(choice, code, indicator, areas, groups, regional=regional).members
    return (code, *(each for each in members if each in known))[:MOST_AREAS]
