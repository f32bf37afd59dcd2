"""Shapes of small areas: a point inside each, and which share a stretch of boundary.

Published boundaries are generalised and rounded, so neighbours do not match point for point.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

# Beside means: more than 5 m of one boundary lies within 1 m of the other. Corners do not count.
# Measured on 421 and on 1,153 areas: exactly the 1,201 and 3,297 pairs of the ungeneralised
# source; with 2 m there are 4 and 6 too many, with 0.5 m 4 of the larger set are lost.
GAP_METRES = 1.0
SHARED_METRES_MIN = 5.0

_EARTH_METRES = 6_371_008.8


class Shapes:
    """The shapes of some small areas, in metres on a local plane.

    Args:
        geometries: GeoJSON polygons or multipolygons in longitude and latitude, by area code.
    """

    def __init__(self, geometries: Mapping[str, Mapping[str, Any]]) -> None:
        self.codes = tuple(sorted(geometries))
        texts = [json.dumps(geometries[code]) for code in self.codes]
        self._degrees = shapely.make_valid(shapely.from_geojson(texts))
        latitudes = shapely.get_coordinates(shapely.centroid(self._degrees))[:, 1]
        self._scale = np.array([math.cos(math.radians(float(latitudes.mean()))), 1.0])
        self._metres = shapely.transform(self._degrees, self._on_plane)

    def _on_plane(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        # Good to one part in a thousand over the breadth of a city, which is what is asked of it.
        return np.asarray(np.radians(degrees) * _EARTH_METRES * self._scale)

    def points(self) -> dict[str, tuple[float, float]]:
        """Give a longitude and latitude inside each area: the centroid where it lies inside."""
        centroids = shapely.centroid(self._degrees)
        inside = shapely.covers(self._degrees, centroids)
        chosen = np.where(inside, centroids, shapely.point_on_surface(self._degrees))
        degrees = shapely.get_coordinates(chosen)
        return {
            code: (round(float(x), 6), round(float(y), 6))
            for code, (x, y) in zip(self.codes, degrees, strict=True)
        }

    def positions(self) -> dict[str, tuple[float, float]]:
        """Give each area's centroid in metres on the plane, east and north."""
        metres = shapely.get_coordinates(shapely.centroid(self._metres))
        return {code: (float(x), float(y)) for code, (x, y) in zip(self.codes, metres, strict=True)}

    def sizes(self) -> tuple[list[float], list[float]]:
        """Give each area's square metres, and the metres around it, in order of code."""
        return shapely.area(self._metres).tolist(), shapely.length(self._metres).tolist()

    def adjacency(self) -> list[tuple[str, str, float]]:
        """List the pairs of areas that lie beside each other, with the metres shared, in order."""
        outlines = shapely.boundary(self._metres)
        tree = shapely.STRtree(self._metres)
        first, second = tree.query(self._metres, predicate="dwithin", distance=GAP_METRES)
        once = first < second
        first, second = first[once], second[once]
        near = shapely.buffer(outlines, GAP_METRES)
        shared = shapely.length(shapely.intersection(outlines[first], near[second]))
        return sorted(
            (self.codes[a], self.codes[b], round(float(metres), 1))
            for a, b, metres in zip(first, second, shared, strict=True)
            if metres > SHARED_METRES_MIN
        )
