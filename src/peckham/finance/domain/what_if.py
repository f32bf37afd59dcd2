"""What a year would be worth if a practice joined on a day: for a page, and stored nowhere."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from peckham.finance.domain.pricing import HeadPrices, head_prices
from peckham.kernel import Period

__all__ = ["Gained", "gained", "head_prices"]


@dataclass(frozen=True, slots=True)
class Gained:
    """What would be added; pence.

    Args:
        people: How many would join.
        on: From when.
        days: Days of the year that are left then.
        in_year_pence: What this year's payments would rise by.
        a_month_pence: What a month of thirty-one days is worth from then on.
        a_year_pence: What a whole year is worth.
    """

    people: int
    on: date
    days: int
    in_year_pence: int
    a_month_pence: int
    a_year_pence: int


def gained(
    prices: HeadPrices, *, people: int, on: date, year: Period, held_back: Fraction
) -> Gained:
    """Price people of the baseline's own mix from a day on, as a move of the year would.

    Raises:
        ValueError: If the year has no last day.

    >>> one = HeadPrices({}, Fraction(36_500))
    >>> year = Period(date(2026, 4, 1), date(2027, 4, 1))
    >>> gained(one, people=2, on=date(2027, 3, 12), year=year, held_back=Fraction(0)).in_year_pence
    4000
    """
    if year.end is None:
        raise ValueError("The year has no last day.")
    days, left = (year.end - year.start).days, (year.end - on).days
    whole = prices.on_average * people * (1 - held_back)
    return Gained(
        people,
        on,
        left,
        round(whole * left / days),
        round(whole * 31 / days),
        round(whole),
    )
