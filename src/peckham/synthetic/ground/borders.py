"""A border between two small areas: a line that winds a little, as streets do."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_STEP_METRES = 95.0
_BENDS_MAX = 14
_SWING = 0.11
"""Of the border's length: how far it may leave the straight line."""
_WITHIN = 0.42
"""Of the room between the border and either site: less than 1, so that no two borders cross."""


def wind(
    start: Points, stop: Points, one: Points, other: Points, generator: np.random.Generator
) -> Points:
    """Bend the straight border between two sites without touching any other border.

    The two triangles between a border and its two sites touch no other border's triangles (they
    tile the plane), so a line that stays inside them crosses nothing.

    Args:
        start: First corner, metres.
        stop: Last corner, metres.
        one: The site on one side.
        other: The site on the other side.
        generator: Where chance comes from.

    Returns:
        Shape (n, 2), from `start` to `stop`.
    """
    length = float(np.linalg.norm(stop - start))
    bends = min(_BENDS_MAX, int(length / _STEP_METRES))
    if bends < 1:
        return np.stack([start, stop])
    share = np.linspace(0, 1, bends + 2)[1:-1]
    share = share + generator.uniform(-0.3, 0.3, bends) / (bends + 1)
    along = (stop - start) / length
    across = np.array([-along[1], along[0]])
    swing = generator.normal(0, 1, bends)
    swing = 0.6 * swing + 0.4 * generator.normal(0, 1)
    offset = swing * _SWING * length * np.sqrt(share * (1 - share))
    limits = [_room(share, start, length, along, across, site) for site in (one, other)]
    left = np.where((one - start) @ across > 0, limits[0], limits[1])
    right = np.where((one - start) @ across > 0, limits[1], limits[0])
    offset = np.clip(offset, -_WITHIN * right, _WITHIN * left)
    middle = start + share[:, None] * (stop - start) + offset[:, None] * across
    return np.concatenate([start[None], middle, stop[None]])


def _room(
    share: NDArray[np.float64],
    start: Points,
    length: float,
    along: Points,
    across: Points,
    site: Points,
) -> NDArray[np.float64]:
    """Give how far the triangle up to a site reaches at each share of the border."""
    height = abs(float((site - start) @ across))
    foot = float((site - start) @ along) / length
    before = share / foot if foot > 0 else np.full_like(share, np.inf)
    after = (1 - share) / (1 - foot) if foot < 1 else np.full_like(share, np.inf)
    return height * np.minimum(np.minimum(before, after), 1.0)
