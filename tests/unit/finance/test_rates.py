"""What a service costs on which days of a month, and whether it is payable."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from peckham.finance.domain.activity import price_of
from peckham.finance.domain.rates import Given, Prices, rates_of
from peckham.kernel import Period

MONTH = Period(date(2026, 9, 1), date(2026, 10, 1))
OWN = Prices(1, 1, date(2026, 4, 1), None, {"a": 100})
NEWER = Prices(2, 2, date(2026, 9, 15), None, {"a": 120, "b": 5})
PAID = Prices(3, 3, date(2026, 4, 1), 8, {"a": 90})


def given_to(*, paid):
    return Given(8, 21, 11, frozenset({"a"}), Period(date(2026, 6, 1)), paid)


def told(rates, provider=None, service="a"):
    return [
        (rate.from_on.day, rate.standing, rate.prices_id, rate.pence)
        for rate in rates
        if rate.provider_id == provider and rate.service == service
    ]


def test_a_later_list_stands_from_its_day_and_what_it_leaves_out_has_no_price():
    rates = rates_of(MONTH, services=("a", "b"), lists=(OWN, NEWER), given=())
    assert told(rates) == [(1, "counted", 1, 100), (15, "counted", 2, 120)]
    assert told(rates, service="b") == [(1, "counted", None, None), (15, "counted", 2, 5)]


def test_a_subcontract_with_a_list_of_its_own_is_payable_from_the_day_on_which_it_began():
    rates = rates_of(
        MONTH, services=("a",), lists=(OWN, PAID),
        given=(given_to(paid=Period(date(2026, 9, 10), date(2026, 9, 20))),),
    )  # fmt: skip
    assert told(rates, provider=21) == [
        (1, "not permitted", 3, 90),
        (10, "payable", 3, 90),
        (20, "not permitted", 3, 90),
    ]
    assert told(rates) == [(1, "counted", 1, 100)]


def test_without_permission_nothing_is_payable_and_without_a_list_it_is_counted():
    refused = rates_of(MONTH, services=(), lists=(OWN, PAID), given=(given_to(paid=None),))
    assert told(refused, 21) == [(1, "not permitted", 3, 90)]
    active = (given_to(paid=Period(date(2026, 6, 1))),)
    assert told(rates_of(MONTH, services=(), lists=(OWN,), given=active), 21) == [
        (1, "counted", 1, 100)
    ]


@given(st.integers(1, 10**7), st.integers(0, 10**8))
def test_a_price_is_rounded_once_half_to_even(unit, parts):
    whole, rest = divmod(unit * parts, 10_000)
    up = rest > 5_000 or (rest == 5_000 and whole % 2 == 1)
    assert price_of(unit, parts) == whole + up
