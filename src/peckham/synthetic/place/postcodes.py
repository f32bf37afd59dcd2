"""Postcodes: each in one small area, on one street, at one point."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.ground.projection import to_degrees

Points = NDArray[np.float64]

POSTCODE_AREA = "PK"
"""No post town has it: Royal Mail's 124 postcode areas run PH, PL, PO, PR, so PK reaches nobody."""

ELSEWHERE_DISTRICT = 99
"""District of homes outside the place; no area of it is drawn."""

HOMES_PER_POSTCODE = 18
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_UNITS = len(_LETTERS) ** 2
_STREETS_PER_AREA = 11


@dataclass(frozen=True, slots=True)
class Postcodes:
    """Every postcode of the place, area after area.

    Args:
        codes: Shape (p,), such as "PK1 0AA".
        area: Index of the small area of each, shape (p,).
        first: Where each area's postcodes begin, shape (areas + 1,).
        streets: Street of each, shape (p,).
        points: Shape (p, 2), metres.
        degrees: Shape (p, 2), longitude and latitude.
    """

    codes: tuple[str, ...]
    area: NDArray[np.int64]
    first: NDArray[np.int64]
    streets: tuple[str, ...]
    points: Points
    degrees: Points


def postcode(district: int, number: int) -> str:
    """Write the postcode with this number in a district, 0 to 3,999.

    Inward letters leave out C I K M O V, as Royal Mail's do.

    >>> postcode(1, 0), postcode(12, 3999)
    ('PK1 0AA', 'PK12 9ZZ')
    """
    sector, unit = divmod(number, _UNITS)
    if sector > 9:
        raise ValueError(f"District {district} has no postcode number {number}.")
    one, other = divmod(unit, len(_LETTERS))
    return f"{POSTCODE_AREA}{district} {sector}{_LETTERS[one]}{_LETTERS[other]}"


def lay_postcodes(
    *,
    rings: Sequence[Points],
    households: NDArray[np.int64],
    neighbourhood: NDArray[np.int64],
    words: dict[str, Any],
    generator: np.random.Generator,
) -> Postcodes:
    """Give every area enough postcodes for its households, each at a point within it.

    Args:
        rings: Closed outline of each area, metres.
        households: Households of each area, shape (n,).
        neighbourhood: Index of each area's neighbourhood: one postcode district each.
        words: Words for streets.
        generator: Where chance comes from.
    """
    held = np.maximum(np.ceil(households / (HOMES_PER_POSTCODE * 0.8)).astype(np.int64), 4)
    area = np.repeat(np.arange(len(rings)), held)
    points = np.concatenate(
        [scatter(ring, int(count), generator) for ring, count in zip(rings, held, strict=True)]
    )
    district = neighbourhood[area]
    number = np.zeros(len(area), dtype=np.int64)
    for one in np.unique(district):
        mine = district == one
        number[mine] = np.arange(mine.sum())
    return Postcodes(
        codes=tuple(
            postcode(int(one) + 1, int(each)) for one, each in zip(district, number, strict=True)
        ),
        area=area,
        first=np.concatenate([[0], np.cumsum(held)]),
        streets=_streets(area, held, words, generator),
        points=points,
        degrees=to_degrees(points),
    )


def scatter(ring: Points, count: int, generator: np.random.Generator) -> Points:
    """Draw points within a closed ring by trying points of its box."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    found = np.empty((0, 2))
    while len(found) < count:
        tries = generator.uniform(low, high, (3 * count + 8, 2))
        found = np.concatenate([found, tries[within(ring, tries)]])
    return found[:count]


def within(ring: Points, points: Points) -> NDArray[np.bool_]:
    """Say which points lie inside a closed ring: a ray from one crosses it oddly often."""
    x, y = points[:, 0, None], points[:, 1, None]
    ax, ay = ring[:-1, 0], ring[:-1, 1]
    bx, by = ring[1:, 0], ring[1:, 1]
    spans = (ay > y) != (by > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        meets = ax + (y - ay) * (bx - ax) / (by - ay)
    return np.asarray((spans & (x < meets)).sum(axis=1) % 2 == 1)


def _streets(
    area: NDArray[np.int64],
    held: NDArray[np.int64],
    words: dict[str, Any],
    generator: np.random.Generator,
) -> tuple[str, ...]:
    """Name streets: about eleven in an area, in runs of postcodes, no name twice nearby."""
    kinds = sorted(set(words["last"]))
    every = [f"{first} {last}" for first in words["first"] for last in kinds]
    weight = np.array([words["last"].count(last) for _ in words["first"] for last in kinds])
    chosen: list[str] = []
    pool: list[int] = []
    for count in held.tolist():
        streets = min(_STREETS_PER_AREA, count)
        if len(pool) < streets:
            keys = generator.random(len(every)) ** (1 / weight)
            pool = np.argsort(-keys).tolist()
        mine = [every[pool.pop(0)] for _ in range(streets)]
        chosen.extend(mine[position * streets // count] for position in range(count))
    if len(chosen) != len(area):
        raise ValueError("Streets and postcodes do not match.")
    return tuple(chosen)
