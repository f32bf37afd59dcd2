"""What a design is asked of: areas, what lies beside what, who lives there, who is listed where.

Everything is in the order of area codes, so that the order in which it was given never matters.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Nest = Literal["borough", "none"]
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

VERSION = "1"


@dataclass(frozen=True, eq=False)
class Limits:
    """What every neighbourhood must keep.

    Args:
        minimum: Residents at least, on every base.
        maximum: Residents at most, on every base.
        count: Number of neighbourhoods, or None for the least that is possible.
        nest: "borough" keeps every neighbourhood inside one borough; "none" does not.
        is_small_kept: Whether a borough with fewer residents than `minimum` stays whole as one
            neighbourhood outside the bounds, which the report says; otherwise it is refused.
    """

    minimum: int = 50_000
    maximum: int = 100_000
    count: int | None = None
    nest: Nest = "borough"
    is_small_kept: bool = False


@dataclass(frozen=True, eq=False)
class Wishes:
    """What people have decided already.

    Args:
        locked: Sets of area codes that stay together.
        pinned: Area code to the name of a seat: areas of one seat share a neighbourhood, areas
            of two seats never do.
        forbidden: Pairs of area codes that never share a neighbourhood.
    """

    locked: Sequence[Sequence[str]] = ()
    pinned: Mapping[str, str] = field(default_factory=dict)
    forbidden: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, eq=False)
class Problem:
    """One design, checked; build it with `posing.pose`. n areas, b bases, p networks, m edges.

    Args:
        codes: n area codes in order.
        borough_names: Names of the boroughs in order.
        borough: n; each area's index into `borough_names`.
        edges: m x 2; pairs of areas that lie beside each other, first below second, in order.
        boundary_metres: m; boundary that the pair shares, 0 where a bridge was laid.
        bases: b names of population bases; the first is the one that measures are weighted by.
        residents: n x b; whole people.
        networks: p codes of core networks in order.
        registrations: n x p; registered patients of core networks who live in each area.
        excluded_registrations: Registrations of other networks, left out and counted here.
        largest_network: n; network with most registrations in the area, -1 if it is not core.
        registered: n; every registration in the area, of whatever network, or None.
        position: n x 2; metres east and north, or None where any is not known.
        square_metres: n; or None where any is not known.
        perimeter_metres: n; or None where any is not known.
        deprivation: n; IMD score, higher is more deprived, or None where any is not known.
        need: n; weight per resident for distance to a hub; 1 where nothing was given.
        limits: Bounds, count and nesting.
        together: Pairs of areas that must share a neighbourhood, in order.
        apart: Pairs of areas that must not, in order.
        current: n; canonical labels of today's plan, or None.
        bridges: Pairs of codes that do not touch and were joined as the nearest.
    """

    codes: tuple[str, ...]
    borough_names: tuple[str, ...]
    borough: Integers
    edges: Integers
    boundary_metres: Floats
    bases: tuple[str, ...]
    residents: Integers
    networks: tuple[str, ...]
    registrations: Integers
    excluded_registrations: int
    largest_network: Integers
    registered: Integers | None
    position: Floats | None
    square_metres: Floats | None
    perimeter_metres: Floats | None
    deprivation: Floats | None
    need: Floats
    limits: Limits
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    current: Integers | None = None
    bridges: tuple[tuple[str, str], ...] = ()
    offsets: Integers = field(init=False)
    neighbours: Integers = field(init=False)
    edge_of: Integers = field(init=False)

    def __post_init__(self) -> None:
        """Lay the edges out by area: those of i are neighbours[offsets[i]:offsets[i + 1]]."""
        ends = np.concatenate([self.edges[:, 0], self.edges[:, 1]])
        others = np.concatenate([self.edges[:, 1], self.edges[:, 0]])
        order = np.lexsort((others, ends))
        counts = np.bincount(ends, minlength=len(self.codes))
        object.__setattr__(self, "offsets", np.concatenate([[0], np.cumsum(counts)]))
        object.__setattr__(self, "neighbours", others[order])
        object.__setattr__(self, "edge_of", np.tile(np.arange(len(self.edges)), 2)[order])

    @property
    def zone_names(self) -> tuple[str, ...]:
        """Parts that are designed each on its own: boroughs when nested, else the whole place."""
        return self.borough_names if self.limits.nest == "borough" else ("the whole place",)

    @property
    def zone(self) -> Integers:
        """Each area's index into `zone_names`."""
        return self.borough if self.limits.nest == "borough" else np.zeros_like(self.borough)

    @property
    def input_hash(self) -> str:
        """SHA-256 of everything that decides the answer, whatever order it was given in."""
        digest = hashlib.sha256()
        limits = self.limits
        words = (VERSION, self.codes, self.borough_names, self.bases, self.networks)
        bounds = (limits.minimum, limits.maximum, limits.count, limits.nest, limits.is_small_kept)
        wishes = (self.together, self.apart, self.bridges, self.excluded_registrations)
        digest.update(repr((words, bounds, wishes)).encode())
        for name in _HASHED:
            array = getattr(self, name)
            digest.update(name.encode())
            if array is not None:
                kind = "<i8" if array.dtype.kind == "i" else "<f8"
                digest.update(np.ascontiguousarray(array, dtype=kind).tobytes())
        return digest.hexdigest()


_HASHED = (
    "borough",
    "edges",
    "boundary_metres",
    "residents",
    "registrations",
    "largest_network",
    "registered",
    "position",
    "square_metres",
    "perimeter_metres",
    "deprivation",
    "need",
    "current",
)


def canonical(labels: Integers) -> Integers:
    """Number neighbourhoods by the smallest area code in each, from 0.

    >>> canonical(np.array([7, 7, 2, 7, 5])).tolist()
    [0, 0, 1, 0, 2]
    """
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]
