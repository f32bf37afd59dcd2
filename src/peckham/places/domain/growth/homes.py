"""Homes to come: when they are finished, when they are lived in, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused
from peckham.places.domain.growth.assumptions import BEDROOMS, GROUP_STARTS, TENURES, Homes
from peckham.places.domain.growth.bands import AGES, People

_SETTLED_YEARS = 20
_NEARLY = 1e-6


class BadPhase(Refused):
    """A phase of a housing site cannot be: negative dwellings, bad shares, years out of order."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a housing site, finished evenly over its years.

    Args:
        site: Name of the site; a site's phases slip together.
        name: Name of the phase, once in its site.
        area: Code of the small area that it stands in.
        first_year, last_year: Years in whose twelve months to the end of June homes are finished.
        dwellings: Homes, net of those pulled down; 0 or more.
        bedrooms: Share of homes by number of bedrooms ("1" to "4", the last "or more"); sums to 1.
        tenures: Share of homes by tenure (owned, social, rented); sums to 1.
        is_built: Whether its homes stand already: then no draw delays it.
    """

    site: str
    name: str
    area: str
    first_year: int
    last_year: int
    dwellings: float
    bedrooms: Mapping[str, float]
    tenures: Mapping[str, float]
    is_built: bool = False


def check(phases: Sequence[Phase], *, base_year: int, last_year: int) -> None:
    """Refuse phases that cannot be, or that this projection would silently leave out.

    Raises:
        BadPhase: Naming the site and the phase.
    """
    seen: set[tuple[str, str]] = set()
    for phase in phases:
        where = f"Site “{phase.site}”, phase “{phase.name}”"
        if (phase.site, phase.name) in seen:
            raise BadPhase(f"{where}, comes twice.")
        seen.add((phase.site, phase.name))
        if not np.isfinite(phase.dwellings) or phase.dwellings < 0:
            raise BadPhase(f"{where}: {phase.dwellings:g} dwellings; give 0 or more, net.")
        if phase.last_year < phase.first_year:
            raise BadPhase(f"{where}: ends in {phase.last_year}, before it begins.")
        if phase.last_year > last_year:
            raise BadPhase(
                f"{where}: ends in {phase.last_year}, after the projection's last year"
                f" {last_year}.",
                remedy="Project further, or divide the phase at that year.",
            )
        if phase.first_year <= base_year:
            raise BadPhase(
                f"{where}: begins in {phase.first_year}, but the residents are those of"
                f" {base_year} and hold whoever lived in homes finished by then.",
                remedy=f"Give the homes finished from {base_year + 1} on.",
            )
        _check_shares(f"{where}: bedrooms", phase.bedrooms, BEDROOMS)
        _check_shares(f"{where}: tenures", phase.tenures, TENURES)


def _check_shares(where: str, shares: Mapping[str, float], kinds: Sequence[str]) -> None:
    strange = sorted(set(shares) - set(kinds))
    if strange:
        raise BadPhase(f"{where}: “{strange[0]}” is none of {', '.join(kinds)}.")
    for kind, share in shares.items():
        if not 0 <= share <= 1:
            raise BadPhase(f"{where}: the share of {kind} is {share:g}, not between 0 and 1.")
    total = sum(shares.values())
    if abs(total - 1) > _NEARLY:
        raise BadPhase(f"{where}: the shares sum to {total:.4g}, not to 1.")


def finished(
    phase: Phase,
    years: Sequence[int],
    *,
    delay_years: NDArray[np.float64] | float = 0.0,
    slower: NDArray[np.float64] | float = 1.0,
) -> NDArray[np.float64]:
    """Give the homes finished in each year, as planned or as delayed.

    Args:
        phase: As planned.
        years: The projection's years in order; homes finished before the second are in the base.
        delay_years: Years by which the phase begins later; one for each draw, or one.
        slower: Factor on how long it takes; the same shape.

    Returns:
        Homes finished in the twelve months to the middle of each year (draws x years).
    """
    start = phase.first_year - 1 + np.atleast_1d(np.asarray(delay_years, dtype=float))
    takes = (phase.last_year - phase.first_year + 1) * np.asarray(slower, dtype=float)
    # The year before the first, so that a difference for each year is left.
    moments = np.array([years[0] - 1, *years], dtype=float)
    share = np.clip((moments[None, :] - start[:, None]) / np.atleast_1d(takes)[:, None], 0, 1)
    done: NDArray[np.float64] = phase.dwellings * np.diff(share, axis=1)
    return done


def persons_per_home(phase: Phase, homes: Homes, years: int) -> People:
    """Give the people of one lived-in home by years since it was filled (years x 91).

    Bedrooms and tenure are taken as independent of one another: the shares are given apart.
    """
    groups = sum(
        (
            b_share * t_share * np.array(homes.persons[bedrooms, tenure])
            for bedrooms, b_share in phase.bedrooms.items()
            for tenure, t_share in phase.tenures.items()
        ),
        np.zeros(len(GROUP_STARTS)),
    )
    since = np.arange(years)
    factors = homes.maturing[np.minimum(since, len(homes.maturing) - 1)]
    settled = np.minimum(since / _SETTLED_YEARS, 1.0)[:, None]
    ages = (1 - settled) * homes.ages_at_first + settled * homes.ages_settled
    widths = [high - low for low, high in pairwise((*GROUP_STARTS, AGES))]
    return np.repeat(groups * factors, widths, axis=1) * ages


@dataclass(frozen=True, slots=True)
class Filling:
    """What one finished home comes to, by years since it was finished.

    Args:
        lived_in: Share lived in (years).
        people: Residents by age (years x 91).
        arrivals: Of these, people of homes filled in that year (years x 91).
    """

    lived_in: NDArray[np.float64]
    people: People
    arrivals: People


def filling(phase: Phase, homes: Homes, years: int) -> Filling:
    """Follow one finished home: empty, then filled, then its children grow up and leave."""
    share = np.ones(years)
    share[: len(homes.occupied)] = homes.occupied[:years]
    share *= 1 - homes.vacancy
    filled = np.diff(share, prepend=0.0)
    persons = persons_per_home(phase, homes, years)
    people = np.stack(
        [np.tensordot(filled[: year + 1][::-1], persons[: year + 1], 1) for year in range(years)]
    )
    return Filling(share, people, filled[:, None] * persons[0])


def followed(finished_homes: NDArray[np.float64], of_one: NDArray[np.float64]) -> People:
    """Sum over all homes what one home comes to by years since it was finished.

    Args:
        finished_homes: Homes finished in each year (draws x years).
        of_one: By years since (years x any).

    Returns:
        By draw and year (draws x years x any).
    """
    years = finished_homes.shape[1]
    flat = of_one.reshape(years, -1)
    # Row by year of finishing, column by year looked at: one product does all draws at once.
    ahead = np.arange(years)[None, :] - np.arange(years)[:, None]
    by_year = np.where(ahead[:, :, None] >= 0, flat[np.maximum(ahead, 0)], 0.0)
    out: People = finished_homes @ by_year.reshape(years, -1)
    return out.reshape(*finished_homes.shape, *of_one.shape[1:])
