"""Who is how far, by how deprived their area is: five parts with as many areas each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Fifth:
    """A fifth of the areas by deprivation.

    Args:
        number: 1 is the most deprived.
        areas: How many areas.
        weight: Their residents, or residents weighted by need.
        mean: Weighted mean distance to the hub.
        reached: Share of weight within reach.
    """

    number: int
    areas: int
    weight: float
    mean: float
    reached: float


def fifths(
    distances: NDArray[np.float64],
    weights: NDArray[np.float64],
    deprivation: NDArray[np.float64],
    *,
    within: float,
) -> tuple[Fifth, ...]:
    """Divide areas by deprivation and say how far each part has to go.

    Areas of equal score are divided by their order. Nothing is said when a score is missing: a
    missing score is not a low one.

    Returns:
        The most deprived fifth first; empty when a score is missing or there are under five areas.
    """
    if np.isnan(deprivation).any() or len(deprivation) < 5:
        return ()
    order = np.argsort(-deprivation, kind="stable")
    found = []
    for number, part in enumerate(np.array_split(order, 5), start=1):
        weight = float(weights[part].sum())
        if weight == 0:
            return ()
        found.append(
            Fifth(
                number,
                len(part),
                weight,
                float((weights[part] * distances[part]).sum() / weight),
                float(weights[part][distances[part] <= within].sum() / weight),
            )
        )
    return tuple(found)


def worst_by(of: Sequence[Fifth]) -> Fifth | None:
    """Give the fifth with the longest mean distance, the more deprived of equals."""
    return max(of, key=lambda fifth: (fifth.mean, -fifth.number), default=None)
