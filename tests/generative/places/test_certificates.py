"""A certificate is accepted when it is true, and never shows what is not so, however it is bent."""

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.generative.places.small_worlds import every_plan, problems
from tests.generative.places.test_proof_of_a_plan import best_of

from peckham.places.domain.design.problem import Integers, Problem, canonical
from peckham.places.domain.design.proof.certificate import certificate_of
from peckham.places.domain.design.proof.doubts import CertificateRefused
from peckham.places.domain.design.proof.exact import prove
from peckham.places.domain.design.proof.verification import verify

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def certified(problem: Problem, work: int) -> tuple[Any, Integers, int]:
    """A plan, its certificate as somebody reads it from a file, and what no plan is above."""
    start = next(every_plan(problem), None)
    assume(start is not None)
    proof = prove(problem, start=start, work=work)
    assert proof.labels is not None
    made = certificate_of(problem, proof.labels, proof.searches, seed=1, made_by="a test")
    best = best_of(problem)
    assert best is not None
    return json.loads(json.dumps(made)), proof.labels, best


@FEW
@given(problem=problems(boroughs=2), work=st.integers(0, 60))
def test_what_was_proved_is_accepted_whenever_the_work_ended(problem: Problem, work: int) -> None:
    made, labels, best = certified(problem, work)
    found = verify(made, problem, labels)
    assert found.aligned <= best <= found.bound == made["bound"]


@FEW
@given(problem=problems(), seed=st.integers(0, 10_000))
def test_one_number_changed_is_refused_or_still_true(problem: Problem, seed: int) -> None:
    made, labels, best = certified(problem, 200)
    bent = copy.deepcopy(made)
    _bend(bent, random.Random(seed))
    try:
        found = verify(bent, problem, labels)
    except CertificateRefused:
        return
    assert found.aligned <= best <= found.bound
    assert (found.aligned, found.bound) == (made["aligned"], made["bound"])


@FEW
@given(problem=problems(), seed=st.integers(0, 10_000))
def test_a_case_taken_out_is_refused(problem: Problem, seed: int) -> None:
    made, labels, _ = certified(problem, 200)
    region = made["regions"][0]
    del region["cases"][random.Random(seed).randrange(len(region["cases"]))]
    with pytest.raises(CertificateRefused):
        verify(made, problem, labels)


@FEW
@given(problem=problems(), area=st.integers(0, 6), home=st.integers(0, 3))
def test_another_plan_is_refused(problem: Problem, area: int, home: int) -> None:
    made, labels, _ = certified(problem, 200)
    changed = labels.copy()
    changed[area % len(labels)] = home
    assume(canonical(changed).tolist() != labels.tolist())
    with pytest.raises(CertificateRefused):
        verify(made, problem, canonical(changed))


@FEW
@given(problem=problems())
def test_a_bound_or_value_claimed_better_is_refused(problem: Problem) -> None:
    made, labels, _ = certified(problem, 200)
    lower = copy.deepcopy(made)
    lower["bound"] -= 1
    region = copy.deepcopy(made)
    region["regions"][0]["bound"] -= 1
    better = made | {"aligned": made["aligned"] + 1}
    for bent in (lower, region, better):
        with pytest.raises(CertificateRefused):
            verify(bent, problem, labels)


def _bend(value: Any, chance: random.Random) -> None:
    """Change one number somewhere inside, or one word."""
    places = list(_places(value))
    holder, key = chance.choice(places)
    old = holder[key]
    if isinstance(old, bool):
        holder[key] = not old
    elif isinstance(old, int | float):
        holder[key] = old + chance.choice([-1_000_000, -1, 1, 1_000_000])
    else:
        holder[key] = f"{old}x"


def _places(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in pairs:
        if isinstance(part, dict | list):
            yield from _places(part)
        elif part is not None:
            yield value, key
