"""From which day a contract is paid for how many people: joining and leaving re-price (rule 67).

Contract side only: an ordered list of populations, each from its day, and what a price by the year
comes to over some days of each. What the price is, is for the Money book.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from peckham.kernel import Period, Refused


class NothingToPrice(Refused):
    """The days lie before the contract has any population."""


@dataclass(frozen=True, slots=True)
class Change:
    """A practice joined, changed how it takes part, or left.

    Args:
        on: From which day.
        practice: Which.
        patients: How many people it brings from then; None from when it takes no part.
    """

    on: date
    practice: str
    patients: int | None


@dataclass(frozen=True, slots=True)
class Population:
    """For whom a contract is paid from a day on: patients by practice."""

    on: date
    patients: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Count everybody."""
        return sum(count for _, count in self.patients)


@dataclass(frozen=True, slots=True)
class PricedDays:
    """What some days with one population come to, in whole pence."""

    during: Period
    population: Population
    pence: int


def populations(changes: Iterable[Change]) -> tuple[Population, ...]:
    """Give the populations in the order of their days: several changes of one day are one."""
    found: dict[date, Population] = {}
    standing: dict[str, int] = {}
    for change in sorted(changes, key=lambda one: one.on):
        if change.patients is None:
            standing.pop(change.practice, None)
        else:
            standing[change.practice] = change.patients
        found[change.on] = Population(change.on, tuple(sorted(standing.items())))
    return tuple(found.values())


def pro_rata(
    found: tuple[Population, ...], *, year: Period, price_of: Callable[[Population], int]
) -> tuple[PricedDays, ...]:
    """Price a year in which the population changes, by days.

    The cumulative sum is rounded, not each part, so that the parts sum to the rounded whole.

    Args:
        found: As `populations` gives them.
        year: The days of the year of the contract.
        price_of: The price of a whole year for a population, in pence.

    Raises:
        NothingToPrice: If no population stands on any day of it.
    """
    if year.end is None:
        raise NothingToPrice("The year has no last day.", rule=67)
    days_all = (year.end - year.start).days
    ends = [one.on for one in found[1:]] + [year.end]
    exact, paid, parts = Fraction(0), 0, []
    for population, end in zip(found, ends, strict=True) if found else ():
        first, last = max(population.on, year.start), min(end, year.end)
        if first >= last:
            continue
        exact += Fraction(price_of(population) * (last - first).days, days_all)
        pence = round(exact) - paid
        paid += pence
        parts.append(PricedDays(Period(first, last), population, pence))
    if not parts:
        raise NothingToPrice("Nobody takes part on any day of the year.", rule=67)
    return tuple(parts)
