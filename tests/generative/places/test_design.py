"""Plans of small random places: whole, inside bounds, and the best there is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.generative.places.small_worlds import every_plan, problems

from peckham.places.domain.design.designing import Wanted, design
from peckham.places.domain.design.feasible import counts_by_zone
from peckham.places.domain.design.given import AreaGiven, Lists
from peckham.places.domain.design.ground import ground_of
from peckham.places.domain.design.measures import aligned_registrations, measure
from peckham.places.domain.design.posing import pose
from peckham.places.domain.design.problem import Limits, Problem, canonical
from peckham.places.domain.design.refusals import NoPlanFound
from peckham.places.domain.design.search import Field, Watch, first_weights, search

SOAK_CASES = 100
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
SHORT = Wanted(seed=3, steps=30_000, programmes=30, is_varied=False)


def best_of(problem: Problem) -> int | None:
    return max((aligned_registrations(problem, plan) for plan in every_plan(problem)), default=None)


@FEW
@given(problem=st.one_of(problems(), problems(most=8, boroughs=2)))
def test_on_a_few_areas_the_answer_is_that_of_trying_every_plan(problem: Problem) -> None:
    best = best_of(problem)
    if best is None:
        with pytest.raises(NoPlanFound):
            design(problem, SHORT)
        return
    made = design(problem, SHORT)
    assert made.is_exhaustive
    assert any(np.array_equal(made.labels, canonical(plan)) for plan in every_plan(problem))
    assert aligned_registrations(problem, made.labels) == best
    assert made.proof is not None
    assert made.proof.bound >= best


@FEW
@given(problem=problems(most=8))
def test_whatever_the_search_keeps_is_a_plan_and_no_better_than_the_best(problem: Problem) -> None:
    """The places that are searched are too large to try every plan; so search small ones here."""
    plans, ground = [plan.tolist() for plan in every_plan(problem)], ground_of(problem, 0)
    count = problem.limits.count or 1
    field = Field(ground, count, first_weights(problem, ground), 10_000)
    search([field], seed=1, watch=Watch())
    assert all(one.labels.tolist() in plans for one in field.pool)
    assert bool(field.pool) == bool(plans)


@st.composite
def streets(draw: st.DrawFn) -> tuple[list[AreaGiven], list[tuple[str, str, float]], Lists]:
    """Places of 14 to 18 areas in two boroughs: too large to try every plan."""
    size = draw(st.integers(14, 18))
    people = draw(st.lists(st.integers(0, 30), min_size=size, max_size=size))
    areas = [
        AreaGiven(f"A{n:02}", f"B{n * 2 // size}", {"pop": 20 + p}, position=(n % 5, n // 5))
        for n, p in enumerate(people)
    ]
    chords = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    pairs = {(n, n + 1) for n in range(size - 1)}
    pairs |= {(min(pair), max(pair)) for pair in draw(st.lists(chords, max_size=size))}
    edges = [(f"A{a:02}", f"A{b:02}", float(10 + a)) for a, b in sorted(pairs) if a != b]
    counts = {
        (area.code, f"U{network}"): draw(st.integers(0, 20)) for area in areas for network in "123"
    }
    return areas, edges, Lists(counts, frozenset(("U1", "U2")))


@FEW
@given(place=streets(), turn=st.randoms(use_true_random=False))
def test_plans_hang_together_within_bounds_and_the_order_given_changes_nothing(place, turn) -> None:
    areas, edges, lists = place
    limits = Limits(60, 400, None)
    problem = pose(areas, edges, lists=lists, limits=limits)
    made = design(problem, SHORT)
    found = measure(problem, made.labels)
    assert (found.in_pieces, found.outside, found.crossings) == (0, 0, 0)
    assert found.count == sum(zone.least for zone in counts_by_zone(problem))
    assert made.proof is not None
    assert made.proof.bound >= aligned_registrations(problem, made.labels)
    turned = [(other, one, metres) for one, other, metres in turn.sample(edges, len(edges))]
    again = pose(turn.sample(areas, len(areas)), turned, lists=lists, limits=limits)
    assert np.array_equal(design(again, SHORT).labels, made.labels)


@settings(FEW, max_examples=4)
@given(place=streets())
def test_other_plans_too_hang_together_within_bounds_and_differ(place) -> None:
    areas, edges, lists = place
    problem = pose(areas, edges, lists=lists, limits=Limits(60, 250))
    made = design(problem, replace(SHORT, is_varied=True))
    plans = [made.labels, *(one.labels for one in made.alternatives)]
    assert len({plan.tobytes() for plan in plans}) == len(plans)
    for one in made.alternatives:
        assert (one.measures.in_pieces, one.measures.outside, one.measures.crossings) == (0, 0, 0)
        assert one.residents_elsewhere > 0
