"""Rule 3: a growing population is a dated path of numbers; a year reads its own people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.places.domain.growth.trajectory import (
    BadTrajectory,
    BeforeTrajectory,
    Point,
    trajectory,
)

SEED = "Barking Riverside proposal, 2019"
PATH = trajectory([Point(2037, 22_000, SEED), Point(2024, 6_000, "Building, October 2024")])


@pytest.mark.parametrize(
    ("year", "people"),
    [(2024, 6_000), (2025, 7_231), (2030, 13_385), (2037, 22_000), (2045, 22_000)],
)
def test_rule_3_the_budget_of_a_year_reads_the_people_of_that_year(year, people):
    assert PATH.people_in(year) == pytest.approx(people, abs=0.5)


@given(st.lists(st.tuples(st.integers(2000, 2060), st.floats(0, 1e6)), min_size=1, max_size=8))
def test_rule_3_between_points_the_path_never_leaves_what_they_say(points):
    by_year = dict(points)
    rising = sorted(by_year.values())
    path = trajectory([Point(y, p, SEED) for y, p in zip(sorted(by_year), rising, strict=True)])
    people = [path.people_in(year) for year in range(min(by_year), 2071)]
    assert people == sorted(people)
    assert people[-1] == rising[-1]


def test_rule_3_one_number_for_a_year_and_nothing_invented_before_the_first():
    with pytest.raises(BadTrajectory, match="twice"):
        trajectory([Point(2030, 1, SEED), Point(2030, 2, SEED)])
    with pytest.raises(BadTrajectory):
        trajectory([])
    with pytest.raises(BadTrajectory, match="-1 people"):
        trajectory([Point(2030, -1, SEED)])
    with pytest.raises(BeforeTrajectory) as refused:
        PATH.people_in(2019)
    assert refused.value.rule == 3
