"""Rule 3: the baseline of a year is computed from the people of that year on a dated path."""

import pytest
from tests.unit.finance.valley import SERVICES, VALLEY, replace

from peckham.finance.domain.baseline.computing import compute
from peckham.finance.domain.baseline.demography import NoPeopleThen, on_path, people_of
from peckham.kernel import Period
from peckham.kernel.months import years_after
from peckham.places.domain.growth.trajectory import Point, trajectory

PATH = {2024: 6_000, 2037: 22_000}


@pytest.mark.parametrize("year", [2024, 2025, 2030, 2037, 2045])
def test_rule_3_the_money_reads_the_same_path_as_the_plan_of_the_place(year):
    planned = trajectory([Point(at, people, "seed") for at, people in PATH.items()])
    assert float(on_path(PATH, year)) == pytest.approx(planned.people_in(year))


def test_rule_3_a_later_year_is_worth_what_its_own_people_cost():
    def of(years):
        year = Period(
            years_after(VALLEY.year.start, years), years_after(VALLEY.year.start, years + 1)
        )
        grown = replace(VALLEY.people, growth={2025: 10_000, 2027: 12_000, 2028: 15_000})
        return compute(replace(VALLEY, year=year, people=grown, trends=()), SERVICES)

    assert [of(years).expected.people for years in range(3)] == [11_000, 12_000, 15_000]
    values = [of(years).value_pence for years in range(3)]
    assert values == sorted(set(values))


def test_rule_3_bands_follow_their_own_paths_and_sum_to_the_people_of_the_year():
    lists = {2025: {"young": 80, "old": 20}, 2027: {"young": 60, "old": 60}}
    assert people_of(2026, lists, {}) == {"old": 40, "young": 70}
    assert people_of(2026, lists, {2025: 100, 2026: 210, 2027: 200}) == {"old": 46, "young": 80}


def test_rule_3_nothing_is_invented_before_the_path_begins():
    with pytest.raises(NoPeopleThen) as refused:
        people_of(2024, {2025: {"a": 1}}, {})
    assert refused.value.rule == 3
    with pytest.raises(NoPeopleThen):
        people_of(2024, {2025: {"a": 1}}, {2025: 5})
