"""Small invented places for the designer, and every plan of one, tried one by one."""

from collections.abc import Iterator

import numpy as np
from hypothesis import reject
from hypothesis import strategies as st

from peckham.places.domain.design.feasible import counts_by_zone
from peckham.places.domain.design.pieces import is_whole
from peckham.places.domain.design.posing import AreaGiven, Lists, pose
from peckham.places.domain.design.problem import Integers, Limits, Problem
from peckham.places.domain.design.refusals import CannotDesign


@st.composite
def problems(draw: st.DrawFn, *, most: int = 7, boroughs: int = 1) -> Problem:
    """A connected place of a few areas, with networks, bases and bounds that arithmetic allows."""
    areas = draw(st.integers(2 * boroughs, most))
    codes = [f"A{number:02}" for number in range(areas)]
    belongs = sorted(
        [
            *range(boroughs),
            *draw(
                st.lists(
                    st.integers(0, boroughs - 1),
                    min_size=areas - boroughs,
                    max_size=areas - boroughs,
                )
            ),
        ]
    )
    pairs = set()
    for number in range(1, areas):
        same = [other for other in range(number) if belongs[other] == belongs[number]]
        pairs.add((draw(st.sampled_from(same or [number - 1])), number))
    every = [(a, b) for a in range(areas) for b in range(a + 1, areas)]
    pairs |= set(draw(st.lists(st.sampled_from(every), max_size=areas)))
    people = st.integers(1, 40)
    bases = draw(st.integers(1, 2))
    given = [
        AreaGiven(code, f"B{belongs[n]}", {f"base{b}": draw(people) for b in range(bases)})
        for n, code in enumerate(codes)
    ]
    networks = draw(st.integers(1, 3))
    counts = {
        (code, f"N{network}"): draw(st.integers(0, 30))
        for code in codes
        for network in range(networks)
    }
    lists = Lists(counts, frozenset(f"N{network}" for network in range(networks)))
    count = draw(st.integers(boroughs, min(areas, boroughs + 2)))
    least = draw(st.integers(0, 20))
    limits = Limits(least, draw(st.integers(80, 160)), count)
    names = [f"base{number}" for number in range(bases)]
    edges = [(codes[a], codes[b], 1.0) for a, b in sorted(pairs)]
    try:
        problem = pose(given, edges, lists=lists, bases=names, limits=limits)
        counts_by_zone(problem)
    except CannotDesign:
        reject()
    return problem


def every_plan(problem: Problem) -> Iterator[Integers]:
    """Give every plan that keeps count, bounds, contiguity and nesting."""
    count = problem.limits.count or 0
    for labels in _labellings(len(problem.codes), count):
        people = np.zeros((count, problem.residents.shape[1]), dtype=np.int64)
        np.add.at(people, labels, problem.residents)
        within = (people >= problem.limits.minimum).all() and (
            people <= problem.limits.maximum
        ).all()
        if within and _is_nested(problem, labels) and is_whole(problem.edges, labels):
            yield labels


def _labellings(areas: int, count: int) -> Iterator[Integers]:
    def longer(labels: list[int], used: int) -> Iterator[list[int]]:
        if len(labels) == areas:
            if used == count:
                yield labels
            return
        for label in range(min(used + 1, count)):
            yield from longer([*labels, label], max(used, label + 1))

    for labels in longer([0], 1):
        yield np.array(labels, dtype=np.int64)


def _is_nested(problem: Problem, labels: Integers) -> bool:
    return all(len(np.unique(problem.zone[labels == label])) == 1 for label in np.unique(labels))
