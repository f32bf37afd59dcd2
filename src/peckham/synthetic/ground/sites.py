"""Where people live thickly and thinly, and one site for each small area placed accordingly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.ground.outline import TILE_HEIGHT_METRES, TILE_WIDTH_METRES, Outline

Points = NDArray[np.float64]

_DRAWS_PER_SITE = 70
_ROUNDS = 14


@dataclass(frozen=True, slots=True)
class Settlement:
    """What makes people live somewhere in one borough.

    Args:
        centres: Town centres, one for each neighbourhood to be, shape (3, 2), metres.
        open_land: Middles of parks and marshes, shape (k, 2), metres.
        open_metres: How far each reaches, shape (k,).
    """

    centres: Points
    open_land: Points
    open_metres: NDArray[np.float64]

    def thickness(self, points: Points, above_river: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give a density, 0 to about 1.5, at points (n, 2) that many metres above the river."""
        density = np.full(len(points), 0.26)
        for centre in self.centres:
            density += 0.95 * _hill(points, centre, 900.0)
        for middle, reach in zip(self.open_land, self.open_metres, strict=True):
            density *= 1 - 0.9 * _hill(points, middle, reach)
        works = np.clip(above_river / 650.0, 0.16, 1.0)
        return np.asarray(density * works)


def settle(
    *, outline: Outline, column: int, row: int, generator: np.random.Generator
) -> Settlement:
    """Draw the town centres and open land of one borough of the grid.

    One centre lies near the river in the east (new homes on old works), two inland.
    """
    corner = np.array([column * TILE_WIDTH_METRES, row * TILE_HEIGHT_METRES])
    size = np.array([TILE_WIDTH_METRES, TILE_HEIGHT_METRES])
    rough = np.array([[0.66, 0.36], [0.24, 0.45], [0.62, 0.80]])
    centres = corner + size * (rough + generator.uniform(-0.04, 0.04, (3, 2)))
    count = 5
    open_land = corner + size * generator.uniform(0.04, 0.96, (count, 2))
    near = np.linalg.norm(open_land[:, None] - centres[None], axis=2).min(axis=1)
    open_metres = np.clip(generator.uniform(320.0, 900.0, count), 0, 0.7 * near)
    if row == 0:
        bank = outline.shore.at(centres[:1, 0])
        centres[0, 1] = bank[0] + 1_250.0
    return Settlement(centres=centres, open_land=open_land, open_metres=open_metres)


def spread_sites(
    *,
    outline: Outline,
    column: int,
    row: int,
    settlement: Settlement,
    count: int,
    generator: np.random.Generator,
) -> Points:
    """Place sites of equal population: many close together where people live thickly.

    Lloyd's k-means on points drawn from the density: each site serves the same share of draws, as
    small areas hold about the same number of residents.

    Args:
        outline: The land.
        column: Of the borough, from the west.
        row: Of the borough, from the river.
        settlement: Its centres and open land.
        count: How many sites.
        generator: Where chance comes from.

    Returns:
        Shape (count, 2), metres.
    """
    draws = _draw_homes(
        outline=outline,
        column=column,
        row=row,
        settlement=settlement,
        count=count * _DRAWS_PER_SITE,
        generator=generator,
    )
    sites = draws[generator.choice(len(draws), count, replace=False)]
    for _ in range(_ROUNDS):
        nearest = _nearest(draws, sites)
        held = np.maximum(np.bincount(nearest, minlength=count), 1)
        moved = np.column_stack(
            [np.bincount(nearest, weights=draws[:, axis], minlength=count) for axis in (0, 1)]
        )
        alone = np.bincount(nearest, minlength=count) == 0
        sites = np.where(alone[:, None], sites, moved / held[:, None])
    return np.asarray(sites)


def _draw_homes(
    *,
    outline: Outline,
    column: int,
    row: int,
    settlement: Settlement,
    count: int,
    generator: np.random.Generator,
) -> Points:
    kept: list[Points] = []
    have = 0
    low = np.array([column * TILE_WIDTH_METRES - 600, row * TILE_HEIGHT_METRES - 1_100])
    high = low + np.array([TILE_WIDTH_METRES + 1_200, TILE_HEIGHT_METRES + 1_900])
    top = (row + 1) * TILE_HEIGHT_METRES
    while have < count:
        tries = generator.uniform(low, high, (count * 2, 2))
        within = outline.contains(tries) & (outline.column_of(tries) == column)
        if row + 1 < outline.rows:
            within &= tries[:, 1] < top
        if row > 0:
            within &= tries[:, 1] >= row * TILE_HEIGHT_METRES
        tries = tries[within]
        above = tries[:, 1] - outline.shore.at(tries[:, 0])
        taken = generator.uniform(0, 1.5, len(tries)) < settlement.thickness(tries, above)
        kept.append(tries[taken])
        have += int(taken.sum())
    return np.concatenate(kept)[:count]


def _nearest(points: Points, sites: Points) -> NDArray[np.int64]:
    square = (sites * sites).sum(axis=1)[None, :] - 2 * (points @ sites.T)
    return np.asarray(square.argmin(axis=1))


def _hill(points: Points, middle: Points, reach: float) -> NDArray[np.float64]:
    away = points - middle
    return np.asarray(np.exp(-(away * away).sum(axis=1) / (2 * reach * reach)))
