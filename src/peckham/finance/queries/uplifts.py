"""Dated figures of settled years: the published uplift, and what is assumed of chance."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from peckham.finance.domain.detectability import Seen
from peckham.infra import reference

NAME = "payment.national_uplift_basis_points"


@dataclass(frozen=True, slots=True)
class Uplift:
    """A published uplift, such as 1/40, with where it stands."""

    value: Fraction
    source: str
    is_verified: bool


def uplift_on(day: date) -> Uplift:
    """Give the uplift of the year that a day lies in.

    Raises:
        NoValueYet: If none is known for that day: what is missing is not zero.
    """
    found = reference.parameters().on(NAME, day)
    return Uplift(Fraction(_whole(NAME, day), 10_000), str(found.source), found.verified)


def seen_on(day: date) -> Seen:
    """Give what is assumed on a day where it is said how small an effect can be shown.

    Raises:
        NoValueYet: If nothing is assumed for that day.
    """
    per_1000, spread, power, level = (
        _whole(f"settlement.{name}", day)
        for name in ("events_per_1000_people", "spread_percent", "power_percent", "level_percent")
    )
    return Seen(
        Fraction(per_1000, 1000), Fraction(spread, 100), Fraction(power, 100), Fraction(level, 100)
    )


def _whole(name: str, day: date) -> int:
    found = reference.parameters().on(name, day).value
    if not isinstance(found, int):
        raise TypeError(f"{name} is no whole number.")
    return found
