"""What staff lent to a hub come to in a month: hours by role, at the rates that were agreed.

No person is named: a role in words, and minutes.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from peckham.kernel import Refused

MINUTES_A_DAY: Final = 24 * 60
_MINUTES_AN_HOUR: Final = 60


class NoRateYet(Refused):
    """Nobody agreed what an hour of a role costs on a day; it is not taken to cost nothing."""


class NotMinutesOfADay(Refused):
    """One member of staff works from 0 to 1,440 minutes on a day, in whole minutes."""


class NotWorkedYet(Refused):
    """Hours are written down of a day that has not come."""


@dataclass(frozen=True, slots=True)
class AgreedRate:
    """What an hour of a role at a hub costs from a day on.

    Args:
        hub: Key of the hub.
        role: The role of staff, in words.
        from_on: The first day on which it counts.
        pence_an_hour: In whole pence, 0 or more.
    """

    hub: int
    role: str
    from_on: date
    pence_an_hour: int


@dataclass(frozen=True, slots=True)
class Lent:
    """One member of staff's work on one day.

    Args:
        hub: Key of the hub.
        role: The role of staff, in words.
        on: The day.
        minutes: From 0 (withdrawn) to 1,440.

    Raises:
        NotMinutesOfADay: If the minutes are others.
    """

    hub: int
    role: str
    on: date
    minutes: int

    def __post_init__(self) -> None:
        if not 0 <= self.minutes <= MINUTES_A_DAY:
            raise NotMinutesOfADay(
                f"Nobody works {self.minutes} minutes as {self.role} on {self.on:%-d %B %Y}.",
                why="A row is one member of staff on one day, from 0 to 1,440 minutes.",
                remedy="Write a row for each day and each member of staff.",
                field="minutes",
            )


@dataclass(frozen=True, slots=True)
class RechargeLine:
    """A role at a hub at one rate: `minutes` at `pence_an_hour` come to `pence`."""

    hub: int
    role: str
    pence_an_hour: int
    minutes: int
    pence: int


def recharge(
    lent: Iterable[Lent], rates: Sequence[AgreedRate], *, known_on: date
) -> tuple[RechargeLine, ...]:
    """Price a month's hours, in lines by hub, role and rate.

    The sum is exact and rounded half to even; lines are rounded as they add up, so that they come
    to the rounded whole.

    Args:
        lent: The hours that stand.
        rates: Those agreed; of two from the same day the later one in the sequence counts.
        known_on: Today: no later day was worked.

    Raises:
        NoRateYet: If hours were lent on a day without a rate.
        NotWorkedYet: If a day has not come.

    >>> day = date(2026, 6, 1)
    >>> rates = [AgreedRate(1, "navigator", day, 2001)]
    >>> recharge([Lent(1, "navigator", day, 90)], rates, known_on=day)
    (RechargeLine(hub=1, role='navigator', pence_an_hour=2001, minutes=90, pence=3002),)
    """
    minutes: defaultdict[tuple[int, str, int], int] = defaultdict(int)
    for one in lent:
        if one.on > known_on:
            raise NotWorkedYet(
                f"{one.on:%-d %B %Y} has not come.", remedy="Write it down once it was worked."
            )
        if one.minutes:
            minutes[one.hub, one.role, _rate_of(one, rates)] += one.minutes
    lines, exact, before = [], Fraction(0), 0
    for (hub, role, pence_an_hour), worked in sorted(minutes.items()):
        exact += Fraction(worked * pence_an_hour, _MINUTES_AN_HOUR)
        lines.append(RechargeLine(hub, role, pence_an_hour, worked, round(exact) - before))
        before = round(exact)
    return tuple(lines)


def _rate_of(one: Lent, rates: Sequence[AgreedRate]) -> int:
    fitting = [
        (rate.from_on, number, rate.pence_an_hour)
        for number, rate in enumerate(rates)
        if (rate.hub, rate.role) == (one.hub, one.role) and rate.from_on <= one.on
    ]
    if not fitting:
        raise NoRateYet(
            f"No rate is agreed for {one.role} on {one.on:%-d %B %Y}.",
            why="Hours without a rate are not taken to cost nothing.",
            remedy="Agree a rate from that day or before.",
            who="a finance officer of who lends",
        )
    return max(fitting)[2]
