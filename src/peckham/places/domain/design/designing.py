"""One design from beginning to end: counts, search, aims, other plans, prices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from peckham.places.domain.design.aims import Price, Pursuit
from peckham.places.domain.design.allocating import allocated
from peckham.places.domain.design.board import Board, Seat
from peckham.places.domain.design.cooling import Weights
from peckham.places.domain.design.exhaustive import best_of_all, is_small_enough
from peckham.places.domain.design.feasible import Counts, counts_by_zone
from peckham.places.domain.design.ground import ground_of
from peckham.places.domain.design.measures import Measures, aligned_registrations, measure
from peckham.places.domain.design.pieces import pieces_of
from peckham.places.domain.design.problem import Integers, Problem, canonical
from peckham.places.domain.design.proof.exact import Proof, prove
from peckham.places.domain.design.refusals import CannotDesign, NoPlanFound
from peckham.places.domain.design.relaxing import Relaxed, relaxed
from peckham.places.domain.design.search import Field, Watch, first_weights, search, shared_out
from peckham.places.domain.design.variety import Alternative, others, variants

# Moves an area when nobody says how many: with registrations to align, and without.
_STEPS_PER_AREA = 12_000
_STEPS_PER_AREA_UNLISTED = 3_000
_USUAL_COUNT, _CROWDING_MOST = 3.125, 2.5
# Shares of the moves that go to neighbourhoods free of boroughs, and to second homes.
_RELAXED_SHARE = 0.3
_SECOND_SHARE = 0.1
# Linear programmes that refine and prove the plan: as many as solve in seconds, by the size of
# the largest zone (areas times neighbourhoods), within these bounds.
_PROGRAMMES = 1_200_000
_PROGRAMMES_LEAST, _PROGRAMMES_MOST = 20, 1_500
# Doubt to be content with, as a part of the aligned registrations.
_DOUBT = 0.001


@dataclass(frozen=True, eq=False)
class Wanted:
    """How hard to look, and what may be given up.

    Args:
        seed: Decides every draw.
        steps: Moves to try, or None for as many as the areas call for. With the seed and the
            problem it decides the answer.
        give: Percentage points of alignment that later aims may spend, by name of the aim.
        programmes: Linear programmes to solve at most when the plan is refined and proved, or None
            for as many as the zones call for.
        is_varied: Whether to look for other plans and for the price of nesting too.
    """

    seed: int = 1
    steps: int | None = None
    give: Mapping[str, float] | None = None
    programmes: int | None = None
    is_varied: bool = True


@dataclass(frozen=True, eq=False)
class Design:
    """A plan, what it is like, what it cost, and what else there is.

    Args:
        labels: n; canonical neighbourhood of each area.
        measures: Of the plan.
        counts: How many neighbourhoods each zone can have, and why.
        prices: What each aim after alignment gained and cost.
        relaxed: The best plan found that crosses boroughs, or None.
        alternatives: Other plans.
        proof: What no plan can exceed, or None where no registrations were given.
        seed: That was used.
        steps: Moves that were planned.
        steps_done: Moves of the search that were tried.
        is_cut_short: Whether the plan was settled before all that was planned was done.
        is_variety_cut_short: Whether other plans and the price of nesting were.
        is_exhaustive: Whether every plan there is was looked at.
    """

    labels: Integers
    measures: Measures
    counts: tuple[Counts, ...]
    prices: tuple[Price, ...]
    relaxed: Relaxed | None
    alternatives: tuple[Alternative, ...]
    proof: Proof | None
    seed: int
    steps: int
    steps_done: int
    is_cut_short: bool
    is_variety_cut_short: bool
    is_exhaustive: bool


def design(problem: Problem, wanted: Wanted | None = None, watch: Watch | None = None) -> Design:
    """Find a plan: contiguous, within bounds, as aligned as can be; then the later aims.

    Args:
        problem: What is asked.
        wanted: How hard to look.
        watch: Asked whether to end early, and told how far it is.

    Raises:
        CountInfeasible: If arithmetic forbids it; names the borough.
        NoPlanFound: If the search found no plan of some zone within bounds.
    """
    wanted, watch = wanted or Wanted(), watch or Watch()
    counts = counts_by_zone(problem)
    grounds = [ground_of(problem, zone, is_small=c.is_small) for zone, c in enumerate(counts)]
    steps = wanted.steps if wanted.steps is not None else default_steps(problem, counts)
    if is_small_enough(grounds):
        labels = best_of_all(problem, grounds, counts)
        made = _finished(problem, labels, counts, wanted, steps=0)
        return replace(made, proof=_proved(problem, labels, wanted, watch))
    shares = allocated(problem, counts, grounds, seed=wanted.seed, watch=watch)
    fields = [
        Field(ground, count, first_weights(problem, ground), own)
        for ground, count, own in zip(
            grounds, shares, shared_out(grounds, shares, steps), strict=True
        )
    ]
    known = [problem.current] if problem.current is not None else []
    nested = _nested(problem, wanted, steps // 2, watch) if problem.networks else None
    if nested is not None:
        known.append(nested.labels)
        fields = [replace(one, steps=one.steps // 2, is_fresh=False, pool=[]) for one in fields]
    done = (nested.steps_done if nested else 0) + search(
        fields, seed=wanted.seed, watch=watch, known=known
    )
    _refuse_unfound(fields, counts)
    board = Board.best_of(problem, fields)
    done += _second_homes(board, fields, steps, wanted.seed, watch)
    proof = _refined(board, wanted, watch)
    aligned = Board(problem, [Seat(s.ground, s.count, s.labels) for s in board.seats])
    prices = Pursuit(board, seed=wanted.seed, watch=watch).pursue(wanted.give or {})
    made = replace(
        _finished(problem, board.labels, counts, wanted, steps=steps),
        prices=prices,
        proof=proof,
        steps_done=done,
        is_cut_short=watch.is_over(),
    )
    return _varied(problem, made, aligned, fields, watch) if wanted.is_varied else made


def _proved(problem: Problem, labels: Integers, wanted: Wanted, watch: Watch) -> Proof | None:
    """Prove what no plan can exceed, and better the plan on the way."""
    if not problem.networks:
        return None
    watch.tell("proving", 0, 1)
    work = wanted.programmes
    if work is None:
        counts = [
            len(np.unique(labels[problem.zone == zone])) for zone in range(len(problem.zone_names))
        ]
        sizes = np.bincount(problem.zone) * np.array(counts)
        work = min(max(_PROGRAMMES // int(sizes.max()), _PROGRAMMES_LEAST), _PROGRAMMES_MOST)
    return prove(problem, start=labels, gap=_DOUBT, work=work, is_over=watch.is_over)


def _refined(board: Board, wanted: Wanted, watch: Watch) -> Proof | None:
    """Put the proof's plan on the board where it aligns more."""
    problem = board.problem
    proof = _proved(problem, board.labels, wanted, watch)
    if proof is None or proof.labels is None:
        return proof
    if aligned_registrations(problem, proof.labels) <= aligned_registrations(problem, board.labels):
        return proof
    for seat in board.seats:
        seat.labels = canonical(seat.ground.gathered(proof.labels[seat.ground.areas]))
        seat.count = int(seat.labels.max()) + 1
    return proof


