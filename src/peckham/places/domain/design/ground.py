"""The ground that one search works on: a zone's areas as plain lists, those locked together as one.

A zone is a borough when neighbourhoods nest, else the whole place. A unit is one area, or several
that must stay together and hang together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from peckham.places.domain.design.compiled import row
from peckham.places.domain.design.pieces import component_of
from peckham.places.domain.design.problem import Floats, Integers, Problem
from peckham.places.domain.design.walk import Land

# One registration, in the units that walks count in: room for what is worth less than one.
SCALE = 8
# Dearer than any move can earn, by registrations or by bounds: a wish is kept where it can be.
_WISH = 10_000_000 * SCALE


@dataclass(frozen=True, eq=False)
class Ground:
    """One zone, u units, b bases, m edges inside it.

    Args:
        zone: Index of the zone.
        areas: Index in the problem of every area of the zone, in order.
        unit: The unit of each of those areas.
        edges: m x 2 pairs of units.
        metres: m; boundary that they share.
        residents: u x b.
        patients: u x p; of every core network.
        low: Residents at least, by base.
        high: Residents at most, by base.
        ties: Units and units with the cost of having them apart (below 0: of having them together).
    """

    zone: int
    areas: Integers
    unit: Integers
    edges: Integers
    metres: Floats
    residents: Integers
    patients: Integers
    low: tuple[int, ...]
    high: tuple[int, ...]
    ties: tuple[tuple[int, int, int], ...]
    offsets: list[int] = field(init=False)
    neighbours: list[int] = field(init=False)
    edge_of: Integers = field(init=False)
    sources: list[int] = field(init=False)
    tie_lists: tuple[list[int], list[int], list[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Lay out edges and ties by unit."""
        units = len(self.residents)
        ends = np.concatenate([self.edges[:, 0], self.edges[:, 1]])
        others = np.concatenate([self.edges[:, 1], self.edges[:, 0]])
        order = np.lexsort((others, ends))
        offsets = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=units))])
        self._set("offsets", offsets.tolist())
        self._set("neighbours", others[order].tolist())
        self._set("sources", ends[order].tolist())
        self._set("edge_of", np.tile(np.arange(len(self.edges)), 2)[order])
        by_unit: list[list[tuple[int, int]]] = [[] for _ in range(units)]
        for one, other, cost in self.ties:
            by_unit[one].append((other, cost))
            by_unit[other].append((one, cost))
        starts = [0]
        for found in by_unit:
            starts.append(starts[-1] + len(found))
        flat = [tie for found in by_unit for tie in found]
        self._set("tie_lists", (starts, [unit for unit, _ in flat], [cost for _, cost in flat]))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def land(self, length: float, low: Sequence[int], high: Sequence[int]) -> Land:
        """Lay out what a walk needs, with what a metre of boundary costs, in registrations."""
        costs = np.rint(SCALE * length * self.metres).astype(np.int64)
        starts, tied, tie_costs = self.tie_lists
        return Land(
            sources=row(self.sources),
            targets=row(self.neighbours),
            offsets=row(self.offsets),
            costs=row(costs[self.edge_of].tolist()),
            tie_offsets=row(starts),
            tied=row(tied),
            tie_costs=row(tie_costs),
            people=row(self.residents.ravel().tolist()),
            low=row(low),
            high=row(high),
        )

    def spread(self, labels: Integers) -> Integers:
        """Turn labels of units into labels of the zone's areas."""
        return labels[self.unit]

    def gathered(self, labels: Integers) -> Integers:
        """Turn labels of the zone's areas into labels of units."""
        first = np.unique(self.unit, return_index=True)[1]
        return np.asarray(labels[first])

    def sums(self, labels: Integers, count: int) -> tuple[Integers, Integers]:
        """Sum residents (k x b) and patients (k x p) by neighbourhood."""
        member = (labels[:, None] == np.arange(count)).astype(np.int64).T
        return member @ self.residents, member @ self.patients

    def cut_metres(self, labels: Integers) -> float:
        """Sum the boundary between neighbourhoods."""
        return float(self.metres[labels[self.edges[:, 0]] != labels[self.edges[:, 1]]].sum())

    def excess(self, totals: Integers) -> int:
        """Sum residents outside the bounds over neighbourhoods and bases."""
        over = np.maximum(totals - np.array(self.high), 0)
        under = np.maximum(np.array(self.low) - totals, 0)
        return int(over.sum() + under.sum())

    def keeps_wishes(self, labels: Integers) -> bool:
        """Say whether every tie is kept."""
        return all((labels[one] == labels[other]) == (cost > 0) for one, other, cost in self.ties)


def ground_of(problem: Problem, zone: int, *, is_small: bool = False) -> Ground:
    """Lay out one zone.

    Args:
        problem: The problem.
        zone: Index into its zones.
        is_small: Whether the zone stays whole outside the bounds, which are then set aside.
    """
    areas = np.flatnonzero(problem.zone == zone)
    local = np.full(len(problem.codes), -1, dtype=np.int64)
    local[areas] = np.arange(len(areas))
    inner = (local[problem.edges] >= 0).all(axis=1)
    edges, metres = local[problem.edges[inner]], problem.boundary_metres[inner]
    together = [(int(local[a]), int(local[b])) for a, b in problem.together if local[a] >= 0]
    unit = _units(edges, together, len(areas))
    units = int(unit.max()) + 1
    residents = np.zeros((units, len(problem.bases)), dtype=np.int64)
    np.add.at(residents, unit, problem.residents[areas])
    patients = np.zeros((units, len(problem.networks)), dtype=np.int64)
    np.add.at(patients, unit, problem.registrations[areas])
    edges, metres = _merged(unit[edges], metres, units)
    limits, totals = problem.limits, residents.sum(axis=0).tolist()
    ties = {(unit[a], unit[b], _WISH) for a, b in together if unit[a] != unit[b]}
    apart = [(local[a], local[b]) for a, b in problem.apart]
    ties |= {(unit[a], unit[b], -_WISH) for a, b in apart if a >= 0 and b >= 0}
    return Ground(
        zone=zone,
        areas=areas,
        unit=unit,
        edges=edges,
        metres=metres,
        residents=residents,
        patients=patients,
        low=tuple(totals) if is_small else (limits.minimum,) * len(totals),
        high=tuple(totals) if is_small else (limits.maximum,) * len(totals),
        ties=tuple(sorted((int(a), int(b), cost) for a, b, cost in ties)),
    )


def _units(edges: Integers, together: list[tuple[int, int]], count: int) -> Integers:
    """Number units: areas locked together that also hang together by themselves are one."""
    pairs = np.array(together, dtype=np.int64).reshape(-1, 2)
    group = component_of(pairs, count)
    inner = edges[group[edges[:, 0]] == group[edges[:, 1]]]
    return np.asarray(np.unique(component_of(inner, count), return_inverse=True)[1])


def _merged(edges: Integers, metres: Floats, units: int) -> tuple[Integers, Floats]:
    """Add up the boundaries that are between the same two units."""
    edges = np.sort(edges, axis=1)
    outer = edges[:, 0] != edges[:, 1]
    key, inverse = np.unique(edges[outer] @ np.array([units, 1]), return_inverse=True)
    pairs = np.stack([key // units, key % units], axis=1)
    return pairs, np.bincount(inverse, metres[outer], len(key)).astype(np.float64)
