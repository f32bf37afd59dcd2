"""One cooling of a plan: moves that lose are allowed less and less, until only gains are left.

The homes of networks, and the sites of hubs, are settled anew between blocks of moves; inside a
block everything that a plan is worth is then a plain sum over areas and cut boundaries.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.compiled import row
from peckham.places.domain.design.ground import SCALE, Ground
from peckham.places.domain.design.problem import Floats, Integers
from peckham.places.domain.design.walk import Walker, walk

# Moves between two settlings of the homes: at least so many, and so many for each area.
BLOCK = 4_000
_BLOCK_PER_UNIT = 20
# Registrations that one resident outside the bounds is set against, from the first block to the
# last: bounds are soft while the plan is hot, and nothing outweighs them when it is cold.
_SEVERITY = (1, 12)
# At the end a few blocks only gain, and bounds come before everything.
_SETTLING, _SETTLED = 2, 10_000


@dataclass(frozen=True, slots=True)
class Heat:
    """How much a move may lose, in registrations, at first and at last, and over how many moves."""

    hot: float
    cold: float
    steps: int


@dataclass(frozen=True, eq=False)
class Weights:
    """What is worth how many aligned registrations.

    Args:
        floors: p; patients that each network aligns elsewhere already: only more counts here.
        length: Registrations per metre of boundary between neighbourhoods.
        hub: Registrations per person-kilometre to the hub, weighted by need; 0 leaves it out.
        stay: u x k; registrations for having a unit in a neighbourhood, or None.
        low: By base, a tighter least than the ground's, or None.
        high: By base, a tighter most than the ground's, or None.
    """

    floors: Integers
    length: float = 0.0
    hub: float = 0.0
    stay: Integers | None = None
    low: tuple[int, ...] | None = None
    high: tuple[int, ...] | None = None


@dataclass(frozen=True, eq=False)
class Terrain:
    """Kilometres between units and the need at each: what hubs are weighed by."""

    kilometres: Floats
    need: Floats


@dataclass(frozen=True, eq=False)
class Cooled:
    """The best plan of one cooling: labels of units, and its merit in registrations."""

    labels: Integers
    merit: float


def merit_of(
    ground: Ground, labels: Integers, count: int, weights: Weights, terrain: Terrain | None = None
) -> float:
    """Give what a plan of the ground is worth in registrations, whether or not it keeps bounds."""
    _, patients = ground.sums(labels, count)
    aligned = int(np.maximum(patients.max(axis=0), weights.floors).sum())
    merit = aligned - weights.length * ground.cut_metres(labels)
    if weights.stay is not None:
        merit += float(weights.stay[np.arange(len(labels)), labels].sum())
    if weights.hub and terrain is not None:
        merit -= weights.hub * person_kilometres(terrain, labels, count)
    return float(merit)


def person_kilometres(terrain: Terrain, labels: Integers, count: int) -> float:
    """Sum the way from everybody to the best site of their neighbourhood, weighted by need."""
    total = 0.0
    for label in range(count):
        inside = np.flatnonzero(labels == label)
        ways = terrain.need[inside] @ terrain.kilometres[np.ix_(inside, inside)]
        total += float(ways.min())
    return total


def _worth(
    ground: Ground,
    patients: Integers,
    labels: Integers,
    count: int,
    weights: Weights,
    terrain: Terrain | None,
) -> list[int]:
    """Settle homes and hub sites, and say what each unit is worth in each neighbourhood."""
    at_home = (patients.argmax(axis=0)[:, None] == np.arange(count)) & (
        patients.max(axis=0) > weights.floors
    )[:, None]
    worth = (ground.patients @ at_home.astype(np.int64)) * SCALE
    if weights.stay is not None:
        worth = worth + weights.stay * SCALE
    if weights.hub and terrain is not None:
        for label in range(count):
            inside = np.flatnonzero(labels == label)
            ways = terrain.need[inside] @ terrain.kilometres[np.ix_(inside, inside)]
            site = inside[int(ways.argmin())]
            way = terrain.need * terrain.kilometres[site]
            worth[:, label] -= np.rint(SCALE * weights.hub * way).astype(np.int64)
    flat: list[int] = worth.ravel().tolist()
    return flat


def cooled(
    ground: Ground,
    start: Integers,
    count: int,
    heat: Heat,
    lot: np.random.Generator,
    weights: Weights,
    *,
    terrain: Terrain | None = None,
    is_over: Callable[[], bool] = lambda: False,
) -> Cooled | None:
    """Cool a plan down and give the best that was seen, or None where none kept every bound.

    Args:
        ground: The zone.
        start: u; labels that hang together, each of `count` used.
        count: Neighbourhoods.
        heat: How hot, and how many moves.
        lot: Where draws come from.
        weights: What a plan is worth.
        terrain: What hubs are weighed by, where weights ask for it.
        is_over: Asked between blocks; True ends the cooling early.
    """
    low, high = weights.low or ground.low, weights.high or ground.high
    land = ground.land(weights.length, low, high)
    totals, patients = ground.sums(start, count)
    walker = _walker(start, totals)
    mark = 0
    block_steps = max(BLOCK, _BLOCK_PER_UNIT * len(start))
    blocks = max(2, round(heat.steps / block_steps))
    labels, best = start, None
    for block in range(blocks + _SETTLING):
        if is_over() or not ground.sources:
            break
        is_settling = block >= blocks
        part = min(1.0, block / (blocks - 1))
        warmth = SCALE * heat.hot * (heat.cold / heat.hot) ** part
        draws = lot.integers(0, len(ground.sources), block_steps)
        patience = -warmth * lot.standard_exponential(block_steps) * (not is_settling)
        severity = _SEVERITY[0] + part * (_SEVERITY[1] - _SEVERITY[0])
        severity = round(SCALE * (_SETTLED if is_settling else severity))
        worth = _worth(ground, patients, labels, count, weights, terrain)
        mark = walk(
            row(draws.tolist()),
            row(patience.astype(np.int64).tolist()),
            land,
            row(worth),
            severity,
            walker,
            mark,
        )
        labels = np.array(walker.labels, dtype=np.int64)
        totals, patients = ground.sums(labels, count)
        if _keeps(ground, labels, totals, low, high):
            merit = merit_of(ground, labels, count, weights, terrain)
            if best is None or merit > best.merit:
                best = Cooled(labels, merit)
    return best


def _walker(labels: Integers, totals: Integers) -> Walker:
    return Walker(
        labels=row(labels.tolist()),
        totals=row(totals.ravel().tolist()),
        sizes=row(np.bincount(labels, minlength=len(totals)).tolist()),
        seen=row([0] * len(labels)),
        queue=row([0] * len(labels)),
    )


def _keeps(
    ground: Ground, labels: Integers, totals: Integers, low: tuple[int, ...], high: tuple[int, ...]
) -> bool:
    within = bool((totals >= np.array(low)).all() and (totals <= np.array(high)).all())
    return within and ground.keeps_wishes(labels)
