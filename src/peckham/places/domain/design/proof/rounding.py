"""From shares of areas to a plan: take the largest piece of each, grow, then repair and improve.

The plan hangs together at every moment; it is given back only when it keeps every bound. Nothing
is drawn by lot.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from peckham.places.domain.design.problem import Floats, Integers
from peckham.places.domain.design.proof.evidence import SCALE, Evidence
from peckham.places.domain.design.proof.regions import Region
from peckham.places.domain.design.proof.separators import pieces, reached

# Registrations that one resident outside the bounds is set against while repairing.
_OUTSIDE = 10
_MOVES = 400
_NOBODY = -1


def plan_from(
    region: Region,
    shares: Floats,
    worth: Integers,
    evidence: Evidence,
    roots: Mapping[int, int],
) -> Integers | None:
    """Make a plan near some shares, or None where none within bounds was found.

    Args:
        region: The region.
        shares: n x K; how much of each area each neighbourhood holds.
        worth: n x K; registrations aligned by each area in each neighbourhood.
        evidence: Prices of the shares; what a resident costs decides where doubtful areas go.
        roots: Neighbourhood to an area that it contains.
    """
    labels = _largest_pieces(region, shares, roots)
    if labels is None:
        return None
    merit = worth - region.residents @ evidence.prices / SCALE
    if not _grow(region, labels, merit):
        return None
    improve(region, labels, worth)
    return labels if keeps(region, labels, worth.shape[1]) else None


def keeps(region: Region, labels: Integers, count: int) -> bool:
    """Say whether a plan keeps bounds, contiguity and wishes."""
    if len(np.unique(labels)) != count or labels.min() < 0:
        return False
    people = _people(region, labels, count)
    if (people < region.minimum).any() or (people > region.maximum).any():
        return False
    if any(labels[one] != labels[other] for one, other in region.together):
        return False
    if any(labels[one] == labels[other] for one, other in region.apart):
        return False
    return all(
        len(pieces(region.neighbours, np.flatnonzero(labels == home).tolist())) == 1
        for home in range(count)
    )


def improve(region: Region, labels: Integers, worth: Integers) -> None:
    """Move border areas in place, the best move first, until none helps."""
    count = worth.shape[1]
    ends = [(a, b) for a, beside in enumerate(region.neighbours) for b in beside]
    if not ends:
        return
    here, there = np.array(ends, dtype=np.int64).T
    people = _people(region, labels, count)
    sizes = np.bincount(labels, minlength=count)
    for _ in range(_MOVES):
        cut = np.flatnonzero(labels[here] != labels[there])
        moving, to = here[cut], labels[there[cut]]
        gain = _gains(region, labels, worth, people, moving, to)
        move = _first_that_holds(region, labels, sizes, moving, gain)
        if move is None:
            return
        area, home = int(moving[move]), int(to[move])
        people[labels[area]] -= region.residents[area]
        people[home] += region.residents[area]
        sizes[labels[area]] -= 1
        sizes[home] += 1
        labels[area] = home


def _gains(
    region: Region,
    labels: Integers,
    worth: Integers,
    people: Integers,
    moving: Integers,
    to: Integers,
) -> Integers:
    old = labels[moving]
    moved = region.residents[moving]
    before = _outside(region, people[old]) + _outside(region, people[to])
    after = _outside(region, people[old] - moved) + _outside(region, people[to] + moved)
    found: Integers = worth[moving, to] - worth[moving, old] - _OUTSIDE * (after - before)
    return found


def _outside(region: Region, people: Integers) -> Integers:
    over = np.maximum(people - region.maximum, 0) + np.maximum(region.minimum - people, 0)
    total: Integers = over.sum(axis=1)
    return total


def _first_that_holds(
    region: Region, labels: Integers, sizes: Integers, moving: Integers, gain: Integers
) -> int | None:
    for move in np.argsort(-gain, kind="stable").tolist():
        if gain[move] <= 0:
            return None
        area = int(moving[move])
        if sizes[labels[area]] > 1 and holds_without(region.neighbours, labels, area):
            return int(move)
    return None


def holds_without(neighbours: Sequence[Sequence[int]], labels: Integers, area: int) -> bool:
    """Say whether a neighbourhood hangs together once it loses an area."""
    home = labels[area]
    waiting = [other for other in neighbours[area] if labels[other] == home]
    if len(waiting) < 2:
        return len(waiting) == 1
    wanted, found = set(waiting[1:]), {area, waiting[0]}
    frontier = [waiting[0]]
    while frontier and wanted:
        for other in neighbours[frontier.pop()]:
            if other not in found and labels[other] == home:
                found.add(other)
                wanted.discard(other)
                frontier.append(other)
    return not wanted


def _people(region: Region, labels: Integers, count: int) -> Integers:
    people = np.zeros((count, region.residents.shape[1]), dtype=np.int64)
    np.add.at(people, labels, region.residents)
    return people


def _largest_pieces(region: Region, shares: Floats, roots: Mapping[int, int]) -> Integers | None:
    labels = np.full(len(shares), _NOBODY, dtype=np.int64)
    for home in range(shares.shape[1]):
        held = np.flatnonzero(shares[:, home] > 0.5).tolist()
        if home in roots:
            piece = reached(region.neighbours, roots[home], held)
        elif held:
            piece = max(pieces(region.neighbours, held), key=len)
        else:
            return None
        labels[sorted(piece)] = home
    return labels


def _grow(region: Region, labels: Integers, merit: Floats) -> bool:
    """Give every area left to a neighbourhood beside it, the least regretted first."""
    best = merit.max(axis=1)
    while True:
        options = [
            (best[area] - merit[area, labels[other]], area, int(labels[other]))
            for area in np.flatnonzero(labels == _NOBODY).tolist()
            for other in region.neighbours[area]
            if labels[other] != _NOBODY
        ]
        if not options:
            return not bool((labels == _NOBODY).any())
        _, area, home = min(options)
        labels[area] = home
