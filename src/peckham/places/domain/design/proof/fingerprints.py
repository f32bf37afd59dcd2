"""What tells whether a certificate, the inputs and a plan belong together."""

import hashlib
from dataclasses import replace

from peckham.places.domain.design.problem import Integers, Problem, canonical


def input_hash(problem: Problem) -> str:
    """SHA-256 of what a proof rests on: everything but today's plan."""
    return replace(problem, current=None).input_hash


def plan_hash(problem: Problem, labels: Integers) -> str:
    """SHA-256 of a plan, whatever its neighbourhoods are called."""
    rows = zip(problem.codes, canonical(labels).tolist(), strict=True)
    return hashlib.sha256("".join(f"{code},{home}\n" for code, home in rows).encode()).hexdigest()


def gap_percent(aligned: int, bound: int) -> float:
    """Give what a better plan could add at most, in per cent of this one; 0 where nobody counts.

    >>> gap_percent(200, 201)
    0.5
    """
    return round(100 * (bound - aligned) / aligned, 6) if aligned else 0.0
