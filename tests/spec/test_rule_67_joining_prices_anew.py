"""Rule 67: the population that a contract is paid for changes on the day on which a practice joins
or leaves, and a year is priced pro rata by days; what the price is comes with the Money book.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.contracts.domain.repricing import Change, NothingToPrice, populations, pro_rata
from peckham.kernel import Period

YEAR = Period(date(2026, 4, 1), date(2027, 4, 1))
CHANGES = st.lists(
    st.builds(
        Change,
        st.integers(-30, 364).map(lambda n: YEAR.start + timedelta(days=n)),
        st.sampled_from(["mill", "quay", "ferry"]),
        st.one_of(st.none(), st.integers(0, 20_000)),
    ),
    min_size=1,
    max_size=8,
)


def price(population):
    return 12_345 * population.total + 7


def test_rule_67_each_day_on_which_a_practice_joins_or_leaves_begins_a_population():
    found = populations(
        [
            Change(date(2026, 4, 1), "mill", 8000),
            Change(date(2026, 7, 1), "quay", 5000),
            Change(date(2026, 10, 1), "mill", None),
        ]
    )
    assert [(one.on.month, one.total) for one in found] == [(4, 8000), (7, 13000), (10, 5000)]
    assert found[1].patients == (("mill", 8000), ("quay", 5000))


def test_rule_67_the_new_price_runs_from_that_day():
    found = populations([Change(YEAR.start, "mill", 100), Change(date(2026, 6, 13), "quay", 300)])
    parts = pro_rata(found, year=YEAR, price_of=lambda one: 36_500 * one.total)
    assert [(part.during.end - part.during.start).days for part in parts] == [73, 292]
    assert [part.pence for part in parts] == [100 * 100 * 73, 400 * 100 * 292]


@given(CHANGES)
def test_rule_67_parts_sum_to_the_rounded_whole(changes):
    found = populations(changes)
    parts = pro_rata(found, year=YEAR, price_of=price)
    days = [YEAR.start + timedelta(days=n) for n in range(365)]
    standing = [[one for one in found if one.on <= day] for day in days]
    exact = sum(price(before[-1]) for before in standing if before)
    assert abs(sum(part.pence for part in parts) * 365 - exact) * 2 <= 365
    assert all(a.during.end == b.during.start for a, b in zip(parts, parts[1:], strict=False))


def test_rule_67_a_year_without_anybody_has_no_price():
    with pytest.raises(NothingToPrice):
        pro_rata((), year=YEAR, price_of=price)
