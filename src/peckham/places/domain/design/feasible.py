"""How many neighbourhoods a borough can have, by arithmetic alone, and why."""

import math
from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.problem import Integers, Problem
from peckham.places.domain.design.refusals import CountInfeasible


@dataclass(frozen=True, slots=True)
class Counts:
    """How many neighbourhoods one zone (a borough, or the whole place) can have.

    Args:
        zone: Its name.
        least: The least number that no base's maximum forbids.
        most: The most that no base's minimum forbids; below `least` when no number fits.
        is_small: Whether it has fewer residents than one neighbourhood's minimum and stays whole.
        sentence: Why, in one sentence.
    """

    zone: str
    least: int
    most: int
    is_small: bool
    sentence: str


def counts_by_zone(problem: Problem) -> tuple[Counts, ...]:
    """Say for every zone how many neighbourhoods it can have.

    Raises:
        CountInfeasible: If a zone's residents fit no number of neighbourhoods, or the count asked
            for is not between the sum of the least and the sum of the most; names the boroughs.
    """
    found = tuple(
        _counts(problem, name, problem.zone == number)
        for number, name in enumerate(problem.zone_names)
    )
    impossible = [counts for counts in found if counts.least > counts.most]
    if impossible:
        raise CountInfeasible(
            " ".join(counts.sentence for counts in impossible),
            rule=30,
            remedy="Widen the bounds, leave out a base, let neighbourhoods cross boroughs,"
            " or ask for a borough below the minimum to be kept whole.",
        )
    _check_count(problem, found)
    return found


def _check_count(problem: Problem, found: tuple[Counts, ...]) -> None:
    least, most = sum(zone.least for zone in found), sum(zone.most for zone in found)
    count = problem.limits.count
    if count is None or least <= count <= most:
        return
    raise CountInfeasible(
        f"{count} neighbourhoods are {'too few' if count < least else 'too many'}:"
        f" the boroughs take from {least} to {most}.",
        why=" ".join(zone.sentence for zone in found),
        rule=30,
        remedy=f"Ask for {least if count < least else most}, or for min.",
    )


def _counts(problem: Problem, name: str, inside: Integers) -> Counts:
    totals = problem.residents[inside].sum(axis=0).tolist()
    low, high = problem.limits.minimum, problem.limits.maximum
    areas = int(np.count_nonzero(inside))
    if problem.limits.is_small_kept and min(totals) < low and max(totals) <= high:
        base = problem.bases[int(np.argmin(totals))]
        return Counts(
            name,
            1,
            1,
            True,
            f"{name}: all of it has {min(totals):,} residents ({base}), fewer than the {low:,}"
            " of a neighbourhood, and is kept whole outside the bounds.",
        )
    leasts = [max(1, math.ceil(total / high)) for total in totals]
    mosts = [min(areas, total // low if low else areas) for total in totals]
    least, most = max(leasts), min(mosts)
    tight = leasts.index(least)
    sentence = (
        f"{name}: {totals[tight]:,} residents ({problem.bases[tight]}) at {high:,} at most need at"
        f" least {least} {'neighbourhood' if least == 1 else 'neighbourhoods'}"
    )
    short = mosts.index(most)
    if most < least:
        sentence += f", but {totals[short]:,} residents ({problem.bases[short]}) in {areas} areas"
        sentence += f" are enough for {most} of {low:,} at most"
    return Counts(name, least, most, False, f"{sentence}.")
