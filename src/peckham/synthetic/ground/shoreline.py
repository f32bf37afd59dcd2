"""The land's edge as a line to measure along: the nearest point, a stretch between two."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shoreline:
    """A closed line with the distance along it of each of its points.

    Args:
        points: Shape (n, 2), open ring, anticlockwise, metres.
        along: Shape (n,), metres from the first point.
        length: Metres round the whole line.
    """

    points: Points
    along: NDArray[np.float64]
    length: float

    @classmethod
    def measured(cls, ring: Points) -> "Shoreline":
        """Measure an open ring."""
        steps = np.linalg.norm(np.roll(ring, -1, axis=0) - ring, axis=1)
        return cls(ring, np.concatenate([[0.0], np.cumsum(steps)[:-1]]), float(steps.sum()))

    def nearest(self, points: Points) -> NDArray[np.float64]:
        """Give how far along the line the nearest place to each of `points` lies."""
        away = points[:, None, :] - self.points[None, :, :]
        vertex = (away * away).sum(axis=2).argmin(axis=1)
        before = self._nearest_on(points, (vertex - 1) % len(self.points))
        after = self._nearest_on(points, vertex)
        return np.asarray(np.where(before[0] < after[0], before[1], after[1]))

    def points_at(self, along: NDArray[np.float64]) -> Points:
        """Give the places that lie so many metres along the line."""
        ends = np.append(self.along, self.length)
        closed = np.concatenate([self.points, self.points[:1]])
        return np.column_stack([np.interp(along, ends, closed[:, axis]) for axis in (0, 1)])

    def _nearest_on(
        self, points: Points, segment: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the square distance to each point's segment and where along the line that is."""
        start = self.points[segment]
        step = self.points[(segment + 1) % len(self.points)] - start
        share = ((points - start) * step).sum(axis=1) / (step * step).sum(axis=1)
        share = np.clip(share, 0, 1)
        away = points - start - share[:, None] * step
        along = self.along[segment] + share * np.sqrt((step * step).sum(axis=1))
        return (away * away).sum(axis=1), along

    def stretch(self, start: float, stop: float) -> tuple[Points, float]:
        """Give the points between two places on the line, going forwards, and the length."""
        first = int(np.searchsorted(self.along, start, side="right"))
        last = int(np.searchsorted(self.along, stop, side="left"))
        if start < stop:
            return self.points[first:last], stop - start
        wrapped = np.concatenate([self.points[first:], self.points[:last]])
        return wrapped, self.length - start + stop
