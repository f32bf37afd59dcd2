"""When something falls due: the first year in which residents pass a number.

Residents are people who live there. Homes that are finished and stand empty trigger nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trigger:
    """The first year in which residents reach a number; None where no year does.

    Args:
        residents: The number.
        planned: The year if every site is on time.
        early: The year at P90: in one case of ten it comes in this year or before.
        middle: The year at P50.
        late: The year at P10: in nine cases of ten it has come by this year.
    """

    residents: float
    planned: int | None
    early: int | None
    middle: int | None
    late: int | None


def trigger(
    residents: float,
    years: Sequence[int],
    *,
    planned: NDArray[np.float64],
    levels: NDArray[np.float64],
) -> Trigger:
    """Find the years in which residents reach a number.

    Args:
        residents: The number to reach.
        years: Years in order.
        planned: Residents as planned (years).
        levels: Residents at P10, P50 and P90 (3 x years).
    """
    p10, p50, p90 = (first_year(residents, years, of) for of in levels)
    return Trigger(residents, first_year(residents, years, planned), p90, p50, p10)


def first_year(
    residents: float, years: Sequence[int], people: Sequence[float] | NDArray[np.float64]
) -> int | None:
    """Give the first year with that many people, or None.

    >>> first_year(30_000, [2024, 2030, 2037], [6_000, 13_000, 22_000]) is None
    True
    """
    return next((y for y, count in zip(years, people, strict=True) if count >= residents), None)
