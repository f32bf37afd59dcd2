"""Rule 3: a year to come is planned and paid for the people of that year, never for one number."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.finance.domain.planned import planned_pence
from peckham.finance.domain.pricing import NotWorthAnything
from peckham.finance.queries.uplifts import uplifts_since
from peckham.kernel.parameters import NoValueYet
from peckham.places.api import projections

SEED = "Barking Riverside proposal, 2019"
PATH = projections.trajectory(
    [projections.Point(2024, 6_000, "Building"), projections.Point(2037, 22_000, SEED)]
)


def worth(year):
    people = round(PATH.people_in(year))
    return planned_pence(6_000_000_00, 6_000, planned_people=people, uplift=Fraction(0))


def test_rule_3_each_year_is_worth_its_own_people():
    assert worth(2024) == 6_000_000_00
    assert worth(2037) == 22_000_000_00
    assert worth(2030) == 13_385_000_00
    assert worth(2045) == worth(2037)


@given(st.integers(2024, 2060), st.integers(2024, 2060))
def test_rule_3_a_rising_path_never_makes_a_later_year_worth_less(one, other):
    first, second = sorted((one, other))
    assert worth(first) <= worth(second)


def test_rule_3_a_year_before_the_path_and_prices_not_known_are_missing_and_not_nothing():
    with pytest.raises(projections.BeforeTrajectory):
        worth(2019)
    with pytest.raises(NotWorthAnything):
        planned_pence(1, 0, planned_people=5, uplift=Fraction(0))
    with pytest.raises(NoValueYet):
        uplifts_since(date(2026, 4, 1), date(2031, 4, 1))
    assert uplifts_since(date(2026, 4, 1), date(2026, 4, 1)) == ()
    [one] = uplifts_since(date(2025, 4, 1), date(2026, 4, 1))
    assert one.source.document
