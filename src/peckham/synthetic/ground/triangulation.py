"""Delaunay triangulation by inserting one point at a time (Bowyer 1981, Watson 1981)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Triangulation:
    """Triangles of a set of points, and the centre of each triangle's circle.

    The centres are the corners of the Voronoi cells of the points.

    Args:
        triangles: Shape (t, 3), indices of points, anticlockwise.
        centres: Shape (t, 2), metres.
    """

    triangles: NDArray[np.int64]
    centres: Points


def triangulate(points: Points) -> Triangulation:
    """Triangulate points in general position.

    Slow and plain (n squared over vectors): 0.3 s for 2,500 points, which is enough here.

    Args:
        points: Shape (n, 2), no two equal, n >= 3.

    Returns:
        The triangles whose three corners are all among `points`.

    >>> square = np.array([[0.0, 0.0], [2.0, 0.1], [2.1, 2.0], [0.1, 2.2]])
    >>> len(triangulate(square).triangles)
    2
    """
    count = len(points)
    sheet = np.concatenate([points, _far_corners(points)])
    mesh = _Mesh(sheet, first=(count, count + 1, count + 2))
    for index in range(count):
        mesh.insert(index)
    kept = mesh.alive() & np.all(mesh.corners < count, axis=1)
    return Triangulation(triangles=mesh.corners[kept], centres=mesh.centres[kept])


def _far_corners(points: Points) -> Points:
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    reach = 60 * float(np.ptp(points, axis=0).max())
    return middle + reach * np.array([[-1.0, -0.7], [1.0, -0.73], [0.03, 1.0]])


class _Mesh:
    """Growing arrays of triangles; a dead triangle has a radius below nothing."""

    def __init__(self, sheet: Points, first: tuple[int, int, int]) -> None:
        room = 8 * len(sheet) + 64
        self.sheet = sheet
        self.corners = np.zeros((room, 3), dtype=np.int64)
        self.centres = np.zeros((room, 2))
        self.reach = np.full(room, -1.0)
        self.used = 0
        self._add(np.array([first], dtype=np.int64))

    def alive(self) -> NDArray[np.bool_]:
        return np.asarray(self.reach >= 0)

    def insert(self, index: int) -> None:
        away = self.centres[: self.used] - self.sheet[index]
        hit = np.flatnonzero((away * away).sum(axis=1) < self.reach[: self.used])
        rim = _rim(self.corners[hit])
        self.reach[hit] = -1.0
        fresh = np.empty((len(rim), 3), dtype=np.int64)
        fresh[:, :2] = rim
        fresh[:, 2] = index
        self._add(fresh)

    def _add(self, corners: NDArray[np.int64]) -> None:
        if self.used + len(corners) > len(self.corners):
            self._compact()
        place = slice(self.used, self.used + len(corners))
        a, b, c = (self.sheet[corners[:, side]] for side in range(3))
        self.corners[place] = corners
        self.centres[place] = _circle_centres(a, b, c)
        away = self.centres[place] - a
        self.reach[place] = (away * away).sum(axis=1)
        self.used += len(corners)

    def _compact(self) -> None:
        kept = np.flatnonzero(self.alive())
        for column in (self.corners, self.centres, self.reach):
            column[: len(kept)] = column[kept]
        self.used = len(kept)
        self.reach[self.used :] = -1.0


def _rim(corners: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Give the directed edges that only one of the triangles has: the hole's border."""
    edges = {
        (int(triangle[side]), int(triangle[(side + 1) % 3]))
        for triangle in corners
        for side in range(3)
    }
    return sorted(edge for edge in edges if (edge[1], edge[0]) not in edges)


def _circle_centres(a: Points, b: Points, c: Points) -> Points:
    """Give the centre of the circle through each three points."""
    ab, ac = b - a, c - a
    twice = 2 * (ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0])
    ab_square, ac_square = (ab * ab).sum(axis=1), (ac * ac).sum(axis=1)
    x = (ac[:, 1] * ab_square - ab[:, 1] * ac_square) / twice
    y = (ab[:, 0] * ac_square - ac[:, 0] * ab_square) / twice
    return a + np.column_stack([x, y])
