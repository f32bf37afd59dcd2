from datetime import date

import pytest

from peckham.infra import reference
from peckham.sharing.domain.disclosure import Method, NoMethodInForce, method_in_force, shown

METHODS = reference.table("disclosure.toml")["methods"]


def test_few_are_not_shown_and_many_are_rounded_as_hospital_statistics_are():
    method = method_in_force(METHODS, on=date(2026, 11, 22))
    assert method == Method(hidden_up_to=7, rounded_to=5)
    assert [shown(n, method).about for n in (1, 4, 7)] == [None] * 3
    assert [shown(n, method).about for n in (0, 8, 12, 13, 1002)] == [0, 10, 10, 15, 1000]


def test_a_method_is_not_used_before_its_day():
    with pytest.raises(NoMethodInForce):
        method_in_force(METHODS, on=date(2018, 8, 31))
