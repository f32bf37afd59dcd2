"""Every coefficient of a projection, in one value that a user can replace."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused
from peckham.places.domain.growth.bands import AGES, People

BEDROOMS = ("1", "2", "3", "4")
TENURES = ("owned", "social", "rented")
# Children are under 15 and older people 65 and over, so that the groups are whole bands.
GROUPS = ("children", "adults", "older")
GROUP_STARTS = (0, 15, 65)

type HomeKind = tuple[str, str]


class BadAssumption(Refused):
    """A coefficient cannot be used: out of its range, missing, or not summing to what it must."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What happens to residents in a year, for each single year of age (91).

    Args:
        deaths: Share who die, 0 to 1.
        births: Children born to a woman of this age.
        moves_in: People who move in, for each resident.
        moves_out: Share who move out, 0 to 1; with deaths below 1.
        women: Share of residents who are women, 0 to 1.
    """

    deaths: People
    births: People
    moves_in: People
    moves_out: People
    women: float


@dataclass(frozen=True, slots=True)
class Homes:
    """Who lives in new homes.

    Args:
        occupied: Share of a year's completions that are lived in by the middle of that year, and
            of each year after it; rises to 1.
        vacancy: Share of homes that stand empty in the long run, 0 to 1.
        persons: People per occupied home just filled, by kind of home; one number for each group.
        maturing: Factor on each group by years since the home was filled (years x 3); the first
            is 1. Children's factor never rises: their yield decays as a development ages.
        ages_at_first: How a group divides over its ages in a home just filled (91; sums to 1
            within each group).
        ages_settled: The same in a home that was filled 20 years ago or more.
        from_nearby: Share of new residents who come from homes in the same borough, 0 to 1.
        refilled: Share of the places that they leave which others take at once, 0 to 1. What is
            left over is the backfill: people whom the existing homes lose.
    """

    occupied: NDArray[np.float64]
    vacancy: float
    persons: Mapping[HomeKind, tuple[float, float, float]]
    maturing: NDArray[np.float64]
    ages_at_first: People
    ages_settled: People
    from_nearby: float
    refilled: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure the delivery and the yield of new homes are.

    Args:
        delay_years: Least, likeliest and greatest delay of a site's start.
        slower: Least, likeliest and greatest factor on how long a phase takes.
        together: Correlation of delays between sites, 0 to 1: they slip with the same market.
        yield_spread: Standard deviation of people per home, as a share, common to all sites.
        site_yield_spread: The same, of one site against the others.
    """

    delay_years: tuple[float, float, float]
    slower: tuple[float, float, float]
    together: float
    yield_spread: float
    site_yield_spread: float


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All that a projection assumes. `standard` is the shape of ages that broad bands take (91)."""

    rates: Rates
    homes: Homes
    doubt: Doubt
    standard: People


def check(assumptions: Assumptions) -> None:
    """Refuse coefficients that cannot be.

    Raises:
        BadAssumption: Naming the coefficient.
    """
    rates, homes, doubt = assumptions.rates, assumptions.homes, assumptions.doubt
    for name in ("deaths", "births", "moves_in", "moves_out"):
        values = getattr(rates, name)
        _need(values.shape == (AGES,), f"{name} does not have a value for every age")
        _need(
            bool(np.isfinite(values).all() and (values >= 0).all()), f"{name} has a value below 0"
        )
    leaving = rates.deaths + rates.moves_out
    _need(bool((leaving < 1).all()), "deaths and moves out of one age together reach 1")
    for name, share in (
        ("women", rates.women),
        ("vacancy", homes.vacancy),
        ("from_nearby", homes.from_nearby),
        ("refilled", homes.refilled),
        ("together", doubt.together),
    ):
        _need(0 <= share <= 1, f"{name} is {share}, not between 0 and 1")
    _check_homes(homes)
    for name, (low, mode, high) in (("delay", doubt.delay_years), ("slower", doubt.slower)):
        _need(low <= mode <= high, f"{name}: least, likeliest and greatest are not in order")
    _need(doubt.slower[0] > 0, "slower: a phase cannot take no time")
    _need(min(doubt.yield_spread, doubt.site_yield_spread) >= 0, "a spread is below 0")


def _check_homes(homes: Homes) -> None:
    steps = np.diff(homes.occupied, prepend=0.0)
    _need(bool((steps >= 0).all()), "occupied falls from one year to the next")
    _need(abs(float(homes.occupied[-1]) - 1) < 1e-9, "occupied does not reach 1")
    kinds = {(bedrooms, tenure) for bedrooms in BEDROOMS for tenure in TENURES}
    _need(set(homes.persons) == kinds, "persons per home lacks a kind of home, or has one too many")
    _need(min(map(min, homes.persons.values())) >= 0, "persons per home has a value below 0")
    _need(bool((homes.maturing >= 0).all()), "maturing has a value below 0")
    _need(bool((np.abs(homes.maturing[0] - 1) < 1e-9).all()), "maturing does not begin at 1")
    _need(bool((np.diff(homes.maturing[:, 0]) <= 1e-12).all()), "the children's factor rises")
    for name in ("ages_at_first", "ages_settled"):
        sums = np.add.reduceat(getattr(homes, name), GROUP_STARTS)
        _need(bool((np.abs(sums - 1) < 1e-6).all()), f"{name} does not sum to 1 in each group")


def _need(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise BadAssumption(
            f"{otherwise[:1].upper()}{otherwise[1:]}.",
            remedy="See data/growth for the tables, or the ones that you gave instead.",
        )
