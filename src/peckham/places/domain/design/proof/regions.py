"""A problem cut into the parts that can be proved apart: boroughs when nested, else the whole.

Every network is looked at in one region, the one where most of its patients live. Should its home
lie in another region after all, it can align no more than its patients in that other region:
`elsewhere` says how many those are at most. So the regions' bounds may be added up.
"""

from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.feasible import Counts, counts_by_zone
from peckham.places.domain.design.problem import Integers, Problem

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class Region:
    """One part of the problem, its areas numbered from 0.

    Args:
        name: What a reader calls it.
        areas: n; index of each area in the problem.
        residents: n x b; people on every base.
        networks: m; index in the problem of each network looked at here, largest first.
        registrations: n x m; their patients by area of residence.
        elsewhere: m; most patients of each network in any one other region.
        neighbours: For every area those beside it inside the region, in order.
        minimum: Residents at least, on every base.
        maximum: Residents at most, on every base.
        counts: Numbers of neighbourhoods that the bounds allow by arithmetic alone.
        together: Pairs that must share a neighbourhood.
        apart: Pairs that must not.
    """

    name: str
    areas: Integers
    residents: Integers
    networks: Integers
    registrations: Integers
    elsewhere: Integers
    neighbours: tuple[tuple[int, ...], ...]
    minimum: int
    maximum: int
    counts: range
    together: Pairs = ()
    apart: Pairs = ()


def regions_of(problem: Problem) -> tuple[Region, ...]:
    """Cut a problem into its regions, in order of their names.

    A region with fewer residents than the minimum is one neighbourhood as it is, where the
    limits say that such a one is kept; its bounds are then set aside.

    Raises:
        CountInfeasible: If some region fits no number of neighbourhoods.
    """
    zones = len(problem.zone_names)
    living = np.zeros((zones, len(problem.networks)), dtype=np.int64)
    np.add.at(living, problem.zone, problem.registrations)
    main = living.argmax(axis=0)
    return tuple(
        _region(problem, zone, counts, living, main)
        for zone, counts in enumerate(counts_by_zone(problem))
    )


def _region(
    problem: Problem, zone: int, counts: Counts, living: Integers, main: Integers
) -> Region:
    areas = np.flatnonzero(problem.zone == zone)
    mine = np.flatnonzero(main == zone)
    mine = mine[np.argsort(-living[zone, mine], kind="stable")]
    others = np.delete(living, zone, axis=0)[:, mine]
    local = {int(area): number for number, area in enumerate(areas)}
    limits, residents = problem.limits, problem.residents[areas]
    totals = residents.sum(axis=0)
    return Region(
        name=problem.zone_names[zone],
        areas=areas,
        residents=residents,
        networks=mine,
        registrations=problem.registrations[np.ix_(areas, mine)],
        elsewhere=others.max(axis=0) if len(others) else np.zeros(len(mine), dtype=np.int64),
        neighbours=tuple(_beside(problem, int(area), local) for area in areas),
        minimum=int(totals.min()) if counts.is_small else limits.minimum,
        maximum=int(totals.max()) if counts.is_small else limits.maximum,
        counts=range(counts.least, counts.most + 1),
        together=_inside(problem.together, local),
        apart=_inside(problem.apart, local),
    )


def _beside(problem: Problem, area: int, local: dict[int, int]) -> tuple[int, ...]:
    found = problem.neighbours[problem.offsets[area] : problem.offsets[area + 1]]
    return tuple(local[other] for other in found.tolist() if other in local)


def _inside(pairs: Pairs, local: dict[int, int]) -> Pairs:
    return tuple((local[a], local[b]) for a, b in pairs if a in local and b in local)
