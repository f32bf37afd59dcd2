"""Yearly changes of prices and of activity, each in force from a day, one year upon another."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import prod

from peckham.finance.domain.baseline.inputs import Dated
from peckham.kernel.months import years_after


def years_between(first: date, last: date) -> tuple[date, ...]:
    """Give each anniversary of a day until another: the years over which something changes.

    >>> years_between(date(2024, 4, 1), date(2026, 4, 1))
    (datetime.date(2025, 4, 1), datetime.date(2026, 4, 1))
    """
    count = last.year - first.year
    days = (years_after(first, years) for years in range(1, count + 1))
    return tuple(day for day in days if day <= last)


def in_force(changes: Iterable[Dated], day: date, service: str) -> Dated | None:
    """Give the change of a line in force on a day, or None; one of its own comes first."""
    begun = [one for one in changes if one.from_on <= day and one.service in ("", service)]
    return max(begun, key=lambda one: (one.service != "", one.from_on), default=None)


def compounded(changes: Iterable[Dated], first: date, last: date, service: str) -> Fraction:
    """Give by how much something has multiplied from a year until another.

    Raises:
        KeyError: If no change is in force in one of the years, which `check` has refused.
    """
    told = tuple(changes)
    found = [(day, in_force(told, day, service)) for day in years_between(first, last)]
    if missing := [day for day, one in found if one is None]:
        raise KeyError(missing)
    return prod((1 + one.change for _, one in found if one is not None), start=Fraction(1))
