"""Small areas that tile the land exactly: Voronoi cells whose shared borders are one line each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.ground.borders import wind
from peckham.synthetic.ground.outline import Outline
from peckham.synthetic.ground.shoreline import Shoreline
from peckham.synthetic.ground.triangulation import Triangulation, triangulate

Points = NDArray[np.float64]

_MIRROR_METRES = 2_600.0
_ADJACENT_METRES = 5.0
"""Less than this in common is a touch at a corner, as the published adjacency counts it."""


class CrossedBorders(ValueError):
    """These sites make borders that cross at the water's edge; draw others."""


@dataclass(frozen=True, slots=True)
class Tiling:
    """Polygons that cover the land without gap or overlap.

    Args:
        rings: For each site, its closed ring, anticlockwise, shape (n + 1, 2), metres.
        pairs: Neighbours, shape (e, 2), the smaller index first.
        shared_metres: Length of the border of each pair, shape (e,).
        areas_square_metres: Shape (sites,).
    """

    rings: tuple[Points, ...]
    pairs: NDArray[np.int64]
    shared_metres: NDArray[np.float64]
    areas_square_metres: NDArray[np.float64]


def tile(*, outline: Outline, sites: Points, generator: np.random.Generator) -> Tiling:
    """Cut the land into one small area for each site.

    Sites near the edge are mirrored across it, so that the Voronoi border between a site and its
    mirror image follows the edge; corners at the edge are then moved onto it exactly, and the edge
    itself is taken from the outline. Every border is made once and used by both sides, so areas
    can neither gape nor overlap.

    Raises:
        CrossedBorders: If corners along the edge come out of order; try other sites.
    """
    edge = Shoreline.measured(outline.ring())
    mirrored = _mirror(outline, sites)
    sheet = np.concatenate([sites, mirrored])
    mesh = triangulate(sheet)
    weave = _Weave(mesh=mesh, sites=sites, sheet=sheet, edge=edge)
    return weave.cut(generator)


def ring_area(ring: Points) -> float:
    """Give the area of a closed ring in square metres, positive when anticlockwise."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def _mirror(outline: Outline, sites: Points) -> Points:
    """Reflect sites across each side of the land that they lie near."""
    images = []
    for side in outline.sides():
        away = sites[:, None, :] - side[None, :, :]
        distance = (away * away).sum(axis=2)
        nearest = distance.argmin(axis=1)
        near = distance[np.arange(len(sites)), nearest] < _MIRROR_METRES**2
        images.append(2 * side[nearest[near]] - sites[near])
    everything = np.concatenate(images)
    return everything[~outline.contains(everything)]


class _Weave:
    """One cutting: which triangles meet at a site, and the border lines already wound."""

    def __init__(
        self, *, mesh: Triangulation, sites: Points, sheet: Points, edge: Shoreline
    ) -> None:
        self.sheet = sheet
        self.count = len(sites)
        self.edge = edge
        self.triangles = mesh.triangles
        outside = (mesh.triangles >= self.count).sum(axis=1)
        self.on_edge = outside == 1
        self.corners = mesh.centres.copy()
        self.along = np.full(len(mesh.triangles), np.nan)
        self.along[self.on_edge] = edge.nearest(mesh.centres[self.on_edge])
        self.corners[self.on_edge] = edge.points_at(self.along[self.on_edge])
        self.borders: dict[tuple[int, int], tuple[int, Points]] = {}

    def cut(self, generator: np.random.Generator) -> Tiling:
        around = self._around()
        covered = 0.0
        rings = []
        for site in range(self.count):
            ring, edge_metres = self._ring(site, around[site], generator)
            rings.append(np.concatenate([ring, ring[:1]]))
            covered += edge_metres
        if not np.isclose(covered, self.edge.length, rtol=1e-6):
            raise CrossedBorders("Corners at the land's edge are out of order.")
        return self._tiling(rings)

    def _around(self) -> list[list[int]]:
        """List each site's triangles anticlockwise."""
        around: list[list[int]] = [[] for _ in range(self.count)]
        for number, triangle in enumerate(self.triangles.tolist()):
            for site in triangle:
                if site < self.count:
                    around[site].append(number)
        middles = self.sheet[self.triangles].mean(axis=1)
        for site, numbers in enumerate(around):
            away = middles[numbers] - self.sheet[site]
            order = np.argsort(np.arctan2(away[:, 1], away[:, 0]))
            around[site] = [numbers[position] for position in order]
        return around

    def _ring(
        self, site: int, around: list[int], generator: np.random.Generator
    ) -> tuple[Points, float]:
        """Walk once round a site: along winding borders inside, along the outline at the edge."""
        parts: list[Points] = []
        edge_metres = 0.0
        entered = self._first_inside(site, around)
        around = around[entered:] + around[:entered]
        leaving: int | None = None
        for position, triangle in enumerate(around):
            following = around[(position + 1) % len(around)]
            other = self._across(site, triangle, following)
            if other < self.count:
                parts.append(self._border(site, other, triangle, following, generator))
                continue
            leaving = triangle if leaving is None else leaving
            if self.on_edge[following]:
                stretch, metres = self.edge.stretch(self.along[leaving], self.along[following])
                parts.append(np.concatenate([self.corners[leaving][None], stretch]))
                edge_metres += metres
                leaving = None
        return np.concatenate(parts), edge_metres

    def _first_inside(self, site: int, around: list[int]) -> int:
        """Find where to start so that no stretch of the edge is begun halfway."""
        for position, triangle in enumerate(around):
            following = around[(position + 1) % len(around)]
            if self._across(site, triangle, following) < self.count:
                return position
        raise CrossedBorders("A small area has no neighbour.")

    def _across(self, site: int, triangle: int, following: int) -> int:
        """Name the site on the other side of the border between two successive corners."""
        here: set[int] = set(self.triangles[triangle].tolist())
        others = here & set(self.triangles[following].tolist()) - {site}
        if len(others) != 1:
            raise CrossedBorders("Two corners of a small area do not share a border.")
        return others.pop()

    def _border(
        self, site: int, other: int, start: int, stop: int, generator: np.random.Generator
    ) -> Points:
        """Give the border from one corner to the next, without the last point."""
        pair = (min(site, other), max(site, other))
        if pair not in self.borders:
            line = wind(
                self.corners[start],
                self.corners[stop],
                self.sheet[site],
                self.sheet[other],
                generator,
            )
            self.borders[pair] = (start, line)
            return line[:-1]
        first, line = self.borders[pair]
        return line[:-1] if first == start else line[::-1][:-1]

    def _tiling(self, rings: list[Points]) -> Tiling:
        metres = {
            pair: float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())
            for pair, (_, line) in self.borders.items()
        }
        pairs = sorted(pair for pair, length in metres.items() if length > _ADJACENT_METRES)
        return Tiling(
            rings=tuple(rings),
            pairs=np.array(pairs, dtype=np.int64),
            shared_metres=np.array([metres[pair] for pair in pairs]),
            areas_square_metres=np.array([ring_area(ring) for ring in rings]),
        )
