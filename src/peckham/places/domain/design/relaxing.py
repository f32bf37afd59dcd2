"""What it costs that neighbourhoods keep inside boroughs."""

from dataclasses import dataclass, replace

import numpy as np

from peckham.places.domain.design.cooling import Heat, Weights, cooled
from peckham.places.domain.design.ground import ground_of
from peckham.places.domain.design.measures import Measures, measure
from peckham.places.domain.design.pieces import pieces_of
from peckham.places.domain.design.problem import Integers, Problem, canonical
from peckham.places.domain.design.search import TIE_LENGTH, Watch

_WARM, _COLD = 200.0, 8.0


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The best plan found that may cross boroughs, and the points of alignment that it gains."""

    labels: Integers
    measures: Measures
    gained_points: float


def relaxed(
    problem: Problem, nested: Integers, *, steps: int, seed: int, watch: Watch
) -> Relaxed | None:
    """Let a nested plan loose from its boroughs.

    Returns:
        None where that says nothing: no registrations, one borough, or no way to cross.
    """
    free = replace(problem, limits=replace(problem.limits, nest="none"))
    is_whole = len(pieces_of(problem.edges, free.zone)[0]) == 1
    if not problem.networks or len(problem.borough_names) == 1 or not is_whole or watch.is_over():
        return None
    watch.tell("letting neighbourhoods cross boroughs", 0, 1)
    ground = ground_of(free, 0)
    weights = Weights(np.zeros(len(problem.networks), dtype=np.int64), length=TIE_LENGTH)
    found = cooled(
        ground,
        ground.gathered(nested),
        int(nested.max()) + 1,
        Heat(_WARM, _COLD, steps),
        np.random.default_rng([seed, 1 << 23]),
        weights,
        is_over=watch.is_over,
    )
    if found is None:
        return None
    labels = canonical(ground.spread(found.labels))
    measures, before = measure(free, labels), measure(problem, nested)
    if measures.alignment is None or before.alignment is None:
        return None
    return Relaxed(labels, measures, measures.alignment.percent - before.alignment.percent)
