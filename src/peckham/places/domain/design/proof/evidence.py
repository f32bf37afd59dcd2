"""What a bound is proved by: prices, rows that every plan keeps, and a tree of cases.

Take any plan, any price for each limit on residents, and any price of 0 or more for each row
that the plan keeps. Counting every area at the best score that a neighbourhood offers it, and
adding what the limits are worth at their prices, gives at least the plan's aligned registrations:
weak duality. Prices are whole numbers over `SCALE`, so the sum is exact; which prices a solver
proposed, and how well it rounds, decides how good a bound is and never whether it holds.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from peckham.places.domain.design.problem import Integers
from peckham.places.domain.design.proof.regions import Region

SCALE = 1 << 20
# Below every score that can be: an area that a case keeps out of a neighbourhood.
NEVER = -(1 << 61)
# The bound of a case that holds no plan at all, and the value of a plan not found.
NO_PLAN = -1
_SAFE = 1 << 60

Kind = Literal["separate", "together", "apart", "inhabited"]
Homes = tuple[int, ...]
ELSEWHERE = -1


@dataclass(frozen=True, slots=True)
class Row:
    """Something that every plan keeps in every neighbourhood to which it is applied.

    - separate: the neighbourhood contains `other`; if it contains `area` too, then some area of
      `through`, which separates the two in the region's graph.
    - together: with `area` it contains `other`.
    - apart: it does not contain both `area` and `other`.
    - inhabited: it contains an area.
    """

    kind: Kind
    area: int = -1
    other: int = -1
    through: tuple[int, ...] = ()

    def coefficients(self, areas: int) -> tuple[tuple[int, int], ...]:
        """Give areas and factors whose sum is at most `most` in every plan."""
        if self.kind == "separate":
            return ((self.area, 1), *((area, -1) for area in self.through))
        if self.kind == "inhabited":
            return tuple((area, -1) for area in range(areas))
        return ((self.area, 1), (self.other, 1 if self.kind == "apart" else -1))

    @property
    def most(self) -> int:
        """What the sum is at most."""
        return {"apart": 1, "inhabited": -1}.get(self.kind, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Prices of one case: b x K whole numbers over SCALE, and rows with home and price."""

    prices: Integers
    rows: tuple[tuple[Row, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What is settled in one branch of the proof.

    Args:
        homes: Home of the first networks of the region: a number, or ELSEWHERE.
        inside: Pairs of area and neighbourhood that contains it.
        outside: Pairs of area and neighbourhood that does not.
    """

    homes: Homes = ()
    inside: tuple[tuple[int, int], ...] = ()
    outside: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True, eq=False)
class Step:
    """A case in the tree: leaves carry evidence, or stand on that of the nearest case above.

    Args:
        above: Index of the case that it is a part of, -1 at the top.
        case: What is settled.
        bound: Most aligned registrations in this case.
        evidence: Its own prices, or None.
        below: Indexes of the parts that it was divided into; none for a leaf.
    """

    above: int
    case: Case
    bound: int
    evidence: Evidence | None = None
    below: list[int] = field(default_factory=list)


def worth_of(region: Region, homes: Homes, count: int) -> Integers:
    """Give n x K: registrations aligned by putting an area into a neighbourhood."""
    worth = np.zeros((len(region.areas), count), dtype=np.int64)
    for network, home in enumerate(homes):
        if home != ELSEWHERE:
            worth[:, home] += region.registrations[:, network]
    return worth


def scores_of(region: Region, worth: Integers, evidence: Evidence, case: Case) -> Integers:
    """Give n x K: what an area is worth to a neighbourhood once prices are paid, over SCALE."""
    scores = SCALE * worth - region.residents @ evidence.prices
    for row, home, price in evidence.rows:
        for area, factor in row.coefficients(len(scores)):
            scores[area, home] -= factor * price
    for area, home in case.outside:
        scores[area, home] = NEVER
    for area, home in case.inside:
        kept = scores[area, home]
        scores[area, :] = NEVER
        scores[area, home] = kept
    return scores


def bound_from(region: Region, scores: Integers, evidence: Evidence) -> int:
    """Give the most registrations that networks with a settled home here can align."""
    paid = int(np.maximum(evidence.prices, 0).sum()) * region.maximum
    paid -= int(np.maximum(-evidence.prices, 0).sum()) * region.minimum
    paid += sum(row.most * price for row, _, price in evidence.rows)
    return (int(scores.max(axis=1).sum()) + paid) // SCALE


def is_exact(region: Region, evidence: Evidence) -> bool:
    """Say whether sums of these prices stay inside 64 bits."""
    dearest = int(np.abs(evidence.prices).max(initial=0)) * evidence.prices.size
    rows = sum(price for _, _, price in evidence.rows)
    people = int(region.residents.sum())
    patients = int(region.registrations.sum()) * SCALE
    return dearest * people + rows * len(region.areas) + patients < _SAFE
