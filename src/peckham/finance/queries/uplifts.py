"""Dated figures: published uplifts of national prices, and what is assumed of chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import prod

from peckham.finance.domain.detectability import Seen
from peckham.infra import reference
from peckham.kernel.months import years_after
from peckham.kernel.parameters import DatedValue

NAME = "payment.national_uplift_basis_points"


@dataclass(frozen=True, slots=True)
class Uplift:
    """A published uplift, such as 1/40, with where it stands."""

    value: Fraction
    source: str
    is_verified: bool


def uplifts_since(price_base: date, year_on: date) -> tuple[DatedValue, ...]:
    """Give national prices of each year after a price base, through the year itself.

    Raises:
        NoValueYet: If one is not known: missing is never 0.
    """
    days = [day for n in range(50) if (day := years_after(year_on, -n)) > price_base]
    return tuple(reference.parameters().on(NAME, day) for day in reversed(days))


def rise_of(uplifts: Iterable[DatedValue]) -> Fraction:
    """Give how far prices rose over years, each on the one before."""
    return prod((1 + Fraction(_whole(one), 10_000) for one in uplifts), start=Fraction(1)) - 1


def uplift_since(price_base: date, year_on: date) -> Uplift:
    """Give how far published prices rose from a price base to a year, every year on the one before.

    Nothing where the base is in prices of that year already.

    Raises:
        NoValueYet: If one is not known: missing is never 0.
    """
    found = uplifts_since(price_base, year_on)
    source = "; ".join(str(one.source) for one in found) or "The baseline is in the year's prices."
    return Uplift(rise_of(found), source, all(one.verified for one in found))


def seen_on(day: date) -> Seen:
    """Give what is assumed on a day where it is said how small an effect can be shown.

    Raises:
        NoValueYet: If nothing is assumed for that day.
    """
    per_1000, spread, power, level = (
        _whole(reference.parameters().on(f"settlement.{name}", day))
        for name in ("events_per_1000_people", "spread_percent", "power_percent", "level_percent")
    )
    return Seen(
        Fraction(per_1000, 1000), Fraction(spread, 100), Fraction(power, 100), Fraction(level, 100)
    )


def _whole(found: DatedValue) -> int:
    if not isinstance(found.value, int):
        raise TypeError(f"{found.value!r} is no whole number.")
    return found.value
