"""The people of a year, from a dated path: the budget of year t reads the list of year t (rule 3).

A year of money that begins in April of a year reads the people of the middle of that year, which
lies in it. Paths are exact here; `places.projections` gives the residents of each year to come.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from peckham.kernel import Refused


class NoPeopleThen(Refused):
    """The path of people says nothing of that year: missing is never 0."""


def on_path(points: Mapping[int, int], year: int) -> Fraction:
    """Give the people of a year: straight between points, and the last point after the last.

    Args:
        points: People by year.
        year: The year.

    Raises:
        NoPeopleThen: If the path begins later, or has no points.

    >>> on_path({2024: 6000, 2037: 22000}, 2030)
    Fraction(174000, 13)
    """
    years = sorted(points)
    if not years or year < years[0]:
        raise NoPeopleThen(
            f"The path of people says nothing of {year}.",
            rule=3,
            remedy="Add the people of that year, with where they are counted.",
            field="people",
        )
    for before, after in pairwise(years):
        if year < after:
            part = Fraction(year - before, after - before)
            return points[before] + part * (points[after] - points[before])
    return Fraction(points[years[-1]])


def people_of(
    year: int, lists: Mapping[int, Mapping[str, int]], growth: Mapping[int, int]
) -> dict[str, int]:
    """Give how many people of each band a year has (rule 3).

    Args:
        year: The year whose people are wanted.
        lists: People on the lists by year and band; a band that a year leaves out had nobody.
        growth: People of the place by year, in all; empty where the lists alone say.

    Returns:
        By band, whole people. With `growth`, the list's total moves as the place does from the
        last year that was counted, and the bands keep the shares of their own paths.

    Raises:
        NoPeopleThen: If neither says anything of the year.
    """
    counted = sorted(lists)
    shown = max(year, counted[0]) if counted and growth else year
    bands = sorted({band for of_year in lists.values() for band in of_year})
    paths = {band: {at: lists[at].get(band, 0) for at in counted} for band in bands}
    weights = {band: on_path(path, shown) for band, path in paths.items()}
    if not growth:
        on_path(dict.fromkeys(counted, 0), year)
        return _whole(weights, round(sum(weights.values(), Fraction(0))))
    last = counted[-1]
    total = sum(lists[last].values()) * on_path(growth, year) / _some(growth, last)
    return _whole(weights, round(total))


def _some(growth: Mapping[int, int], year: int) -> Fraction:
    people = on_path(growth, year)
    if people == 0:
        raise NoPeopleThen(
            f"The place has nobody in {year}: nothing grows from that.", rule=3, field="growth"
        )
    return people


def _whole(weights: Mapping[str, Fraction], total: int) -> dict[str, int]:
    """Give whole people in proportion, by largest remainder, so that they sum to the total."""
    whole = sum(weights.values(), Fraction(0))
    if whole == 0:
        return dict.fromkeys(weights, 0)
    exact = {band: total * weight / whole for band, weight in weights.items()}
    found = {band: int(part) for band, part in exact.items()}
    left = total - sum(found.values())
    by_remainder = sorted(exact, key=lambda band: (found[band] - exact[band], band))
    return {band: found[band] + (band in by_remainder[:left]) for band in found}
