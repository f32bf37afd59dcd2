"""An invented year of payment: prices by band, lists of three practices, days of a year."""

from datetime import date, timedelta
from fractions import Fraction

from peckham.finance.domain.levels import ListsFrom, PricesFrom, moves
from peckham.finance.domain.pricing import HeadPrices
from peckham.kernel import Period

YEAR = Period(date(2026, 4, 1), date(2027, 4, 1))
PRICES = HeadPrices({"young": Fraction(700_013, 7), "old": Fraction(2_999_999, 13)}, Fraction(9))


def on(day):
    """Give a day of the year, counted from 0."""
    return YEAR.start + timedelta(days=day)


def lists(*changes):
    """Give lists from (day, {practice: {band: people}}), each whole from its day on."""
    return [ListsFrom(on(day), by_practice) for day, by_practice in changes]


def moved(*changes, agreed=(), held_back=Fraction(0), prices=PRICES):
    """Give the moves of a year with one price."""
    priced = [PricesFrom(YEAR.start, prices, "1")]
    return moves(lists(*changes), priced, agreed, year=YEAR, held_back=held_back)
