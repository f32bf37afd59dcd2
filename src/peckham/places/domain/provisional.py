"""Provisional neighbourhoods: contiguous, inside boroughs, of 50,000 to 100,000 residents.

A place to start, not a design: nobody was asked, and alignment with practices is not looked at.
The same areas give the same answer, whatever their order; nothing is drawn by lot.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from peckham.places.domain.graph import (
    Position,
    bridges,
    components,
    neighbours_from,
    spanning_tree,
)
from peckham.places.domain.repair import (
    RESIDENTS_MAX,
    RESIDENTS_MIN,
    excess,
    excess_of,
    repaired,
)

# A cut this near to even shares is even enough; among such cuts the shortest boundary is taken.
_EVEN_ENOUGH = 0.04
_DIRECTIONS = 24


@dataclass(frozen=True, slots=True)
class Unit:
    """A small area to be put in a neighbourhood; `position` is in metres, east and north."""

    code: str
    borough_code: str
    borough_name: str
    residents: int
    position: Position


@dataclass(frozen=True, slots=True)
class ProvisionalNeighbourhood:
    """Some areas of one borough that hang together."""

    code: str
    name: str
    area_codes: tuple[str, ...]
    residents: int


@dataclass(frozen=True, slots=True)
class ProvisionalPlan:
    """Neighbourhoods, a sentence for each borough on their number, and what a reader must know."""

    neighbourhoods: tuple[ProvisionalNeighbourhood, ...]
    explanations: tuple[str, ...]
    warnings: tuple[str, ...]


def provisional_plan(
    units: Iterable[Unit], adjacency: Iterable[tuple[str, str, float]]
) -> ProvisionalPlan:
    """Divide areas into neighbourhoods, borough by borough.

    Args:
        units: Every area of the place, in any order.
        adjacency: Pairs of area codes with the metres of boundary that they share.

    Returns:
        Neighbourhoods that cover every area once and never cross a borough. They are within
        bounds wherever the borough's number of residents allows; where not, a warning says so.
    """
    boroughs: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: unit.code):
        boroughs.setdefault(unit.borough_code, []).append(unit)
    pairs = sorted(adjacency)
    neighbourhoods: list[ProvisionalNeighbourhood] = []
    explanations, warnings = [], []
    for _, members in sorted(boroughs.items()):
        borough = _Borough(members, pairs)
        parts = borough.divide()
        neighbourhoods += _named(members[0], parts, borough)
        explanations.append(borough.explanation(len(parts)))
        warnings += borough.warnings
        warnings += _outside(members[0].borough_name, parts, borough.residents)
    return ProvisionalPlan(tuple(neighbourhoods), tuple(explanations), tuple(warnings))


def count_needed(residents: int) -> int:
    """Say how many neighbourhoods a borough needs at least, by arithmetic alone.

    >>> count_needed(214_107), count_needed(100_000), count_needed(0)
    (3, 1, 1)
    """
    return max(1, math.ceil(residents / RESIDENTS_MAX))


class _Borough:
    """One borough's areas, made to hang together, and the ways to cut them."""

    def __init__(self, units: Sequence[Unit], pairs: Sequence[tuple[str, str, float]]) -> None:
        self.name = units[0].borough_name
        self.residents = {unit.code: unit.residents for unit in units}
        self.positions = {unit.code: unit.position for unit in units}
        self.warnings: list[str] = []
        self.neighbours = neighbours_from(self.residents, pairs)
        for here, there in bridges(components(self.residents, self.neighbours), self.positions):
            self.neighbours[here][there] = self.neighbours[there][here] = 0.0
            self.warnings.append(
                f"{self.name}: {there} touches no other part of the borough that {here} is in;"
                " they were joined as the nearest."
            )

    def divide(self) -> list[set[str]]:
        """Cut into the least number of parts that fits, or one more where cuts cannot be even."""
        total = sum(self.residents.values())
        count = min(count_needed(total), len(self.residents))
        best = self._attempt(count)
        while (
            excess(best, self.residents)
            and count < len(self.residents)
            and total / (count + 1) >= RESIDENTS_MIN
        ):
            count += 1
            another = self._attempt(count)
            if excess(another, self.residents) < excess(best, self.residents):
                best = another
        return best

    def _attempt(self, count: int) -> list[set[str]]:
        parts = self._cut(set(self.residents), count)
        return repaired(parts, self.residents, self.neighbours)

    def _cut(self, codes: set[str], count: int) -> list[set[str]]:
        if count == 1:
            return [codes]
        fewer = count // 2
        whole = sum(self.residents[code] for code in codes)
        side = min(self._sides(codes, fewer, count), key=lambda cut: self._merit(cut, codes, whole))
        return self._cut(side.codes, side.count) + self._cut(codes - side.codes, count - side.count)

    def _sides(self, codes: set[str], fewer: int, count: int) -> Iterator["_Side"]:
        """Offer, for each direction, the cuts of a tree of strips that leave fair shares."""
        whole = sum(self.residents[code] for code in codes)
        edges = [
            (one, other)
            for one in codes
            for other in self.neighbours[one]
            if one < other and other in codes
        ]
        for step in range(_DIRECTIONS):
            angle = math.pi * step / _DIRECTIONS
            tree = spanning_tree(codes, self._strips(edges, angle))
            sums = tree.sums(self.residents)
            shares = {fewer, count - fewer}
            ranked = sorted(
                (abs(sums[code] - whole * share / count) / max(whole / count, 1), code, share)
                for code in tree.order[1:]
                for share in shares
            )
            for unevenness, code, share in ranked[:3]:
                below = tree.below(code)
                if len(below) >= share and len(codes) - len(below) >= count - share:
                    yield _Side(unevenness, share, below)
        yield from self._last_resort(codes, fewer, count)

    def _last_resort(self, codes: set[str], fewer: int, count: int) -> Iterator["_Side"]:
        """Offer a cut by number of areas alone, for the rare tree whose fair cuts are too thin."""
        edges = (
            (0.0, one, other) for one in codes for other in self.neighbours[one] if other in codes
        )
        tree = spanning_tree(codes, edges)
        for share in (fewer, count - fewer):
            for code in tree.order[1:]:
                below = tree.below(code)
                if len(below) >= share and len(codes) - len(below) >= count - share:
                    yield _Side(math.inf, share, below)
                    return

    def _strips(
        self, edges: Iterable[tuple[str, str]], angle: float
    ) -> Iterator[tuple[float, str, str]]:
        """Weigh edges by how far they go one way: a light tree then runs in strips across it."""
        east, north = math.cos(angle), math.sin(angle)
        for one, other in edges:
            here, there = self.positions[one], self.positions[other]
            yield abs((there[0] - here[0]) * east + (there[1] - here[1]) * north), one, other

    def _merit(self, side: "_Side", codes: set[str], whole: int) -> tuple[float, float, list[str]]:
        allowed = min(_EVEN_ENOUGH, self._slack())
        metres = sum(
            shared
            for code in side.codes
            for other, shared in self.neighbours[code].items()
            if other in codes and other not in side.codes
        )
        return max(0.0, side.unevenness - allowed), metres, sorted(side.codes)

    def _slack(self) -> float:
        """How uneven parts may be and still be in bounds, as a part of the mean."""
        total = sum(self.residents.values())
        mean = total / count_needed(total)
        return max(0.0, min(RESIDENTS_MAX - mean, mean - RESIDENTS_MIN) / max(mean, 1)) / 3

    def explanation(self, count: int) -> str:
        """Say in one sentence how many neighbourhoods, and why that many."""
        total = sum(self.residents.values())
        least = count_needed(total)
        sentence = (
            f"{self.name}: {total:,} residents at {RESIDENTS_MAX:,} at most need at least {least}"
            f" {'neighbourhood' if least == 1 else 'neighbourhoods'}"
        )
        if count != least:
            sentence += f"; no even enough cut into {least} was found, so there are {count}"
        return f"{sentence}, about {round(total / count):,} residents each."


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a cut, how far it is from its fair share, and how many parts it will become."""

    unevenness: float
    count: int
    codes: set[str]


def _named(
    first: Unit, parts: Sequence[set[str]], borough: _Borough
) -> list[ProvisionalNeighbourhood]:
    """Number the parts from north to south, then west to east."""

    def where(part: set[str]) -> tuple[float, float]:
        places = [borough.positions[code] for code in part]
        east = sum(place[0] for place in places) / len(places)
        north = sum(place[1] for place in places) / len(places)
        return (-round(north), round(east))

    return [
        ProvisionalNeighbourhood(
            code=f"{first.borough_code}-{number}",
            name=f"{first.borough_name} {number}" if len(parts) > 1 else first.borough_name,
            area_codes=tuple(sorted(part)),
            residents=sum(borough.residents[code] for code in part),
        )
        for number, part in enumerate(sorted(parts, key=where), start=1)
    ]


def _outside(borough: str, parts: Sequence[set[str]], residents: Mapping[str, int]) -> list[str]:
    totals = sorted(sum(residents[code] for code in part) for part in parts)
    if len(totals) == 1 and totals[0] < RESIDENTS_MIN:
        return [
            f"{borough}: all of it has {totals[0]:,} residents, fewer than the"
            f" {RESIDENTS_MIN:,} of a neighbourhood."
        ]
    return [
        f"{borough}: a neighbourhood of {total:,} residents is outside"
        f" {RESIDENTS_MIN:,} to {RESIDENTS_MAX:,}, and no division of this borough's areas that"
        " was found does better."
        for total in totals
        if excess_of(total)
    ]
