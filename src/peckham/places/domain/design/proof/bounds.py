"""How many registrations any plan at all could align: a bound, before a plan is looked for.

Contiguity is set aside, every other limit kept: each region's groupings of networks are gone
through, the most promising first, and each is a linear programme. Where neighbourhoods may cross
boroughs the whole place is one region, the groupings are too many to go through, and the bound
left after `work` programmes is weak: it holds, and is little below the caps of the networks.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from peckham.places.domain.design.problem import Problem
from peckham.places.domain.design.proof.branching import RegionSearch
from peckham.places.domain.design.proof.regions import Region, regions_of

WORK = 20_000
Values = Mapping[tuple[int, int], int]
Split = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A proven upper bound.

    Args:
        aligned: No plan aligns more registrations.
        of: All registrations of core networks.
        counts: Neighbourhoods by region in the split that reaches the bound.
        is_exact: Whether every grouping was gone through: the bound is then the best that can be
            had without contiguity.
    """

    aligned: int
    of: int
    counts: tuple[int, ...]
    is_exact: bool

    @property
    def share(self) -> float:
        """Part of all registrations, from 0 to 1."""
        return self.aligned / self.of if self.of else 0.0


def upper_bound(problem: Problem, *, work: int = WORK) -> Bound:
    """Prove how many registrations a plan can align at most, contiguity set aside.

    Args:
        problem: The problem; its count, or the least that the bounds allow.
        work: Linear programmes solved at most.

    Raises:
        CountInfeasible: If no split of the count keeps the bounds, with who forbids it.
    """
    searches = searches_of(problem, is_contiguous=False)
    total = total_count(problem, regions_of(problem))
    spent = 0
    while True:
        bound, split = best_split({key: one.bound for key, one in searches.items()}, total)
        open_ones = [key for key in split if not searches[key].is_done]
        if not open_ones or spent >= work:
            counts = tuple(count for _, count in split)
            everything = int(problem.registrations.sum())
            return Bound(bound, everything, counts, not open_ones)
        for key in open_ones:
            before = searches[key].work
            while not searches[key].is_done and spent < work:
                searches[key].advance()
                spent += searches[key].work - before
                before = searches[key].work


def total_count(problem: Problem, regions: tuple[Region, ...]) -> int:
    """Give the number of neighbourhoods asked for, or the least that the bounds allow."""
    asked = problem.limits.count
    return sum(region.counts.start for region in regions) if asked is None else asked


def searches_of(problem: Problem, *, is_contiguous: bool) -> dict[tuple[int, int], RegionSearch]:
    """Make a search for every region and every count of it that a split of the total can hold.

    Raises:
        CountInfeasible: If there is no such split, with the boroughs that forbid it.
    """
    regions = regions_of(problem)
    wanted = total_count(problem, regions)
    least = sum(region.counts.start for region in regions)
    most = sum(region.counts.stop - 1 for region in regions)
    spare_below, spare_above = wanted - least, most - wanted
    return {
        (number, count): RegionSearch(region, count, is_contiguous=is_contiguous)
        for number, region in enumerate(regions)
        for count in region.counts
        if count - region.counts.start <= spare_below
        and region.counts.stop - 1 - count <= spare_above
    }


def best_split(values: Values, total: int) -> tuple[int, Split]:
    """Divide a count among regions for the largest sum.

    Args:
        values: By region and count; a region without a value of 0 or more cannot have that count.
        total: Neighbourhoods in all.

    Returns:
        The sum, -1 where there is no split, and the region and count of every region.

    >>> best_split({(0, 1): 5, (0, 2): 9, (1, 1): 3, (1, 2): 4}, 3)
    (12, ((0, 2), (1, 1)))
    >>> best_split({(0, 1): -1, (0, 2): 9, (1, 1): 3, (1, 2): 4}, 4)[0]
    13
    """
    by_region: dict[int, list[tuple[int, int]]] = {}
    for (region, count), value in sorted(values.items()):
        by_region.setdefault(region, [])
        if value >= 0:
            by_region[region].append((count, value))
    best: dict[int, tuple[int, Split]] = {0: (0, ())}
    for region, options in sorted(by_region.items()):
        longer: dict[int, tuple[int, Split]] = {}
        for used, (value, split) in best.items():
            for count, more in options:
                whole = used + count
                if whole <= total and value + more > longer.get(whole, (-1, ()))[0]:
                    longer[whole] = (value + more, (*split, (region, count)))
        best = longer
    return best.get(total, (-1, ()))
