"""General practices, and their lists by small area, which cross every line as real ones do."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

PER_BOROUGH = 30
REGISTERED_PER_RESIDENT = 1.07
"""People on lists here for each resident; lists run ahead of counts (1.14 on real ones)."""

ELSEWHERE_SHARE = 0.022
"""Of a list, patients who live outside the place."""

_LIST_SPREAD = 0.42
_LIST_LEAST, _LIST_MOST = 0.42, 2.3
_NEAR_METRES = 360.0
_FAR_METRES = 1_250.0
_FAR_WEIGHT = 0.024
_LOYALTY_SHAPE = 1.1
_ROUNDS = 40
_APART_METRES = 450.0


@dataclass(frozen=True, slots=True)
class Lists:
    """Where practices are, and who is on their lists.

    Args:
        postcode: Index of each practice's postcode, shape (p,).
        patients: Registered patients by small area and practice, shape (areas, p).
        elsewhere: Patients who live outside the place, shape (p,).
    """

    postcode: NDArray[np.int64]
    patients: NDArray[np.int64]
    elsewhere: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Each practice's whole list, shape (p,)."""
        return np.asarray(self.patients.sum(axis=0) + self.elsewhere)


def site_practices(
    *,
    postcode_points: Points,
    postcode_area: NDArray[np.int64],
    population: NDArray[np.int64],
    areas: NDArray[np.int64],
    count: int,
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    """Choose a postcode for each practice of a borough: where people live, not on top of another.

    Returns:
        Indices of postcodes, shape (count,).
    """
    weight = np.zeros(len(population))
    weight[areas] = population[areas] / population[areas].sum()
    held = np.bincount(postcode_area, minlength=len(population))
    chance = weight[postcode_area] / held[postcode_area]
    chosen: list[int] = []
    for pick in generator.choice(len(chance), size=count * 40, p=chance / chance.sum()).tolist():
        away = postcode_points[chosen] - postcode_points[pick]
        if np.sqrt((away * away).sum(axis=1)).min(initial=np.inf) >= _APART_METRES:
            chosen.append(pick)
        if len(chosen) == count:
            break
    while len(chosen) < count:
        chosen.append(int(generator.choice(len(chance), p=chance / chance.sum())))
    return np.array(chosen)


def draw_lists(
    *,
    sites: Points,
    population: NDArray[np.int64],
    practice_points: Points,
    practice_postcode: NDArray[np.int64],
    generator: np.random.Generator,
) -> Lists:
    """Draw every list by a gravity model, fitted to residents and to practice sizes.

    The pull of a practice falls off with distance, with a long tail (people who moved and stayed
    on the list) and a chance of its own for each pair (language, family, habit); rows and columns
    are then fitted in turn (Deming and Stephan 1940). The parameters were set so that a small
    area's largest practice holds about 0.39 of its patients and half of all patients live within
    0.8 km, as measured on real lists of July 2022 (NHS Digital, OGL v3).

    Args:
        sites: Middles of areas, shape (areas, 2), metres.
        population: Residents, shape (areas,).
        practice_points: Shape (p, 2), metres.
        practice_postcode: Shape (p,).
        generator: Where chance comes from.
    """
    count = len(practice_points)
    size = np.clip(np.exp(generator.normal(0, _LIST_SPREAD, count)), _LIST_LEAST, _LIST_MOST)
    registered = population * REGISTERED_PER_RESIDENT
    inside = size / size.sum() * registered.sum()
    away = sites[:, None, :] - practice_points[None, :, :]
    metres = np.sqrt((away * away).sum(axis=2))
    pull = np.exp(-metres / _NEAR_METRES) + _FAR_WEIGHT * np.exp(-metres / _FAR_METRES)
    pull *= generator.gamma(_LOYALTY_SHAPE, 1 / _LOYALTY_SHAPE, metres.shape) + 0.02
    for _ in range(_ROUNDS):
        pull *= inside / pull.sum(axis=0)
        pull *= (registered / pull.sum(axis=1))[:, None]
    patients = _whole(pull)
    outside = patients.sum(axis=0) * ELSEWHERE_SHARE / (1 - ELSEWHERE_SHARE)
    spread = generator.uniform(0.4, 1.6, count)
    return Lists(
        postcode=practice_postcode,
        patients=patients,
        elsewhere=np.round(outside * spread).astype(np.int64),
    )


def _whole(expected: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round each row to whole patients by largest remainder, keeping its sum."""
    low = np.floor(expected).astype(np.int64)
    left = np.round(expected.sum(axis=1)).astype(np.int64) - low.sum(axis=1)
    order = np.argsort(-(expected - low), axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    return np.asarray(low + (rank < left[:, None]))
