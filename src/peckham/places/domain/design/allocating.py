"""How many neighbourhoods each zone gets, where arithmetic leaves a choice."""

import numpy as np

from peckham.places.domain.design.cooling import Heat, Weights, cooled
from peckham.places.domain.design.feasible import Counts
from peckham.places.domain.design.ground import Ground
from peckham.places.domain.design.problem import Problem
from peckham.places.domain.design.search import Watch, first_weights
from peckham.places.domain.design.sowing import sown

_STARTS = 4
_STEPS_PER_UNIT = 300
_HOT, _COLD = 600.0, 10.0


def allocated(
    problem: Problem, counts: tuple[Counts, ...], grounds: list[Ground], *, seed: int, watch: Watch
) -> list[int]:
    """Give every zone its least, and each one more to where it costs least alignment.

    What one more costs is measured by a few short searches, so it is an estimate.
    """
    given = [zone.least for zone in counts]
    wanted = problem.limits.count
    if wanted is None:
        return given
    known: dict[tuple[int, int], float | None] = {}

    def merit(zone: int, count: int) -> float | None:
        if (zone, count) not in known:
            known[zone, count] = _merit(problem, grounds[zone], count, seed)
        return known[zone, count]

    while sum(given) < wanted:
        open_zones = [zone for zone, count in enumerate(given) if count < counts[zone].most]
        watch.tell("sharing out neighbourhoods", sum(given), wanted)
        gains = []
        for zone in open_zones:
            before, after = merit(zone, given[zone]), merit(zone, given[zone] + 1)
            gain = float("-inf") if after is None else after - (before if before is not None else 0)
            gains.append((gain, -zone))
        given[-max(gains)[1]] += 1
    return given


def _merit(problem: Problem, ground: Ground, count: int, seed: int) -> float | None:
    weights: Weights = first_weights(problem, ground)
    heat = Heat(_HOT, _COLD, _STEPS_PER_UNIT * len(ground.residents))
    found = []
    for number in range(1 if count == 1 else _STARTS):
        lot = np.random.default_rng([seed, ground.zone, count, 1 << 22, number])
        start = sown(ground, count, lot)
        found.append(cooled(ground, start, count, heat, lot, weights))
    return max((one.merit for one in found if one is not None), default=None)
