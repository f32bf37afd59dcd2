"""Other plans that are nearly as good: for people to choose from, not one answer to swallow."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.aims import Pursuit
from peckham.places.domain.design.board import Board, Seat
from peckham.places.domain.design.measures import Measures, measure
from peckham.places.domain.design.problem import Integers, Problem
from peckham.places.domain.design.search import Field, Watch
from peckham.places.domain.design.succession import successors_of

# Alternatives at most, and how much of a zone's patients another plan of it may align less.
_MOST = 9
_LOSS = 0.01
# Plans closer than this part of all residents are one plan to a reader.
_DISTINCT = 0.01
# What alignment gives up for one aim alone, in percentage points: name, aim, points.
VARIANTS = (
    ("compact: 2.8 points of alignment for shorter boundaries", "boundary", 2.8),
    ("shorter boundaries for 0.3 points of alignment", "boundary", 0.3),
    ("more even in residents for 0.5 points of alignment", "deviation", 0.5),
)


@dataclass(frozen=True, eq=False)
class Alternative:
    """Another plan, why it is here, and how many residents are elsewhere than in the plan."""

    name: str
    labels: Integers
    measures: Measures
    residents_elsewhere: int


def variants(
    problem: Problem, board: Board, main: Integers, *, seed: int, watch: Watch
) -> list[Alternative]:
    """Trade alignment for one aim alone, from the plan that aligns most."""
    found: list[Alternative] = []
    for name, aim, points in VARIANTS if problem.networks else ():
        if watch.is_over():
            break
        copy = Board(problem, [Seat(s.ground, s.count, s.labels) for s in board.seats])
        Pursuit(copy, seed=seed, watch=watch).pursue({aim: points}, (aim,))
        _add(problem, found, name, copy.labels, main)
    return found


def others(
    problem: Problem,
    board: Board,
    fields: Sequence[Field],
    main: Integers,
    found: list[Alternative],
) -> list[Alternative]:
    """Take in every zone another of its best plans, as unlike those taken before as can be."""
    found = list(found)
    picks = [_unlike(field, seat) for field, seat in zip(fields, board.seats, strict=True)]
    for number in range(max((len(pick) for pick in picks), default=0)):
        if len(found) >= _MOST:
            break
        seats = [
            Seat(seat.ground, seat.count, pick[number] if number < len(pick) else seat.labels)
            for seat, pick in zip(board.seats, picks, strict=True)
        ]
        _add(problem, found, f"nearly as aligned, drawn otherwise ({number + 1})",
             Board(problem, seats).labels, main)  # fmt: skip
    return found


def _unlike(field: Field, seat: Seat) -> list[Integers]:
    """Order a zone's nearly best plans, each the most unlike the plan and those before it."""
    patients = int(field.ground.patients.sum()) or 1
    if not field.pool or field.count == 1:
        return []
    least = field.pool[0].merit - _LOSS * patients
    left = [one.labels for one in field.pool if one.merit >= least]
    people = field.ground.residents[:, 0]
    taken, nearest = [seat.labels], [_apart(labels, seat.labels, people) for labels in left]
    while left and len(taken) <= _MOST:
        at = int(np.argmax(nearest))
        if nearest[at] < _DISTINCT * people.sum():
            break
        taken.append(left.pop(at))
        nearest.pop(at)
        nearest = [
            min(far, _apart(labels, taken[-1], people))
            for far, labels in zip(nearest, left, strict=True)
        ]
    return taken[1:]


def _apart(one: Integers, other: Integers, people: Integers) -> int:
    """Count residents whose neighbourhood of one plan is not the match of that of the other."""
    return int(people[successors_of(one, other, people)[one] != other].sum())


def _add(
    problem: Problem, found: list[Alternative], name: str, labels: Integers, main: Integers
) -> None:
    people = problem.residents[:, 0]
    gaps = [_apart(known, labels, people) for known in (main, *(one.labels for one in found))]
    if min(gaps) >= _DISTINCT * people.sum():
        found.append(Alternative(name, labels, measure(problem, labels), gaps[0]))
