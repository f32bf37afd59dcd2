"""Prices of a baseline become those of a year in one way, for payment and for settlement."""

from datetime import date
from fractions import Fraction

import pytest

from peckham.finance.queries.uplifts import rise_of, uplift_since, uplifts_since
from peckham.kernel.parameters import NoValueYet

BASE, AFTER = date(2024, 4, 1), date(2026, 4, 1)


def test_each_year_rises_on_the_one_before() -> None:
    [first, second] = uplifts_since(BASE, AFTER)
    both = uplift_since(BASE, AFTER)
    assert both.value == rise_of([first, second])
    assert both.value == (1 + rise_of([first])) * (1 + rise_of([second])) - 1
    assert str(first.source) in both.source
    assert str(second.source) in both.source


def test_a_baseline_in_prices_of_the_year_rises_by_nothing() -> None:
    assert uplift_since(AFTER, AFTER).value == Fraction(0)


def test_a_year_whose_prices_nobody_knows_is_refused() -> None:
    with pytest.raises(NoValueYet):
        uplift_since(AFTER, date(2031, 4, 1))