def _varied(
    problem: Problem, made: Design, aligned: Board, fields: list[Field], watch: Watch
) -> Design:
    """Add other plans, and what it costs that neighbourhoods keep inside boroughs."""
    found = variants(problem, aligned, made.labels, seed=made.seed, watch=watch)
    free = None
    if problem.limits.nest == "borough":
        steps = round(made.steps * _RELAXED_SHARE)
        free = relaxed(problem, aligned.labels, steps=steps, seed=made.seed, watch=watch)
    return replace(
        made,
        alternatives=tuple(others(problem, aligned, fields, made.labels, found)),
        relaxed=free,
        is_variety_cut_short=watch.is_over(),
    )


def _nested(problem: Problem, wanted: Wanted, steps: int, watch: Watch) -> Design | None:
    """Design inside boroughs first: from there, crossing them can only gain.

    Returns:
        None where neighbourhoods are to keep inside boroughs, or cannot.
    """
    if problem.limits.nest == "borough":
        return None
    inside = replace(problem, limits=replace(problem.limits, nest="borough"))
    if any(zone[0] != zone[1] for pair in problem.together for zone in [inside.zone[list(pair)]]):
        return None
    if any(len(found) > 1 for found in pieces_of(problem.edges, inside.zone).values()):
        return None
    quick = replace(wanted, steps=steps, give=None, programmes=_PROGRAMMES_LEAST, is_varied=False)
    try:
        return design(inside, quick, watch)
    except CannotDesign:
        return None


def default_steps(problem: Problem, counts: tuple[Counts, ...]) -> int:
    """Give the moves that a problem calls for when nobody says how many.

    More where zones have more neighbourhoods than the three that the moves were measured on.
    """
    each = _STEPS_PER_AREA if problem.networks else _STEPS_PER_AREA_UNLISTED
    count = problem.limits.count or sum(zone.least for zone in counts)
    crowding = min(max(count / len(counts) / _USUAL_COUNT, 1.0), _CROWDING_MOST)
    return round(each * crowding) * len(problem.codes)


def _finished(
    problem: Problem, labels: Integers, counts: tuple[Counts, ...], wanted: Wanted, *, steps: int
) -> Design:
    return Design(
        labels=labels,
        measures=measure(problem, labels),
        counts=counts,
        prices=(),
        relaxed=None,
        alternatives=(),
        proof=None,
        seed=wanted.seed,
        steps=steps,
        steps_done=0,
        is_cut_short=False,
        is_variety_cut_short=False,
        is_exhaustive=steps == 0,
    )


def _refuse_unfound(fields: list[Field], counts: tuple[Counts, ...]) -> None:
    missing = [counts[one.ground.zone].zone for one in fields if not one.pool]
    if missing:
        raise NoPlanFound(
            f"No plan within every bound was found for {', '.join(missing)}.",
            why="Arithmetic allows one; contiguity, a wish or too short a search may not.",
            remedy="Allow more steps, widen the bounds, or take a wish back.",
        )


def _second_homes(board: Board, fields: list[Field], steps: int, seed: int, watch: Watch) -> int:
    """Look whether a network's home is better in a borough that has fewer of its patients.

    The search counted each network in its main borough alone. A network whose patients in some
    other borough outnumber those in its home neighbourhood may do better there.
    """
    if len(fields) == 1 or not board.problem.networks:
        return 0
    done = 0
    for zone, one in enumerate(fields):
        floors = board.floors(zone)
        seat = board.seats[zone]
        mine = one.ground.patients.sum(axis=0)
        # Only what another borough's network could newly gain here is a reason to look again.
        elsewhere = one.weights.floors > 0
        if one.count == 1 or watch.is_over() or not (elsewhere & (mine > floors)).any():
            continue
        again = Field(one.ground, one.count, Weights(floors, length=one.weights.length),
                      round(steps * _SECOND_SHARE))  # fmt: skip
        done += search([again], seed=seed + 1, watch=watch, known=[board.labels])
        better = [
            found.labels
            for found in again.pool
            if board.aligned(zone, found.labels) > board.aligned(zone, seat.labels)
        ]
        seat.labels = better[0] if better else seat.labels
    return done
