"""Three neighbourhoods in each borough: contiguous, of 50,000 to 100,000 residents (rule 30)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

PER_BOROUGH = 3
RESIDENTS_LEAST, RESIDENTS_MOST = 50_000, 100_000

_ROUNDS = 60


class NoSuchNeighbourhoods(ValueError):
    """The borough does not fall into contiguous neighbourhoods of the right size; draw another."""


def divide(
    *,
    sites: Points,
    population: NDArray[np.int64],
    neighbours: Sequence[Sequence[int]],
    centres: Points,
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    """Divide the areas of one borough among its town centres.

    Each area goes to the nearest centre after a handicap, and the handicaps are moved until the
    neighbourhoods hold nearly the shares that were drawn for them; stray areas then join the
    neighbourhood around them.

    Args:
        sites: Middles of the borough's areas, shape (n, 2), metres.
        population: Residents of each, shape (n,).
        neighbours: For each area, the positions of those it shares a border with.
        centres: Town centres, shape (3, 2), metres.
        generator: Where chance comes from.

    Returns:
        The neighbourhood of each area, shape (n,), 0 to 2.

    Raises:
        NoSuchNeighbourhoods: If one is out of bounds.
    """
    wanted = np.array([0.30, 0.36, 0.34]) + generator.uniform(-0.035, 0.035, PER_BOROUGH)
    wanted = wanted / wanted.sum() * population.sum()
    away = sites[:, None, :] - centres[None, :, :]
    square = (away * away).sum(axis=2)
    handicap = np.zeros(PER_BOROUGH)
    step = float(square.mean()) * 0.3
    home = square.argmin(axis=1)
    for _ in range(_ROUNDS):
        home = (square + handicap).argmin(axis=1)
        held = np.bincount(home, weights=population, minlength=PER_BOROUGH)
        handicap += step * (held - wanted) / population.sum()
        step *= 0.96
    home = _without_strays(home, neighbours)
    held = np.bincount(home, weights=population, minlength=PER_BOROUGH)
    in_bounds = (held >= RESIDENTS_LEAST) & (held <= RESIDENTS_MOST)
    if population.sum() >= PER_BOROUGH * RESIDENTS_LEAST and not in_bounds.all():
        raise NoSuchNeighbourhoods(f"Residents of the neighbourhoods: {held.tolist()}.")
    return home


def _without_strays(
    home: NDArray[np.int64], neighbours: Sequence[Sequence[int]]
) -> NDArray[np.int64]:
    """Give every part that is cut off from its neighbourhood's largest to one beside it."""
    home = home.copy()
    for _ in range(len(home)):
        stray = _stray(home, neighbours)
        if not stray:
            return home
        beside = [
            int(home[other])
            for area in stray
            for other in neighbours[area]
            if home[other] != home[stray[0]]
        ]
        home[stray] = max(sorted(set(beside)), key=beside.count)
    raise NoSuchNeighbourhoods("Neighbourhoods stay in pieces.")


def _stray(home: NDArray[np.int64], neighbours: Sequence[Sequence[int]]) -> list[int]:
    for number in range(PER_BOROUGH):
        pieces = _pieces([int(area) for area in np.flatnonzero(home == number)], neighbours)
        if len(pieces) > 1:
            return min(pieces, key=lambda piece: (len(piece), piece))
    return []


def _pieces(areas: list[int], neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """List the connected parts of a set of areas."""
    left = set(areas)
    found = []
    while left:
        edge = [min(left)]
        piece: list[int] = []
        left.discard(edge[0])
        while edge:
            area = edge.pop()
            piece.append(area)
            reached = [other for other in neighbours[area] if other in left]
            left.difference_update(reached)
            edge.extend(reached)
        found.append(sorted(piece))
    return found
