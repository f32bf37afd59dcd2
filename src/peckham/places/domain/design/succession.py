"""What a plan changes against today's: who would be in another neighbourhood than now."""

from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.problem import Integers, Problem


@dataclass(frozen=True, slots=True)
class Change:
    """People whose neighbourhood is not the successor of the one that they are in today.

    Args:
        areas: Small areas moved.
        residents: Residents of the first base.
        patients: Registered patients of core networks.
        successors: By neighbourhood of today, its successor in the plan, or -1.
    """

    areas: int
    residents: int
    patients: int
    successors: tuple[int, ...]


def change_from(problem: Problem, labels: Integers) -> Change | None:
    """Measure the change from today's plan, or give None where there is none."""
    if problem.current is None:
        return None
    successors = successors_of(problem.current, labels, problem.residents[:, 0])
    moved = successors[problem.current] != labels
    return Change(
        areas=int(moved.sum()),
        residents=int(problem.residents[moved, 0].sum()),
        patients=int(problem.registrations[moved].sum()),
        successors=tuple(successors.tolist()),
    )


def successors_of(current: Integers, labels: Integers, people: Integers) -> Integers:
    """Match each neighbourhood of today with one of the plan, the largest shared parts first.

    No two have the same successor; a neighbourhood of today that finds none has -1.

    >>> old, new = np.array([0, 0, 1, 1]), np.array([1, 1, 1, 0])
    >>> successors_of(old, new, np.array([5, 5, 5, 5])).tolist()
    [1, 0]
    """
    shape = int(current.max()) + 1, int(labels.max()) + 1
    shared = np.bincount(current * shape[1] + labels, people, shape[0] * shape[1]).reshape(shape)
    successors = np.full(shape[0], -1, dtype=np.int64)
    taken = np.zeros(shape[1], dtype=bool)
    for cell in np.argsort(-shared, axis=None, kind="stable"):
        old, new = divmod(int(cell), shape[1])
        if shared[old, new] and successors[old] < 0 and not taken[new]:
            successors[old] = new
            taken[new] = True
    return successors
