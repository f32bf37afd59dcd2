"""Bounds and plans on a street small enough to see them."""

import numpy as np
import pytest
from tests.unit.places.proof.line import street, two_streets

from peckham.places.domain.design.problem import Wishes
from peckham.places.domain.design.proof.bounds import upper_bound
from peckham.places.domain.design.proof.exact import prove
from peckham.places.domain.design.proof.regions import regions_of
from peckham.places.domain.design.refusals import CountInfeasible


def test_without_contiguity_everybody_is_aligned() -> None:
    bound = upper_bound(street())
    assert (bound.aligned, bound.of, bound.counts, bound.is_exact) == (40, 40, (2,), True)


def test_a_street_can_be_cut_in_one_way_and_aligns_half() -> None:
    proof = prove(street())
    assert proof.labels is not None
    assert proof.labels.tolist() == [0, 0, 1, 1]
    assert (proof.value, proof.bound, proof.gap) == (20, 20, 0.0)


def test_looser_bounds_keep_one_network_whole() -> None:
    proof = prove(street(minimum=10))
    assert (proof.value, proof.bound) == (30, 30)


def test_wishes_are_kept() -> None:
    together = prove(street(minimum=10, wishes=Wishes(locked=(("A", "D"),))))
    assert together.labels is None
    assert together.bound < 0
    apart = prove(street(minimum=10, wishes=Wishes(forbidden=(("B", "C"),))))
    assert apart.labels is not None
    assert apart.labels.tolist() == [0, 0, 1, 1]


def test_a_network_is_looked_at_in_its_main_borough_and_capped_by_its_patients_elsewhere() -> None:
    first, second = regions_of(two_streets())
    assert first.networks.tolist() == [0, 1]
    assert first.elsewhere.tolist() == [5, 0]
    assert second.networks.tolist() == [2]


def test_the_work_allowed_decides_and_a_start_is_never_lost() -> None:
    begun = prove(street(), start=np.array([0, 0, 1, 1]), work=0)
    assert begun.value == 20
    assert begun.bound == 40


def test_the_caller_may_end_it_and_is_given_the_bound_without_contiguity() -> None:
    heard: list[str] = []
    ended = prove(street(), is_over=lambda: True, said=heard.append)
    assert ended.work < prove(street()).work
    assert ended.labels is None
    assert ended.bound == upper_bound(street()).aligned
    assert heard


def test_a_count_that_no_split_keeps_is_refused() -> None:
    problem = street()
    object.__setattr__(problem.limits, "count", 3)
    with pytest.raises(CountInfeasible):
        upper_bound(problem)
