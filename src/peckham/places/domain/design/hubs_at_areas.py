"""How far people live from a hub at the best small area of their neighbourhood.

A straight line between the middles of areas: no travel time, and said so wherever it is shown.
"""

from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.problem import Floats, Integers, Problem

_FIFTHS = 5


@dataclass(frozen=True, slots=True)
class HubDistance:
    """Straight-line kilometres from home to hub, weighted by residents of the first base.

    Args:
        mean_km: Mean.
        percentile_95_km: What 95 % of residents are within.
        need_weighted_km: Mean weighted by residents times need.
        by_fifth_km: Means by fifth of deprivation of areas, the most deprived first, or None.
        sites: k; the area of each neighbourhood's hub.
    """

    mean_km: float
    percentile_95_km: float
    need_weighted_km: float
    by_fifth_km: tuple[float, ...] | None
    sites: tuple[int, ...]


def hub_distance(problem: Problem, labels: Integers) -> HubDistance | None:
    """Measure distances, each neighbourhood's hub at the area that makes its own people's least."""
    if problem.position is None:
        return None
    people = problem.residents[:, 0]
    metres = np.zeros(len(labels))
    sites = []
    for label in range(int(labels.max()) + 1):
        inside = np.flatnonzero(labels == label)
        gaps = distances(problem.position[inside])
        best = int((people[inside][:, None] * gaps).sum(axis=0).argmin())
        metres[inside] = gaps[:, best]
        sites.append(int(inside[best]))
    order = metres.argsort(kind="stable")
    running = people[order].cumsum() / people.sum()
    return HubDistance(
        mean_km=float((metres * people).sum() / people.sum()) / 1000,
        percentile_95_km=float(metres[order][np.searchsorted(running, 0.95)]) / 1000,
        need_weighted_km=_weighted(metres, people * problem.need),
        by_fifth_km=_by_fifth(problem, metres),
        sites=tuple(sites),
    )


def distances(position: Floats) -> Floats:
    """Give the metres between every two positions: n x n."""
    gaps = position[:, None] - position[None]
    return np.asarray(np.hypot(gaps[..., 0], gaps[..., 1]))


def _weighted(metres: Floats, weight: Floats) -> float:
    whole = float(weight.sum())
    return float((metres * weight).sum()) / whole / 1000 if whole else float(metres.mean()) / 1000


def fifths(deprivation: Floats) -> Integers:
    """Give each area its fifth by deprivation within the place: 0 is the most deprived.

    >>> fifths(np.array([1.0, 5.0, 2.0, 4.0, 3.0])).tolist()
    [4, 0, 3, 1, 2]
    """
    rank = np.empty(len(deprivation), dtype=np.int64)
    rank[np.argsort(-deprivation, kind="stable")] = np.arange(len(deprivation))
    return rank * _FIFTHS // len(deprivation)


def _by_fifth(problem: Problem, metres: Floats) -> tuple[float, ...] | None:
    if problem.deprivation is None or len(metres) < _FIFTHS:
        return None
    of_area = fifths(problem.deprivation)
    people = problem.residents[:, 0].astype(np.float64)
    return tuple(
        _weighted(metres[of_area == fifth], people[of_area == fifth]) for fifth in range(_FIFTHS)
    )
