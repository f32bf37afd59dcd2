"""Bringing a borough's areas to the total that somebody else published, and saying by how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused


class TotalOutOfReach(Refused):
    """A borough's total leaves no room for those who live in its new homes."""


class BadTotal(Refused):
    """A borough total is of an unknown borough, of a year outside the projection, or below 0."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How far one borough was moved in one year to meet its total.

    Args:
        borough: Its code.
        year: The year, at its middle.
        before: Residents as projected, new homes included.
        total: What they were brought to.
        is_published: Whether the total was given for this year, or lies between two that were.
    """

    borough: str
    year: int
    before: float
    total: float
    is_published: bool

    @property
    def persons(self) -> float:
        """People added, or taken away where negative."""
        return self.total - self.before

    @property
    def share(self) -> float:
        """The same as a share of what was projected."""
        return self.persons / self.before if self.before else 0.0


def totals_by_year(
    published: Mapping[tuple[str, int], float],
    *,
    boroughs: Sequence[str],
    years: Sequence[int],
    at_base: Mapping[str, float],
) -> dict[tuple[str, int], tuple[float, bool]]:
    """Fill the years between published totals by straight lines, from the base year on.

    After the last published year nothing is moved any more.

    Args:
        published: Total by borough and year.
        boroughs: Those of the projection.
        years: Its years in order, the base year first.
        at_base: Residents of each borough in the base year, where its line begins unless a total
            is given for that year too.

    Returns:
        Total by borough and year, and whether it was published.

    Raises:
        BadTotal: If a borough or year is not of the projection, or a total is below 0.
    """
    for (borough, year), total in published.items():
        if borough not in boroughs:
            raise BadTotal(f"There is a total for borough {borough}, which has no residents here.")
        if year not in years:
            raise BadTotal(
                f"There is a total for {borough} in {year}; the projection runs from"
                f" {years[0]} to {years[-1]}.",
                remedy="Leave that year out, or project further.",
            )
        if not np.isfinite(total) or total < 0:
            raise BadTotal(f"The total for {borough} in {year} is {total:g}.")
    found = {}
    for borough in boroughs:
        known = {year: total for (code, year), total in published.items() if code == borough}
        if not known:
            continue
        points = {years[0]: at_base[borough], **known}
        at = sorted(points)
        for year in years:
            if year <= at[-1] and (year > years[0] or year in known):
                value = float(np.interp(year, at, [points[y] for y in at]))
                found[borough, year] = (value, year in known)
    return found


def factors(
    existing: NDArray[np.float64],
    in_new_homes: NDArray[np.float64],
    borough_of: NDArray[np.int64],
    wanted: Mapping[int, tuple[str, int, float, bool]],
) -> tuple[NDArray[np.float64], list[Moved]]:
    """Give the factor on residents of existing homes that brings each borough to its total.

    People in new homes stand: the trajectory of homes is what is known best.

    Args:
        existing: Residents of existing homes by area.
        in_new_homes: Residents of new homes by area.
        borough_of: Number of each area's borough.
        wanted: By number of borough: its code, the year, the total, whether it was published.

    Raises:
        TotalOutOfReach: If the total is no more than lives in the new homes.
    """
    factor, moved = np.ones(len(existing)), []
    for number, (borough, year, total, is_published) in wanted.items():
        here = borough_of == number
        old, new = float(existing[here].sum()), float(in_new_homes[here].sum())
        if total <= new or (old == 0 and total > new):
            line = "" if is_published else ", on the line between the years that were given,"
            raise TotalOutOfReach(
                f"The total of {borough} in {year}{line} is {total:,.0f}, and {new:,.0f} people"
                f" live in new homes there by then, beside {old:,.0f} in the others.",
                remedy="Give totals that were made for the same homes, and one for every year.",
            )
        factor[here] = (total - new) / old
        moved.append(Moved(borough, year, old + new, total, is_published))
    return factor, moved
