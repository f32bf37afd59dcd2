"""Many sites among many areas: a search by exchange, and a bound by Lagrange's prices.

Source: M. B. Teitz and P. Bart (1968) for the exchange, R. A. Whitaker (1983) for finding the
best one at once, and the relaxation of each area's being served once, after M. L. Fisher (1981).
"""

import numpy as np
from numpy.typing import NDArray

from peckham.places.domain.siting.travel import Matrix

_STEPS = 600
_STARTS = 3


def searched(costs: Matrix, count: int, *, seed: int) -> tuple[tuple[int, ...], float]:
    """Exchange one site for another as long as that helps, from several beginnings.

    The first beginning is greedy, the others are drawn; the best end is given.

    Args:
        costs: Areas x sites.
        count: How many sites; fewer than there are.
        seed: Of the beginnings.

    Returns:
        The sites, rising, and the sum of each area's cost at its cheapest.
    """
    source = np.random.default_rng(seed)
    starts = [_greedy(costs, count)]
    starts += [source.permutation(costs.shape[1])[:count].tolist() for _ in range(_STARTS - 1)]
    ends = [_exchanged(costs, start) for start in starts]
    value, sites = min((float(costs[:, end].min(axis=1).sum()), tuple(sorted(end))) for end in ends)
    return sites, value


def _greedy(costs: Matrix, count: int) -> list[int]:
    chosen: list[int] = []
    least = np.full(len(costs), np.inf)
    for _ in range(count):
        sums = np.minimum(costs, least[:, None]).sum(axis=0)
        sums[chosen] = np.inf
        chosen.append(int(sums.argmin()))
        least = np.minimum(least, costs[:, chosen[-1]])
    return chosen


def _exchanged(costs: Matrix, start: list[int]) -> list[int]:
    chosen = list(start)
    while (swap := _best_exchange(costs, chosen)) is not None:
        chosen[swap[0]] = swap[1]
    return chosen


def _best_exchange(costs: Matrix, chosen: list[int]) -> tuple[int, int] | None:
    """Give which chosen site goes and which comes, or None when no exchange helps."""
    at = costs[:, chosen]
    if len(chosen) == 1:
        change = costs.sum(axis=0) - at.sum()
        best = int(change.argmin())
        return (0, best) if change[best] < -1e-9 else None
    order = at.argpartition(1, axis=1)
    rows = np.arange(len(costs))
    first, second = at[rows, order[:, 0]], at[rows, order[:, 1]]
    gained = np.minimum(costs - first[:, None], 0).sum(axis=0)
    # Whoever loses their site goes to the one that comes or to their second.
    loss = np.maximum(np.minimum(costs, second[:, None]) - first[:, None], 0)
    mine = np.zeros((len(chosen), len(costs)))
    mine[order[:, 0], rows] = 1.0
    change = mine @ loss + gained[None, :]
    change[:, chosen] = np.inf
    best = int(change.argmin())
    goes, comes = divmod(best, costs.shape[1])
    scale = max(1.0, float(first.sum()))
    return (goes, comes) if change[goes, comes] < -1e-9 * scale else None


def bound(costs: Matrix, count: int, value: float) -> float:
    """Give a sum that no choice is below.

    Each area pays a price for being served; a site is worth what areas pay above their cost. At
    any prices the sum of prices less the worth of the best sites is a bound, so that rounding can
    make it weaker and never wrong.

    Args:
        costs: Areas x sites.
        count: How many sites are chosen.
        value: The sum of a known choice.
    """
    prices = np.partition(costs, 1, axis=1)[:, 1] if costs.shape[1] > 1 else costs[:, 0].copy()
    best, scale, stale = -np.inf, 1.0, 0
    for _ in range(_STEPS):
        worth, used = _worth(costs, prices, count)
        reached = float(prices.sum() + worth)
        if reached > best + 1e-12 * abs(value):
            best, stale = reached, 0
        else:
            stale += 1
        if stale >= 15:
            scale, stale = scale / 2, 0
        slack = 1.0 - used
        length = float((slack**2).sum())
        if length == 0 or scale < 1e-6:
            break
        prices = prices + scale * max(value - reached, 0.0) / length * slack
    return min(best, value)


def _worth(
    costs: Matrix, prices: NDArray[np.float64], count: int
) -> tuple[float, NDArray[np.float64]]:
    """Give the worth of the best sites at some prices, and how often each area is served."""
    surplus = costs - prices[:, None]
    of_site = np.minimum(surplus, 0).sum(axis=0)
    opened = np.argsort(of_site, kind="stable")[:count]
    return float(of_site[opened].sum()), (surplus[:, opened] < 0).sum(axis=1).astype(float)
