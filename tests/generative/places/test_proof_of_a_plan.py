"""What is proved of plans, against every plan of a small place tried one by one."""

from hypothesis import HealthCheck, given, settings
from tests.generative.places.small_worlds import every_plan, problems

from peckham.places.domain.design.measures import aligned_registrations
from peckham.places.domain.design.problem import Problem
from peckham.places.domain.design.proof.bounds import upper_bound
from peckham.places.domain.design.proof.exact import prove

SLOW_TO_DRAW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def best_of(problem: Problem) -> int | None:
    return max((aligned_registrations(problem, plan) for plan in every_plan(problem)), default=None)


@SLOW_TO_DRAW
@given(problem=problems())
def test_in_one_borough_the_answer_is_that_of_trying_every_plan(problem: Problem) -> None:
    best, proof = best_of(problem), prove(problem)
    if best is None:
        assert proof.labels is None
        return
    assert proof.labels is not None
    assert aligned_registrations(problem, proof.labels) == proof.value == best
    assert best <= proof.bound <= upper_bound(problem).aligned
    assert proof.bound == best


@SLOW_TO_DRAW
@given(problem=problems(boroughs=2))
def test_no_plan_of_two_boroughs_is_above_the_bound(problem: Problem) -> None:
    best, proof = best_of(problem), prove(problem)
    if best is not None:
        assert best <= proof.bound <= upper_bound(problem).aligned
        assert proof.labels is not None
        assert proof.value <= aligned_registrations(problem, proof.labels) <= best


@SLOW_TO_DRAW
@given(problem=problems())
def test_a_start_is_never_lost_and_the_same_work_gives_the_same_answer(problem: Problem) -> None:
    for plan in list(every_plan(problem))[:2]:
        begun = prove(problem, start=plan, work=3)
        again = prove(problem, start=plan, work=3)
        assert begun.labels is not None
        assert again.labels is not None
        assert begun.value >= aligned_registrations(problem, plan)
        assert (begun.labels.tolist(), begun.bound) == (again.labels.tolist(), again.bound)
