"""Smooth random fields over the land: what makes neighbouring areas alike."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_WAVES = 28


def smooth_field(
    points: Points, *, reach_metres: float, generator: np.random.Generator
) -> NDArray[np.float64]:
    """Draw a smooth field at points: mean 0, spread 1, alike within about `reach_metres`.

    A sum of waves in random directions (random Fourier features of a Gaussian process, Rahimi and
    Recht 2007): cheap, and the same for a point however many others are asked about.
    """
    wave = generator.normal(0, 1 / reach_metres, (2, _WAVES))
    phase = generator.uniform(0, 2 * np.pi, _WAVES)
    return standard(np.cos(points @ wave + phase).sum(axis=1))


def standard(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shift and scale to mean 0 and spread 1."""
    return np.asarray((values - values.mean()) / values.std())


def clusters(
    points: Points, count: int, *, generator: np.random.Generator, rounds: int = 12
) -> NDArray[np.int64]:
    """Group points into `count` compact groups by k-means; every group has at least one.

    Returns:
        The group of each point, shape (n,), numbered from north-west to south-east.
    """
    middles = points[generator.choice(len(points), count, replace=False)]
    group = np.zeros(len(points), dtype=np.int64)
    for _ in range(rounds):
        away = points[:, None, :] - middles[None, :, :]
        group = (away * away).sum(axis=2).argmin(axis=1)
        held = np.bincount(group, minlength=count)
        for empty in np.flatnonzero(held == 0):
            largest = np.flatnonzero(group == held.argmax())
            group[largest[0]] = empty
            held = np.bincount(group, minlength=count)
        middles = (
            np.column_stack(
                [np.bincount(group, weights=points[:, axis], minlength=count) for axis in (0, 1)]
            )
            / held[:, None]
        )
    order = np.lexsort((middles[:, 0], -np.round(middles[:, 1] / 900)))
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    return np.asarray(rank[group])
