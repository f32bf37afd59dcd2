"""How far each small area is from each candidate site, and in what that is measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused

type Matrix = NDArray[np.float64]
type Unit = Literal["straight-line km", "minutes"]

_EARTH_KM = 6371.0088


class BadTravel(Refused):
    """A distance or a travel time is missing, negative, or of an area or site nobody named."""


@dataclass(frozen=True, slots=True)
class Travel:
    """From every area (rows) to every site (columns).

    Args:
        values: At least 0; NaN where it is not known (areas x sites).
        unit: What a value is. A straight line is never called a travel time.
    """

    values: Matrix
    unit: Unit

    @property
    def unknown(self) -> int:
        """How many pairs are not known."""
        return int(np.isnan(self.values).sum())


def straight_line(
    areas: Sequence[tuple[float, float]], sites: Sequence[tuple[float, float]]
) -> Travel:
    """Measure along a great circle, which no road follows: real journeys are longer.

    Args:
        areas: Longitude and latitude of each area's centre, in degrees.
        sites: The same of each site.

    Raises:
        BadTravel: If a place is not on the earth.
    """
    here, there = (np.radians(np.array(of, dtype=float)) for of in (areas, sites))
    for of in (here, there):
        if not np.isfinite(of).all() or (np.abs(of) > (np.pi, np.pi / 2)).any():
            raise BadTravel("A longitude or latitude is missing or out of range (degrees).")
    apart = there[None, :, :] - here[:, None, :]
    half = (
        np.sin(apart[..., 1] / 2) ** 2
        + np.cos(here[:, None, 1]) * np.cos(there[None, :, 1]) * np.sin(apart[..., 0] / 2) ** 2
    )
    return Travel(2 * _EARTH_KM * np.arcsin(np.sqrt(half)), "straight-line km")


def minutes(
    given: Mapping[tuple[str, str], float], areas: Sequence[str], sites: Sequence[str]
) -> Travel:
    """Take travel times by pair of area and site.

    Raises:
        BadTravel: If a time is below 0 or no number, or names an area or a site that nobody gave.
    """
    rows = {area: number for number, area in enumerate(areas)}
    columns = {site: number for number, site in enumerate(sites)}
    values = np.full((len(areas), len(sites)), np.nan)
    for (area, site), time in given.items():
        if area not in rows or site not in columns:
            strange = f"area {area}" if area not in rows else f"site {site}"
            raise BadTravel(f"There is a travel time for {strange}, which was not given.")
        if not np.isfinite(time) or time < 0:
            raise BadTravel(f"The travel time from {area} to {site} is {time:g}.")
        values[rows[area], columns[site]] = time
    return Travel(values, "minutes")
