"""Hubs for every neighbourhood: the best sites inside each, who is how far, and the price of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused
from peckham.places.domain.siting import choosing
from peckham.places.domain.siting.choosing import Choice
from peckham.places.domain.siting.equity import Fifth, fifths, worst_by
from peckham.places.domain.siting.travel import BadTravel, Travel


class NoSite(Refused):
    """A neighbourhood has fewer candidate sites than it is to have hubs."""


class BadSiting(Refused):
    """What is asked for cannot be: no areas, weights below 0, fewer hubs than neighbourhoods."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be sited.

    Args:
        areas: Codes of small areas.
        neighbourhoods: Name of each area's neighbourhood.
        weights: Need of each area: its residents, or residents weighted; at least 0.
        deprivation: Score of each area, NaN where there is none; higher is more deprived.
        sites: Codes of candidate sites, in order.
        site_neighbourhoods: Name of the neighbourhood that each site stands in, "" for none.
        travel: From areas to sites.
        within: A reach, in the travel's unit.
        is_covering: Whether to reach the most people, rather than to be near them on average.
    """

    areas: tuple[str, ...]
    neighbourhoods: tuple[str, ...]
    weights: NDArray[np.float64]
    deprivation: NDArray[np.float64]
    sites: tuple[str, ...]
    site_neighbourhoods: tuple[str, ...]
    travel: Travel
    within: float
    is_covering: bool = False


@dataclass(frozen=True, slots=True)
class Sited:
    """Chosen sites and what they mean for residents. No practice is closed or relinked (rule 33).

    Args:
        hubs: Codes of the chosen sites by neighbourhood.
        nearest: Code of the hub that each area goes to, in the question's order.
        distances: How far that is.
        mean: Over everybody, weighted.
        p95: 19 in 20 are no further, weighted.
        reached: Share of weight within reach.
        fifths: The same by fifth of deprivation, the most deprived first; empty when not known.
        worst_fifth: The fifth with the longest mean, or None.
        is_proven: Whether nothing better exists within the neighbourhoods.
        bound: For the mean, that no choice is below; for covering, on the share reached.
    """

    hubs: dict[str, tuple[str, ...]]
    nearest: tuple[str, ...]
    distances: NDArray[np.float64]
    mean: float
    p95: float
    reached: float
    fifths: tuple[Fifth, ...]
    worst_fifth: Fifth | None
    is_proven: bool
    bound: float


def within_neighbourhoods(question: Question, *, total: int | None = None) -> Sited:
    """Choose hubs inside each neighbourhood: one each, or a total divided for the best.

    Areas go to a hub of their own neighbourhood. When there are more hubs than neighbourhoods,
    each has at least one and the rest go where they help most; the division is exact.

    Args:
        question: What is to be sited.
        total: Hubs in all; one for each neighbourhood unless given.

    Raises:
        BadSiting: If the question cannot be, or the total is below the number of neighbourhoods.
        NoSite: If a neighbourhood has too few candidate sites.
        BadTravel: If a pair inside a neighbourhood is not known.
    """
    _check(question)
    names = sorted(set(question.neighbourhoods))
    extra = (len(names) if total is None else total) - len(names)
    if extra < 0:
        raise BadSiting(f"{total} hubs are fewer than the {len(names)} neighbourhoods.")
    offers = [_offers(question, name, extra) for name in names]
    counts = _divided([[_loss(question, c) for c in of] for of in offers], extra)
    chosen = [of[count] for of, count in zip(offers, counts, strict=True)]
    sites = tuple(site for choice in chosen for site in choice.sites)
    bounds = sum(choice.bound for choice in chosen)
    home = np.array([names.index(name) for name in question.neighbourhoods])
    of_site = {site: number for number, choice in enumerate(chosen) for site in choice.sites}
    # Nobody is sent over the border of their neighbourhood, however near the next hub is.
    open_to = np.array([[of_site[site] for site in sites]]) == home[:, None]
    distances = np.where(open_to, question.travel.values[:, list(sites)], np.inf)
    hubs = {
        name: tuple(question.sites[site] for site in choice.sites)
        for name, choice in zip(names, chosen, strict=True)
    }
    return _sited(question, hubs, sites, distances, bounds, all(c.is_proven for c in chosen))


def anywhere(question: Question, count: int) -> Sited:
    """Choose the same number of hubs with no regard to neighbourhoods: what nesting is priced by.

    Raises:
        BadSiting: If the question cannot be.
        NoSite: If there are fewer sites than hubs.
        BadTravel: If a pair is not known.
    """
    _check(question)
    if count > len(question.sites):
        raise NoSite(f"There are {len(question.sites)} candidate sites for {count} hubs.")
    choice = _choose(question, question.travel.values, question.weights, count)
    distances = question.travel.values[:, list(choice.sites)]
    hubs = {"": tuple(question.sites[site] for site in choice.sites)}
    return _sited(question, hubs, choice.sites, distances, choice.bound, choice.is_proven)


def _check(question: Question) -> None:
    if not question.areas or not question.sites:
        raise BadSiting("There are no areas, or no candidate sites.")
    weights = question.weights
    if not np.isfinite(weights).all() or (weights < 0).any() or weights.sum() == 0:
        raise BadSiting("Residents of an area are missing or below 0, or nobody lives anywhere.")
    if not question.within > 0:
        raise BadSiting(f"A reach of {question.within:g} reaches nobody.")


def _offers(question: Question, name: str, extra: int) -> list[Choice]:
    """Give the best choice of 1, 2, ... sites of a neighbourhood, as many as may be wanted."""
    areas = np.flatnonzero(np.array(question.neighbourhoods) == name)
    sites = np.flatnonzero(np.array(question.site_neighbourhoods) == name)
    if not len(sites):
        raise NoSite(
            f"Neighbourhood {name} has no candidate site.",
            remedy="Name a site in it, or draw the neighbourhood so that it has one.",
        )
    values = question.travel.values[np.ix_(areas, sites)]
    if np.isnan(values).any():
        area, site = np.argwhere(np.isnan(values))[0]
        raise BadTravel(
            f"The travel time from {question.areas[areas[area]]} to"
            f" {question.sites[sites[site]]}, both in {name}, is not there.",
            remedy="Missing is never 0: give every pair inside a neighbourhood.",
        )
    found = []
    for count in range(1, min(len(sites), extra + 1) + 1):
        choice = _choose(question, values, question.weights[areas], count)
        whole = tuple(int(sites[site]) for site in choice.sites)
        found.append(Choice(whole, choice.value, choice.bound))
    return found


def _choose(
    question: Question, values: NDArray[np.float64], weights: NDArray[np.float64], count: int
) -> Choice:
    if np.isnan(values).any():
        raise BadTravel(
            f"{int(np.isnan(values).sum()):,} pairs of area and site have no travel time.",
            remedy="Siting with no regard to neighbourhoods needs every pair.",
        )
    if question.is_covering:
        return choosing.covering(values, weights, count, within=question.within)
    return choosing.nearest(values, weights, count)


def _loss(question: Question, choice: Choice) -> float:
    return -choice.value if question.is_covering else choice.value


def _divided(losses: Sequence[Sequence[float]], extra: int) -> list[int]:
    """Divide hubs beyond the first of each neighbourhood for the least sum, exactly.

    Returns:
        How many beyond the first each neighbourhood has.
    """
    # best[used] = the least sum over the neighbourhoods so far, and how they were divided.
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for of in losses:
        longer: list[tuple[float, tuple[int, ...]] | None] = [None] * (extra + 1)
        for used, (loss, taken) in enumerate(best):
            for more, own in enumerate(of[: extra - used + 1]):
                offer = (loss + own, (*taken, more))
                known = longer[used + more]
                if known is None or offer < known:
                    longer[used + more] = offer
        best = [found for found in longer if found is not None]
    if len(best) <= extra:
        raise NoSite(f"There are too few candidate sites for {extra} more hubs.")
    return list(best[extra][1])


def _sited(
    question: Question,
    hubs: dict[str, tuple[str, ...]],
    sites: tuple[int, ...],
    distances: NDArray[np.float64],
    bound: float,
    is_proven: bool,
) -> Sited:
    at = distances.argmin(axis=1)
    least = distances[np.arange(len(at)), at]
    weights, total = question.weights, float(question.weights.sum())
    order = np.argsort(least, kind="stable")
    p95 = least[order][np.searchsorted(weights[order].cumsum(), 0.95 * total)]
    by_fifth = fifths(least, weights, question.deprivation, within=question.within)
    return Sited(
        hubs=hubs,
        nearest=tuple(question.sites[sites[number]] for number in at),
        distances=least,
        mean=float((weights * least).sum() / total),
        p95=float(p95),
        reached=float(weights[least <= question.within].sum() / total),
        fifths=by_fifth,
        worst_fifth=worst_by(by_fifth),
        is_proven=is_proven,
        bound=bound / total,
    )
