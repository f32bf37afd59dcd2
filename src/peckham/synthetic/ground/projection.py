"""Metres on a flat sheet to longitude and latitude, and back.

The sheet lies over Maplin Sands and the open water of the outer Thames estuary, so that no
invented street falls on a real one, while the map still says "by the Thames".
"""

import math

import numpy as np
from numpy.typing import NDArray

ORIGIN_LONGITUDE = 0.86
ORIGIN_LATITUDE = 51.515
METRES_PER_DEGREE_LATITUDE = 111_200.0
METRES_PER_DEGREE_LONGITUDE = METRES_PER_DEGREE_LATITUDE * math.cos(math.radians(ORIGIN_LATITUDE))

_DECIMALS = 6
"""Of a degree: about a tenth of a metre, finer than any survey of a small area."""


def to_degrees(metres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn points in metres into longitude and latitude, rounded to six decimals.

    Args:
        metres: Shape (n, 2), east and north of the sheet's south-west corner.

    Returns:
        Shape (n, 2): longitude, latitude.
    """
    scale = np.array([METRES_PER_DEGREE_LONGITUDE, METRES_PER_DEGREE_LATITUDE])
    origin = np.array([ORIGIN_LONGITUDE, ORIGIN_LATITUDE])
    return np.asarray(np.round(origin + metres / scale, _DECIMALS))
