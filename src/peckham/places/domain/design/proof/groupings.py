"""Which networks share a home: every way, once, from the largest network to the smallest.

With the home of every network settled, aligned registrations are a plain sum over areas. Homes
are numbered as they first appear, so that two numberings of one grouping are one case; the last
way of every network is a home outside the region.
"""

from collections.abc import Iterator

import numpy as np

from peckham.places.domain.design.problem import Integers
from peckham.places.domain.design.proof.evidence import ELSEWHERE, SCALE, Homes
from peckham.places.domain.design.proof.regions import Region

Cap = tuple[int, int]


def next_homes(homes: Homes, count: int) -> Iterator[int]:
    """Give the homes that the next network can have.

    >>> list(next_homes((0, 0, 1), 4)), list(next_homes((0, 1), 2))
    ([0, 1, 2, -1], [0, 1, -1])
    """
    yield from range(min(max(homes, default=-1) + 2, count))
    yield ELSEWHERE


def caps_of(region: Region) -> tuple[Cap, ...]:
    """Give, by network, the base and price at which one full neighbourhood aligns the least.

    A network aligns at most the patients of the areas that one neighbourhood can hold: a knapsack,
    bounded by one price for a resident.
    """
    return tuple(_cap(region, network) for network in range(len(region.networks)))


def capped(region: Region, network: int, cap: Cap) -> int:
    """Give the most that a network aligns wherever its home is.

    Args:
        region: The region.
        network: Its number in the region.
        cap: Base and price over SCALE, of 0 or more; any price gives a bound that holds.
    """
    base, price = cap
    patients = region.registrations[:, network] * SCALE
    left = np.maximum(patients - price * region.residents[:, base], 0)
    here = (int(left.sum()) + price * region.maximum) // SCALE
    return max(here, int(region.elsewhere[network]))


def settled_elsewhere(region: Region, homes: Homes) -> int:
    """Give the most that the networks whose home lies outside align there."""
    return sum(int(region.elsewhere[n]) for n, home in enumerate(homes) if home == ELSEWHERE)


def _cap(region: Region, network: int) -> Cap:
    options = [(0, 0)]
    for base in range(region.residents.shape[1]):
        price = _break_price(
            region.registrations[:, network], region.residents[:, base], region.maximum
        )
        options.append((base, price))
    return min(options, key=lambda cap: (capped(region, network, cap), cap))


def _break_price(patients: Integers, residents: Integers, room: int) -> int:
    """Give the ratio, over SCALE, at which areas taken by ratio fill the room."""
    ratio = patients / np.maximum(residents, 1)
    order = np.argsort(-ratio, kind="stable")
    filled = np.cumsum(residents[order])
    over = int(np.searchsorted(filled, room, side="right"))
    return int(ratio[order[over]] * SCALE) if over < len(order) else 0
