"""Many short searches of every zone, then longer ones from the best: the multi-start.

Every search draws from its own lot, made of the seed, the zone and its number, so that neither
the order of the searches nor the zones around it change what one finds.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from peckham.places.domain.design.cooling import Cooled, Heat, Weights, cooled, merit_of
from peckham.places.domain.design.ground import Ground
from peckham.places.domain.design.pieces import is_whole
from peckham.places.domain.design.problem import Integers, Problem, canonical
from peckham.places.domain.design.sowing import sown

# Measured on North West London: one start of 1,200 moves an area finds as much as six times as
# many moves do, and twenty such starts find more than one of twenty times the length.
_START_PER_UNIT = 1_200
_REFINE_PER_UNIT = 800
_REFINED = 6
_REFINE_SHARE = 0.3
_HOT, _WARM, _COLD = 600.0, 120.0, 8.0
# What a typical small area has where those heats were measured: patients, metres to a neighbour.
_PATIENTS, _METRES = 2_200.0, 400.0
# Registrations per metre of boundary: too little to cost alignment, enough to break ties.
TIE_LENGTH = 0.02
# Without registrations length is all that there is to gain by.
_ONLY_LENGTH = 1.0
_POOL = 60


def nothing_told(phase: str, done: int, whole: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What a long search asks and tells between its parts.

    Args:
        is_over: Whether to end now with what there is.
        tell: Told what is being done, and how much of how much.
    """

    is_over: Callable[[], bool] = lambda: False
    tell: Callable[[str, int, int], None] = nothing_told


@dataclass(eq=False)
class Field:
    """One zone under search: its ground, how many neighbourhoods, and the best plans so far.

    `is_fresh` is False where a good plan is known to begin with and new starts would be wasted.
    """

    ground: Ground
    count: int
    weights: Weights
    steps: int
    is_fresh: bool = True
    pool: list[Cooled] = field(default_factory=list)

    @property
    def scale(self) -> float:
        """How large a typical gain is here, against the place that heats were measured on.

        Patients of a small area where they count; else metres between two.
        """
        ground = self.ground
        if self.ground.patients.any():
            return max(float(ground.patients.sum()) / len(ground.residents) / _PATIENTS, 1e-3)
        return max(float(ground.metres.mean()) / _METRES, 1e-3) if len(ground.metres) else 1.0

    def heat(self, hot: float, steps: int) -> Heat:
        """Give a heat to the scale of the zone."""
        return Heat(hot * self.scale, _COLD * self.scale, steps)

    def keep(self, found: Cooled | None) -> None:
        """Put a plan among the best, unless the same one is there."""
        if found is None:
            return
        mine = Cooled(canonical(found.labels), found.merit)
        if not any(np.array_equal(mine.labels, other.labels) for other in self.pool):
            self.pool.append(mine)
            self.pool.sort(key=lambda cooled: (-cooled.merit, cooled.labels.tolist()))
            del self.pool[_POOL:]

    @property
    def starts(self) -> int:
        """How many short searches its moves are enough for; at least one."""
        if not self.is_fresh and self.pool:
            return 0
        return max(1, round(self.steps * (1 - _REFINE_SHARE) / self.start_steps))

    @property
    def start_steps(self) -> int:
        """Moves of one short search."""
        return max(1, min(_START_PER_UNIT * len(self.ground.residents), self.steps // 4))

    @property
    def refine_steps(self) -> int:
        """Moves of one longer search."""
        if not self.is_fresh:
            return max(1, self.steps // (_REFINED + 1))
        most = _REFINE_PER_UNIT * len(self.ground.residents)
        return max(1, min(most, round(self.steps * _REFINE_SHARE / _REFINED)))


def first_weights(problem: Problem, ground: Ground) -> Weights:
    """Count each network in the zone where most of its patients live, and nowhere else."""
    living = np.zeros((len(problem.zone_names), len(problem.networks)), dtype=np.int64)
    np.add.at(living, problem.zone, problem.registrations)
    main = living.argmax(axis=0) == ground.zone
    floors = np.where(main, 0, problem.registrations.sum(axis=0))
    return Weights(floors, length=TIE_LENGTH if problem.networks else _ONLY_LENGTH)


def shared_out(grounds: list[Ground], counts: list[int], steps: int) -> list[int]:
    """Share moves out by the areas of a zone and the boundaries there are to draw in it."""
    sizes = [
        len(ground.residents) * (count - 1) for ground, count in zip(grounds, counts, strict=True)
    ]
    whole = max(1, sum(sizes))
    return [steps * size // whole for size in sizes]


def search(fields: list[Field], *, seed: int, watch: Watch, known: Sequence[Integers] = ()) -> int:
    """Fill the pools of all fields, a start of each in turn, so that an early end is fair to all.

    Args:
        fields: Zones; their pools are filled.
        seed: Decides every draw, with the zone and the number of the start.
        watch: Asked and told between searches.
        known: Plans of the problem (n labels each) that every zone is also searched from.

    Returns:
        Moves tried.
    """
    whole = sum(one.steps for one in fields)
    done = 0
    for one in fields:
        _settle_small(one)
        for number, labels in enumerate(known):
            done += _start_from(one, labels, [seed, one.ground.zone, 1 << 20, number], watch)
    for one, number in _turns(fields):
        if watch.is_over() and one.pool:
            continue
        lot = np.random.default_rng([seed, one.ground.zone, number])
        if number < one.starts:
            heat = one.heat(_HOT, one.start_steps)
            start = sown(one.ground, one.count, lot)
        elif one.pool:
            heat = one.heat(_WARM, one.refine_steps)
            start = one.pool[(number - one.starts) % min(_REFINED, len(one.pool))].labels
        else:
            heat = one.heat(_HOT, 4 * one.start_steps)
            start = sown(one.ground, one.count, lot)
        # An end that is asked for waits for the first plan of every zone.
        is_over = watch.is_over if one.pool else _never
        one.keep(cooled(one.ground, start, one.count, heat, lot, one.weights, is_over=is_over))
        done += heat.steps
        watch.tell("searching", min(done, whole), whole)
    return done


def _never() -> bool:
    return False


def _turns(fields: list[Field]) -> Iterator[tuple[Field, int]]:
    open_fields = [one for one in fields if one.count > 1]
    for number in range(max((one.starts for one in open_fields), default=0) + _REFINED):
        for one in open_fields:
            if number < one.starts + _REFINED:
                yield one, number


def _settle_small(one: Field) -> None:
    if one.count == 1:
        one.keep(Cooled(np.zeros(len(one.ground.residents), dtype=np.int64), 0.0))


def _start_from(one: Field, known: Integers, draws: list[int], watch: Watch) -> int:
    """Search from a known plan too, where it has as many neighbourhoods in the zone."""
    labels = canonical(one.ground.gathered(known[one.ground.areas]))
    if one.count == 1 or watch.is_over() or int(labels.max()) + 1 != one.count:
        return 0
    if not is_whole(one.ground.edges, labels):
        return 0
    heat = one.heat(_WARM, one.refine_steps)
    lot = np.random.default_rng(draws)
    totals, _ = one.ground.sums(labels, one.count)
    if one.ground.excess(totals) == 0 and one.ground.keeps_wishes(labels):
        one.keep(Cooled(labels, merit_of(one.ground, labels, one.count, one.weights)))
    one.keep(cooled(one.ground, labels, one.count, heat, lot, one.weights))
    return heat.steps
