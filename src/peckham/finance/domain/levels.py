"""From which day a contract is worth how much by the year, and why: one move for each cause.

Practices join and leave, lists are counted at their cut-off, the baseline is rebased, services join
by a variation: each is a move on its day (rules 6 and 67), and prices the days from then on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from peckham.finance.domain.pricing import HeadPrices
from peckham.kernel import Period, Refused

type Cause = Literal["opening", "joined", "left", "list", "price", "variation", "incentive"]


class NobodyTakesPart(Refused):
    """No practice takes part on any day of the year, so that there is nobody to pay for."""


class NoPriceYet(Refused):
    """No baseline is adopted that counts on a day of the year."""


@dataclass(frozen=True, slots=True)
class ListsFrom:
    """The lists that are paid for from a day on: by practice, people by band."""

    on: date
    lists: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class PricesFrom:
    """The prices that count from a day on, in prices of the year, and their baseline's name."""

    on: date
    prices: HeadPrices
    words: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an agreed variation adds to the worth of a whole year, or takes from it, from a day.

    Args:
        on: Its first day.
        words: Which variation, and what it does.
        pence_a_year: Whole pence by the year.
    """

    on: date
    words: str
    pence_a_year: int


@dataclass(frozen=True, slots=True)
class Move:
    """A change of what a contract is worth by the year, from a day on, with its cause.

    Args:
        on: The day; the first of the year for what stood then.
        cause: What happened.
        whom: The practice, by code; or the variation, in words.
        pence_a_year: Exact, and below zero where it is worth less.
        before: People of the practice before; 0 where it took no part, and of a variation.
        after: People of the practice from then on.
    """

    on: date
    cause: Cause
    whom: str
    pence_a_year: Fraction
    before: int = 0
    after: int = 0

    @property
    def key(self) -> tuple[str, str, date]:
        """What a line of a payment is for, for ever."""
        return self.cause, self.whom, self.on


def moves(
    lists: Sequence[ListsFrom],
    prices: Sequence[PricesFrom],
    agreed: Iterable[Agreed] = (),
    *,
    year: Period,
    held_back: Fraction = Fraction(0),
) -> tuple[Move, ...]:
    """Give what a year opens with and each change in it, in the order of days.

    Args:
        lists: Sorted by day; of those by the first of the year the last stands then.
        prices: Likewise; one of them counts on the year's first day.
        agreed: Variations with a price of their own.
        year: Its days, with an end.
        held_back: The part that is paid by results instead, 0 to 1.

    Raises:
        NobodyTakesPart: If no list has a practice in the year.
        NoPriceYet: If no price counts on its first day.
    """
    opened = [one for one in prices if one.on <= year.start]
    if not opened:
        raise NoPriceYet(
            f"No baseline is adopted that counts on {year.start:%-d %B %Y}.",
            rule=68,
            remedy="Propose a baseline of the year, and have the commissioner adopt it.",
            who="the commissioner",
        )
    if year.end is None or not any(one.lists for one in lists if one.on < year.end):
        raise NobodyTakesPart(
            "No practice takes part on any day of the year.",
            rule=67,
            remedy="Pay once a practice has joined.",
        )
    changed = [*(one.on for one in lists), *(one.on for one in prices)]
    days = {year.start, *(day for day in changed if year.start < day < year.end)}
    levels = [_level(day, lists, prices) for day in sorted(days)]
    found = [*_opening(levels[0])]
    for earlier, later in pairwise(levels):
        found += _between(earlier, later)
    added = [
        Move(max(one.on, year.start), "variation", one.words, Fraction(one.pence_a_year))
        for one in agreed
        if one.on < year.end
    ]
    scaled = [
        replace(one, pence_a_year=one.pence_a_year * (1 - held_back)) for one in (*found, *added)
    ]
    return tuple(sorted(scaled, key=lambda one: (one.on, one.cause != "opening", one.key)))


@dataclass(frozen=True, slots=True)
class _Level:
    on: date
    lists: Mapping[str, Mapping[str, int]]
    prices: PricesFrom

    def worth(self, practice: str, prices: HeadPrices) -> Fraction:
        return prices.of(self.lists.get(practice, {}))

    def people(self, practice: str) -> int:
        return sum(self.lists.get(practice, {}).values())


def _level(day: date, lists: Sequence[ListsFrom], prices: Sequence[PricesFrom]) -> _Level:
    counted = [one for one in lists if one.on <= day]
    priced = [one for one in prices if one.on <= day]
    return _Level(day, counted[-1].lists if counted else {}, priced[-1])


def _opening(level: _Level) -> Iterable[Move]:
    for practice in sorted(level.lists):
        worth = level.worth(practice, level.prices.prices)
        yield Move(level.on, "opening", practice, worth, 0, level.people(practice))


def _between(earlier: _Level, later: _Level) -> Iterable[Move]:
    """Give a move for each practice whose list changed, at the old prices; then that of prices."""
    old, new = earlier.prices.prices, later.prices.prices
    for practice in sorted(earlier.lists.keys() | later.lists.keys()):
        cause: Cause = "list"
        if practice not in earlier.lists:
            cause = "joined"
        elif practice not in later.lists:
            cause = "left"
        change = later.worth(practice, old) - earlier.worth(practice, old)
        people = earlier.people(practice), later.people(practice)
        if change or people[0] != people[1]:
            yield Move(later.on, cause, practice, change, *people)
    if old != new:
        worth = sum(
            (later.worth(one, new) - later.worth(one, old) for one in later.lists),
            start=Fraction(0),
        )
        yield Move(later.on, "price", later.prices.words, worth)
