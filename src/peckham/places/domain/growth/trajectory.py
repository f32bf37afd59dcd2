"""A growing population as a dated path of numbers, one for each year (rule 3)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from peckham.kernel import Refused


class BadTrajectory(Refused):
    """A path of people cannot be: no points, a year twice, fewer than nobody."""


class BeforeTrajectory(Refused):
    """The path says nothing of that year: missing is never 0."""


@dataclass(frozen=True, slots=True)
class Point:
    """People in a year, and where that is said.

    Args:
        year: The year.
        people: How many.
        source: Who says so.
        doubt: What speaks against it, or "".
    """

    year: int
    people: float
    source: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A dated path of people, straight between its points.

    Straight lines never rise above the higher point nor fall below the lower one, so that a path
    whose points rise never falls between them. After its last point it stays there.
    """

    points: tuple[Point, ...]

    def people_in(self, year: int) -> float:
        """Give the people of a year; a budget of that year reads this (rule 3).

        Raises:
            BeforeTrajectory: If the year is before the first point.
        """
        first = self.points[0]
        if year < first.year:
            raise BeforeTrajectory(
                f"The trajectory begins in {first.year} and says nothing of {year}.",
                rule=3,
                remedy="Add a point with its source.",
            )
        years = [point.year for point in self.points]
        return float(np.interp(year, years, [point.people for point in self.points]))


def trajectory(points: Sequence[Point]) -> Trajectory:
    """Make a path from its points, in any order (rule 3).

    Raises:
        BadTrajectory: If there is none, a year comes twice, or people are below 0 or missing.
    """
    ordered = tuple(sorted(points, key=lambda point: point.year))
    if not ordered:
        raise BadTrajectory("A trajectory needs at least one year with its people.", rule=3)
    years = [point.year for point in ordered]
    if len(set(years)) < len(years):
        raise BadTrajectory("A year comes twice in the trajectory.", rule=3)
    for point in ordered:
        if not np.isfinite(point.people) or point.people < 0:
            raise BadTrajectory(f"{point.people:g} people in {point.year}.", rule=3)
    return Trajectory(ordered)
