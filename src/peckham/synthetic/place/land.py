"""The land of a place: boroughs along the river, cut into small areas and filed by code."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.ground.outline import Outline, draw_outline
from peckham.synthetic.ground.sites import Settlement, settle, spread_sites
from peckham.synthetic.ground.tiling import CrossedBorders, Tiling, tile
from peckham.synthetic.streams import stream

Points = NDArray[np.float64]

AREAS_PER_BOROUGH = 130
_COLUMNS_MOST = 4
_TRIES = 25


@dataclass(frozen=True, slots=True)
class Land:
    """Small areas as geometry.

    Args:
        outline: Edge of the land.
        sites: Middle of each area, shape (n, 2), metres.
        borough: Index of each area's borough, shape (n,).
        liveliness: Density of settlement at each site, shape (n,).
        centres: Town centres of each borough, shape (boroughs, 3, 2).
        tiling: Outlines, neighbours, shared metres.
    """

    outline: Outline
    sites: Points
    borough: NDArray[np.int64]
    liveliness: NDArray[np.float64]
    centres: Points
    tiling: Tiling

    def neighbours(self) -> list[list[int]]:
        """List the neighbours of each area."""
        beside: list[list[int]] = [[] for _ in self.sites]
        for one, other in self.tiling.pairs.tolist():
            beside[one].append(other)
            beside[other].append(one)
        return beside


def grid(boroughs: int) -> tuple[int, int]:
    """Give columns and rows of boroughs that hold at least so many, at most four abreast.

    >>> grid(1), grid(3), grid(7)
    ((1, 1), (3, 1), (4, 2))
    """
    columns = min(boroughs, _COLUMNS_MOST)
    return columns, -(-boroughs // columns)


def draw_land(seed: int, boroughs: int) -> Land:
    """Draw the land, trying again with other numbers when borders at its edge would cross.

    Raises:
        CrossedBorders: If no try succeeds, which no seed has yet shown.
    """
    for attempt in range(_TRIES):
        try:
            return _draw_once(seed, boroughs, attempt)
        except CrossedBorders:
            if attempt + 1 == _TRIES:
                raise
    raise AssertionError("unreachable")


def _draw_once(seed: int, boroughs: int, attempt: int) -> Land:
    columns, rows = grid(boroughs)
    outline = draw_outline(
        columns=columns, rows=rows, generator=stream(seed, "outline", boroughs, attempt)
    )
    sites, liveliness, centres = [], [], []
    for row in range(rows):
        for column in range(columns):
            generator = stream(seed, "sites", boroughs, attempt, row, column)
            settlement = settle(outline=outline, column=column, row=row, generator=generator)
            mine = spread_sites(
                outline=outline,
                column=column,
                row=row,
                settlement=settlement,
                count=AREAS_PER_BOROUGH,
                generator=generator,
            )
            sites.append(mine)
            liveliness.append(_liveliness(settlement, outline, mine))
            centres.append(settlement.centres)
    everywhere = np.concatenate(sites)
    return Land(
        outline=outline,
        sites=everywhere,
        borough=np.repeat(np.arange(columns * rows), AREAS_PER_BOROUGH),
        liveliness=np.concatenate(liveliness),
        centres=np.stack(centres),
        tiling=tile(
            outline=outline,
            sites=everywhere,
            generator=stream(seed, "borders", boroughs, attempt),
        ),
    )


def _liveliness(settlement: Settlement, outline: Outline, sites: Points) -> NDArray[np.float64]:
    return settlement.thickness(sites, sites[:, 1] - outline.shore.at(sites[:, 0]))
