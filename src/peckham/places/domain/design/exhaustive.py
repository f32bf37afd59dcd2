"""Every plan there is, for places of a few areas: then the best is the best, not the best found."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from peckham.places.domain.design.feasible import Counts
from peckham.places.domain.design.ground import Ground
from peckham.places.domain.design.hubs_at_areas import hub_distance
from peckham.places.domain.design.measures import aligned_registrations
from peckham.places.domain.design.problem import Integers, Problem, canonical
from peckham.places.domain.design.refusals import NoPlanFound
from peckham.places.domain.design.succession import change_from

_UNITS_MAX = 12


def is_small_enough(grounds: list[Ground]) -> bool:
    """Say whether a place has so few areas that every plan of it can be looked at."""
    return sum(len(ground.residents) for ground in grounds) <= _UNITS_MAX


def best_of_all(problem: Problem, grounds: list[Ground], counts: tuple[Counts, ...]) -> Integers:
    """Look at every plan and give the best by all aims in their order, none of which gives way.

    Raises:
        NoPlanFound: If there is none.
    """
    wanted = problem.limits.count
    total = sum(zone.least for zone in counts) if wanted is None else wanted
    ranges = [range(zone.least, zone.most + 1) for zone in counts]
    splits = [split for split in product(*ranges) if sum(split) == total]
    plans = {
        (zone, count): list(plans_of(grounds[zone], count))
        for zone, count in {pair for split in splits for pair in enumerate(split)}
    }
    best: tuple[tuple[float, ...], list[int]] | None = None
    for split in splits:
        for choice in product(*(plans[zone, count] for zone, count in enumerate(split))):
            labels = _joined(problem, grounds, split, choice)
            ranked = _rank(problem, labels), labels.tolist()
            if best is None or ranked < best:
                best = ranked
    if best is None:
        raise NoPlanFound(
            "Every plan was looked at, and none keeps the bounds, contiguity and the wishes.",
            remedy="Widen the bounds, or take a wish back.",
        )
    return np.array(best[1], dtype=np.int64)


def _joined(
    problem: Problem, grounds: list[Ground], split: tuple[int, ...], choice: tuple[Integers, ...]
) -> Integers:
    labels = np.zeros(len(problem.codes), dtype=np.int64)
    first = 0
    for ground, count, own in zip(grounds, split, choice, strict=True):
        labels[ground.areas] = ground.spread(own) + first
        first += count
    return canonical(labels)


def _rank(problem: Problem, labels: Integers) -> tuple[float, ...]:
    """Give the aims in order, less is better."""
    deviation = 0.0
    for base in range(len(problem.bases)):
        sums = np.bincount(labels, weights=problem.residents[:, base])
        deviation = max(deviation, float(np.abs(sums / sums.mean() - 1).max()))
    cut = labels[problem.edges[:, 0]] != labels[problem.edges[:, 1]]
    hub, change = hub_distance(problem, labels), change_from(problem, labels)
    return (
        -aligned_registrations(problem, labels),
        deviation,
        float(problem.boundary_metres[cut].sum()),
        hub.need_weighted_km if hub else 0.0,
        change.residents if change else 0,
    )


def plans_of(ground: Ground, count: int) -> Iterator[Integers]:
    """Give every division of a ground into `count` parts that keep bounds, wishes and contiguity.

    The first area without a neighbourhood begins the next one, so that no plan comes twice.
    """
    units = len(ground.residents)
    near = [
        frozenset(ground.neighbours[ground.offsets[unit] : ground.offsets[unit + 1]])
        for unit in range(units)
    ]
    labels = np.full(units, -1, dtype=np.int64)

    def next_part(label: int) -> Iterator[Integers]:
        left = frozenset(np.flatnonzero(labels < 0).tolist())
        if label == count:
            if not left and ground.keeps_wishes(labels):
                yield labels.copy()
            return
        if not left:
            return
        first = frozenset([min(left)])
        last = [left] if _hangs_together(first, left, near) else []
        for part in last if label == count - 1 else _parts(first, left, near, frozenset()):
            members = sorted(part)
            totals = ground.residents[members].sum(axis=0)
            if (totals >= ground.low).all() and (totals <= ground.high).all():
                labels[members] = label
                yield from next_part(label + 1)
                labels[members] = -1

    yield from next_part(0)


def _hangs_together(
    reached: frozenset[int], left: frozenset[int], near: list[frozenset[int]]
) -> bool:
    while True:
        wider = reached | (frozenset().union(*(near[unit] for unit in reached)) & left)
        if wider == reached:
            return reached == left
        reached = wider


def _parts(
    part: frozenset[int], left: frozenset[int], near: list[frozenset[int]], barred: frozenset[int]
) -> Iterator[frozenset[int]]:
    """Give every set that hangs together and contains `part`, each once."""
    yield part
    beside = frozenset().union(*(near[unit] for unit in part)) & left - part - barred
    for unit in sorted(beside):
        yield from _parts(part | {unit}, left, near, barred)
        barred |= {unit}
