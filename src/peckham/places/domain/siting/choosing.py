"""The best few of some sites: by trying all, by proof with HiGHS, or by search with a bound.

`p-median`: the least sum of weight times distance to the nearest chosen site. `covering`: the
most weight within reach of one. Sites are columns in the caller's order; ties take the first.
"""

from dataclasses import dataclass
from itertools import batched, combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from peckham.places.domain.siting import exact, relaxing
from peckham.places.domain.siting.travel import Matrix

type Weights = NDArray[np.float64]

# Sets that are tried one by one; beyond it a programme is solved, beyond that one searches.
_TRIED_MAX = 60_000
_BATCH = 512
_PROGRAMME_MAX = 12_000


@dataclass(frozen=True, slots=True)
class Choice:
    """Some chosen sites.

    Args:
        sites: Their numbers, rising.
        value: Sum of weight times distance, or weight within reach.
        bound: No choice has less of the first, or more of the second; equals `value` when proven.
    """

    sites: tuple[int, ...]
    value: float
    bound: float

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists, to one part in a million."""
        return abs(self.value - self.bound) <= 1e-6 * max(1.0, abs(self.value))


def nearest(distances: Matrix, weights: Weights, count: int, *, seed: int = 1) -> Choice:
    """Choose sites for the least weighted distance (p-median).

    Args:
        distances: Areas x sites, none unknown.
        weights: Of each area, at least 0.
        count: How many to choose; at most the number of sites.
        seed: Of the search, where there are too many sets to try.
    """
    costs = weights[:, None] * distances
    if comb(distances.shape[1], count) <= _TRIED_MAX:
        sites, value = _tried(costs, count)
        return Choice(sites, value, value)
    sites, value = relaxing.searched(costs, count, seed=seed)
    if costs.size <= _PROGRAMME_MAX:
        found, bound = exact.p_median(costs, count, start=sites)
        return Choice(found, float(costs[:, found].min(axis=1).sum()), bound)
    return Choice(sites, value, relaxing.bound(costs, count, value))


def covering(distances: Matrix, weights: Weights, count: int, *, within: float) -> Choice:
    """Choose sites for the most weight within reach; of those, for a short distance.

    Args:
        distances: Areas x sites, none unknown.
        weights: Of each area, at least 0.
        count: How many to choose.
        within: The reach, in the unit of `distances`.
    """
    reached = distances <= within
    if comb(distances.shape[1], count) <= _TRIED_MAX:
        # Not reached costs the area's weight; distance only parts those that reach as many.
        far = max(float(distances.max()), 1.0) * max(len(weights), 1)
        sites, _ = _tried(weights[:, None] * (~reached + distances / (far * 1e6)), count)
        value = covered(reached, weights, sites)
        return Choice(sites, value, value)
    sites, bound = exact.covering(reached, weights, count)
    return Choice(sites, covered(reached, weights, sites), bound)


def covered(reached: NDArray[np.bool_], weights: Weights, sites: tuple[int, ...]) -> float:
    """Give the weight within reach of some sites."""
    return float(weights[reached[:, list(sites)].any(axis=1)].sum())


def _tried(costs: Matrix, count: int) -> tuple[tuple[int, ...], float]:
    """Try every set; of equal ones the first is kept."""
    best: tuple[float, tuple[int, ...]] = (np.inf, ())
    for some in batched(combinations(range(costs.shape[1]), count), _BATCH):
        values = costs[:, np.array(some)].min(axis=2).sum(axis=0)
        least = int(values.argmin())
        # A hair of rounding must not decide between equals.
        if values[least] < best[0] - 1e-9 * max(1.0, abs(best[0]) if best[1] else 1.0):
            best = float(values[least]), some[least]
    return best[1], best[0]
