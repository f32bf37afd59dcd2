"""Where a search starts: neighbourhoods grown from areas drawn by lot, the emptiest first."""

import numpy as np

from peckham.places.domain.design.ground import Ground
from peckham.places.domain.design.problem import Integers


def sown(ground: Ground, count: int, lot: np.random.Generator) -> Integers:
    """Grow `count` neighbourhoods that hang together and cover the ground.

    Args:
        ground: The zone, which hangs together and has at least `count` units.
        count: Neighbourhoods.
        lot: Where draws come from.
    """
    labels = [-1] * len(ground.residents)
    people = ground.residents[:, 0].tolist()
    totals = [0.0] * count
    frontier: list[list[int]] = [[] for _ in range(count)]
    for label, unit in enumerate(lot.permutation(len(labels))[:count].tolist()):
        _take(ground, labels, frontier, unit, label)
        totals[label] = people[unit]
    left = len(labels) - count
    while left:
        for label in sorted(range(count), key=totals.__getitem__):
            options = [unit for unit in frontier[label] if labels[unit] < 0]
            frontier[label] = options
            if options:
                unit = options[int(lot.integers(len(options)))]
                _take(ground, labels, frontier, unit, label)
                # One more than the people, so that areas where nobody lives are shared out too.
                totals[label] += people[unit] + 1
                left -= 1
                break
    return np.array(labels, dtype=np.int64)


def _take(
    ground: Ground, labels: list[int], frontier: list[list[int]], unit: int, label: int
) -> None:
    labels[unit] = label
    frontier[label] += ground.neighbours[ground.offsets[unit] : ground.offsets[unit + 1]]
