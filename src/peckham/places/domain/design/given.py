"""A place as it was given, before anything of it was checked."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AreaGiven:
    """A small area as it was given.

    Args:
        code: Its code.
        borough: Name or code of its borough.
        residents: People by name of the base.
        registered: Every registration of somebody who lives here, or None.
        position: Metres east and north, or None.
        square_metres: Its size, or None.
        perimeter_metres: Length of its outline, or None.
        deprivation: IMD score, or None.
        need: Weight per resident for the distance to a hub.
    """

    code: str
    borough: str
    residents: Mapping[str, float]
    registered: float | None = None
    position: tuple[float, float] | None = None
    square_metres: float | None = None
    perimeter_metres: float | None = None
    deprivation: float | None = None
    need: float = 1.0


@dataclass(frozen=True, slots=True)
class Lists:
    """Registered patients: counts by (area, network), and which networks are core."""

    counts: Mapping[tuple[str, str], float]
    core: frozenset[str]
