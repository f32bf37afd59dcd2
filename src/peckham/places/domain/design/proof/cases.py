"""One region's claim added up again, with Python's whole numbers and nothing else.

Nothing here comes from the search or the solver: the sums are written a second time, on purpose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from peckham.places.domain.design.proof.claims import CaseClaim, RegionClaim, RowClaim
from peckham.places.domain.design.proof.doubts import BoundNotShown, CasesMissing, RowNotKept

Numbers = Sequence[Sequence[int]]
ELSEWHERE = -1


@dataclass(frozen=True, slots=True)
class Ground:
    """The facts of one region that a claim is held against; areas numbered from 0.

    Args:
        residents: n x b.
        patients: n x m, networks as the claim orders them.
        elsewhere: m; most patients of each network in any other region.
        neighbours: For every area those beside it in the region.
        minimum: Residents of a neighbourhood at least.
        maximum: Residents of a neighbourhood at most.
        together: Pairs that share a neighbourhood in every plan.
        apart: Pairs that share none.
    """

    residents: Numbers
    patients: Numbers
    elsewhere: Sequence[int]
    neighbours: Numbers
    minimum: int
    maximum: int
    together: frozenset[tuple[int, int]]
    apart: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Settled:
    """What holds in a case, gathered from the top of the tree down to it."""

    homes: tuple[int, ...] = ()
    inside: tuple[tuple[int, int], ...] = ()
    outside: tuple[tuple[int, int], ...] = ()
    prices: tuple[tuple[int, ...], ...] = ()
    rows: tuple[tuple[int, int, int], ...] = ()


@dataclass(slots=True)
class Adding:
    """Adds up one region's claim.

    Args:
        claim: What is claimed.
        ground: The facts.
        scale: What prices are over.
    """

    claim: RegionClaim
    ground: Ground
    scale: int
    _separated: set[int] = field(default_factory=set)

    def check(self) -> None:
        """Check that the cases cover every plan and that none adds up to more than the bound.

        Raises:
            CasesMissing: If some plan falls in no case.
            RowNotKept: If a case stands on a row that not every plan of it keeps.
            BoundNotShown: If a case adds up to more than the region's bound.
        """
        below: dict[int, list[int]] = {}
        settled: list[_Settled] = []
        for number, case in enumerate(self.claim.cases):
            if not (case.above == -1 if number == 0 else 0 <= case.above < number):
                self._miss(f"case {number} is part of no case before it")
            below.setdefault(case.above, []).append(number)
            settled.append(self._settle(number, case, settled))
        if not settled:
            self._miss("there are no cases")
        for number, found in enumerate(settled):
            if number in below:
                self._covered(number, found, [self.claim.cases[part] for part in below[number]])
            else:
                self._added(number, found)

    def _settle(self, number: int, case: CaseClaim, before: Sequence[_Settled]) -> _Settled:
        """Take what holds above, add what this case settles, and look whether it makes sense."""
        above = before[case.above] if number else _Settled()
        areas, count, networks = len(self.ground.residents), self.claim.count, self.claim.networks
        steps = [part for part in (case.home, case.inside, case.outside) if part is not None]
        if len(steps) != (1 if number else 0):
            self._miss(f"case {number} does not settle exactly one thing")
        homes = above.homes if case.home is None else (*above.homes, case.home)
        pairs = [pair for pair in (case.inside, case.outside) if pair is not None]
        if len(homes) > len(networks) or any(
            not (0 <= area < areas and 0 <= home < count) for area, home in pairs
        ):
            self._miss(f"case {number} names what is not in the region")
        if pairs and len(homes) < len(networks):
            self._miss(f"case {number} settles an area before every network has a home")
        prices, rows = above.prices, above.rows
        if case.prices is not None:
            prices, rows = case.prices, case.rows
            bases = len(self.ground.residents[0])
            if len(prices) != bases or any(len(row) != count for row in prices):
                self._miss(f"case {number} has not one price for each base and neighbourhood")
        elif case.rows:
            self._miss(f"case {number} has rows without prices")
        inside = above.inside if case.inside is None else (*above.inside, case.inside)
        outside = above.outside if case.outside is None else (*above.outside, case.outside)
        return _Settled(homes, inside, outside, prices, rows)

    def _covered(self, number: int, above: _Settled, parts: Sequence[CaseClaim]) -> None:
        """Every plan of a case is in one of its parts."""
        if parts[0].home is not None:
            used = max(above.homes, default=ELSEWHERE) + 1
            wanted = {ELSEWHERE, *range(min(used + 1, self.claim.count))}
            if {part.home for part in parts} == wanted:
                return
        elif len(parts) == 2:
            ways = {(part.inside, part.outside) for part in parts}
            pair = parts[0].inside or parts[0].outside
            if ways == {(pair, None), (None, pair)}:
                return
        self._miss(f"the parts of case {number} leave some plan out")

    def _added(self, number: int, found: _Settled) -> None:
        total = self._total(number, found)
        if total is not None and total > self.claim.bound:
            raise BoundNotShown(
                f"{self.claim.name} in {self.claim.count}: case {number} adds up to {total:,}, more"
                f" than the {self.claim.bound:,} that is claimed."
            )

    def _total(self, number: int, found: _Settled) -> int | None:
        """Most registrations that a plan of this case aligns; None where there is no such plan."""
        if not found.prices:
            self._miss(f"case {number} has no prices")
        scores = self._scores(number, found)
        closed = self._closed(found)
        paid = 0
        for area, row in enumerate(scores):
            open_ones = [score for home, score in enumerate(row) if (area, home) not in closed]
            if not open_ones:
                return None
            paid += max(open_ones)
        ground = self.ground
        for prices in found.prices:
            paid += sum(p * (ground.maximum if p > 0 else ground.minimum) for p in prices)
        for at, _, price in found.rows:
            paid += price * {"apart": 1, "inhabited": -1}.get(self.claim.rows[at].kind, 0)
        away = sum(ground.elsewhere[n] for n, home in enumerate(found.homes) if home == ELSEWHERE)
        unsettled = range(len(found.homes), len(self.claim.networks))
        return paid // self.scale + away + sum(self._cap(network) for network in unsettled)

    def _scores(self, number: int, found: _Settled) -> list[list[int]]:
        scores = []
        for residents, patients in zip(self.ground.residents, self.ground.patients, strict=True):
            row = [
                -sum(
                    people * prices[home]
                    for people, prices in zip(residents, found.prices, strict=True)
                )
                for home in range(self.claim.count)
            ]
            for network, home in enumerate(found.homes):
                if home != ELSEWHERE:
                    row[home] += self.scale * patients[network]
            scores.append(row)
        for at, home, price in found.rows:
            if not (0 <= at < len(self.claim.rows) and 0 <= home < self.claim.count and price >= 0):
                self._not_kept(number, "a row, a neighbourhood or a price that cannot be")
            for area, factor in self._factors(number, at, home, found):
                scores[area][home] -= factor * price
        return scores

    def _closed(self, found: _Settled) -> set[tuple[int, int]]:
        closed = set(found.outside)
        for area, kept in found.inside:
            closed |= {(area, home) for home in range(self.claim.count) if home != kept}
        return closed

    def _factors(self, number: int, at: int, home: int, found: _Settled) -> list[tuple[int, int]]:
        row, areas = self.claim.rows[at], len(self.ground.residents)
        if row.kind == "inhabited":
            return [(area, -1) for area in range(areas)]
        pair = (min(row.area, row.other), max(row.area, row.other))
        if row.kind == "together" and pair in self.ground.together:
            return [(row.area, 1), (row.other, -1)]
        if row.kind == "apart" and pair in self.ground.apart:
            return [(row.area, 1), (row.other, 1)]
        if row.kind != "separate":
            self._not_kept(number, f"“{row.kind}” of areas {pair}, which nobody asked for")
        if (row.other, home) not in found.inside:
            self._not_kept(number, f"area {row.other} as a root that is not settled")
        if at not in self._separated and not self._separates(row):
            self._not_kept(number, f"areas that do not separate {row.area} from {row.other}")
        self._separated.add(at)
        return [(row.area, 1), *((area, -1) for area in row.through)]

    def _separates(self, row: RowClaim) -> bool:
        """Say whether no path leads from the area to the root but through the separator."""
        areas, fence = range(len(self.ground.residents)), set(row.through)
        known = all(area in areas for area in (row.area, row.other, *row.through))
        if not known or row.area in fence or row.other in fence or len(fence) != len(row.through):
            return False
        reached, waiting = {row.area}, [row.area]
        while waiting:
            for other in self.ground.neighbours[waiting.pop()]:
                if other not in reached and other not in fence:
                    reached.add(other)
                    waiting.append(other)
        return row.other not in reached

    def _cap(self, network: int) -> int:
        base, price = self.claim.caps[network]
        if price < 0 or not 0 <= base < len(self.ground.residents[0]):
            self._not_kept(0, "a cap with a price or base that cannot be")
        left = sum(
            max(self.scale * patients[network] - price * residents[base], 0)
            for residents, patients in zip(self.ground.residents, self.ground.patients, strict=True)
        )
        here = (left + price * self.ground.maximum) // self.scale
        return max(here, self.ground.elsewhere[network])

    def _miss(self, what: str) -> NoReturn:
        raise CasesMissing(f"{self.claim.name} in {self.claim.count}: {what}.")

    def _not_kept(self, number: int, what: str) -> NoReturn:
        raise RowNotKept(
            f"{self.claim.name} in {self.claim.count}: case {number} stands on {what}."
        )


def split_bound(bounds: Mapping[tuple[str, int], int], total: int) -> int:
    """Give the largest sum of bounds over ways to divide `total` among regions, -1 for none.

    >>> split_bound({("north", 1): 5, ("north", 2): 9, ("south", 1): 3}, 3)
    12
    """
    best = {0: 0}
    for name in sorted({name for name, _ in bounds}):
        longer: dict[int, int] = {}
        for used, value in best.items():
            for (region, count), bound in bounds.items():
                if region == name and bound >= 0 and used + count <= total:
                    whole = used + count
                    longer[whole] = max(longer.get(whole, -1), value + bound)
        best = longer
    return best.get(total, -1)
