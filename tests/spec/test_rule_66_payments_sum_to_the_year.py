"""Rule 66: twelve payments sum to the year, to the penny, and the years of payment are those of the
contract within its term.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.finance.paid import YEAR, moved

from peckham.contracts.domain.stated import StatedTerms
from peckham.finance.domain.parts import NothingToDivideBy, divided
from peckham.finance.domain.schedule import NotWholePence, check_whole_pence, parts_of, payments
from peckham.finance.queries.agreed import years_of_terms
from peckham.kernel import Period


def test_rule_66_twelve_payments_of_a_year_that_does_not_change_are_equal_to_a_penny():
    planned = payments(moved((0, {"MILL": {"young": 4001}})), [], year=YEAR, due_days=14)
    assert len(planned) == 12
    assert max(one.pence for one in planned) - min(one.pence for one in planned) <= 1
    assert [one.due_on.day for one in planned] == [15] * 12
    assert planned[-1].through_pence == sum(one.pence for one in planned)


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 9), min_size=1, max_size=25))
def test_rule_66_parts_sum_to_the_whole_and_follow_their_weights(pence, weights):
    if not any(weights) and pence:
        with pytest.raises(NothingToDivideBy):
            divided(pence, weights)
        return
    parts = divided(pence, weights)
    assert sum(parts) == pence
    whole = sum(weights) or 1
    assert all(
        abs(part * whole - pence * weight) < whole
        for part, weight in zip(parts, weights, strict=True)
    )


def test_rule_66_years_of_payment_are_the_contracts_and_the_last_may_be_short():
    starts = tuple((date(year, 4, 1), 1) for year in (2026, 2027))
    terms = StatedTerms(date(2026, 4, 1), date(2027, 10, 1), total_pence=2, years=starts)
    first, last = years_of_terms(terms)
    assert first == YEAR
    assert last == Period(date(2027, 4, 1), date(2027, 10, 1))
    assert (len(parts_of(first)), len(parts_of(last))) == (12, 6)


@pytest.mark.parametrize("wrong", [1.5, "12", True, None])
def test_rule_66_money_is_whole_pence(wrong):
    with pytest.raises(NotWholePence):
        check_whole_pence(wrong)
