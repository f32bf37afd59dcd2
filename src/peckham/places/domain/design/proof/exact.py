"""A contiguous plan and a proof of how good it is, region by region.

The region with the most doubt (bound less value) for the work that went into it is next, until
the doubt is small enough or the work is spent. HiGHS solves the linear programmes; cases,
separators and bounds are ours. Seconds decide nothing: `is_over` may stop the work early, and
what is known then is given.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.problem import Integers, Problem, canonical
from peckham.places.domain.design.proof.bounds import best_split, searches_of, total_count
from peckham.places.domain.design.proof.branching import RegionSearch
from peckham.places.domain.design.proof.regions import regions_of

WORK = 20_000
# Programmes that every region is counted as having had, so that none is left out at first.
_HEAD_START = 30
# Columns of a programme solved in milliseconds, and how many such a region is given after the end.
_SOON, _OPENING = 2_000, 200


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """What is known when the work ends.

    Args:
        labels: n canonical labels of the best contiguous plan, or None where none was found.
        value: Registrations that this plan aligns, each network in its best region, or -1.
        bound: No plan aligns more; below 0, there is no contiguous plan at all.
        count: Neighbourhoods.
        searches: By region and number of neighbourhoods, the cases gone through.
        work: Linear programmes solved.
    """

    labels: Integers | None
    value: int
    bound: int
    count: int
    searches: dict[tuple[int, int], RegionSearch]
    work: int

    @property
    def gap(self) -> float:
        """Doubt that is left, as a part of the value."""
        return (self.bound - self.value) / self.value if self.value > 0 else float("inf")


def prove(
    problem: Problem,
    *,
    start: Integers | None = None,
    gap: float = 0.0,
    work: int = WORK,
    is_over: Callable[[], bool] = lambda: False,
    said: Callable[[str], None] = lambda words: None,
) -> Proof:
    """Look for the best contiguous plan and prove a bound on all plans.

    Args:
        problem: The problem.
        start: n labels of a plan to begin from; whatever of it keeps the limits is used.
        gap: Doubt to be content with, as a part of the value.
        work: Linear programmes solved at most, over all regions. With it, the problem and the
            start decide the answer.
        is_over: Asked between cases; True ends the work early. Boroughs of common size are
            bounded all the same, contiguity set aside, which takes a second: without it there
            would be a plan and no bound.
        said: Told how far it is.

    Raises:
        CountInfeasible: If the count cannot be divided among the boroughs.
    """
    searches = searches_of(problem, is_contiguous=True)
    total = total_count(problem, regions_of(problem))
    if start is not None:
        for (_, number), search in searches.items():
            labels = canonical(start[search.region.areas])
            if labels.max() + 1 == number:
                search.offer(labels)
    spent = 0
    while spent < work:
        known = _known(problem, searches, total, spent)
        said(f"aligned {known.value:,}, no plan over {known.bound:,}")
        chosen = _unbounded(searches, total) if is_over() else _most_doubtful(searches, total)
        if chosen is None or known.gap <= gap:
            break
        before = chosen.work
        chosen.advance()
        spent += chosen.work - before
    return _known(problem, searches, total, spent)


def _known(
    problem: Problem, searches: dict[tuple[int, int], RegionSearch], total: int, spent: int
) -> Proof:
    bound, _ = best_split({key: one.bound for key, one in searches.items()}, total)
    found = {key: one.value for key, one in searches.items() if one.labels is not None}
    value, split = best_split(found, total)
    labels = None
    if value >= 0:
        labels = np.empty(len(problem.codes), dtype=np.int64)
        begin = 0
        for key in split:
            own = searches[key].labels
            if own is not None:
                labels[searches[key].region.areas] = own + begin
            begin += key[1]
        labels = canonical(labels)
    return Proof(labels, value, bound, total, searches, spent)


def _unbounded(searches: dict[tuple[int, int], RegionSearch], total: int) -> RegionSearch | None:
    """Of the regions in the split that holds the bound, one soon bounded and not bounded yet."""
    _, split = best_split({key: one.bound for key, one in searches.items()}, total)
    waiting = (
        searches[key]
        for key in split
        if len(searches[key].region.areas) * key[1] <= _SOON and searches[key].work < _OPENING
    )
    return next((one for one in waiting if not one.is_grouped), None)


def _most_doubtful(
    searches: dict[tuple[int, int], RegionSearch], total: int
) -> RegionSearch | None:
    """Of the regions in the split that holds the bound, the one with most doubt for its work."""
    _, split = best_split({key: one.bound for key, one in searches.items()}, total)
    waiting = [searches[key] for key in split if not searches[key].is_done]
    return max(
        waiting,
        key=lambda one: (one.bound - max(one.value, 0)) / (one.work + _HEAD_START),
        default=None,
    )
