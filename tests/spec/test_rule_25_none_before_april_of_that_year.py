"""Rule 25: no integrated care provider's contract is dated before 1 April 2019; asked of its own
rows.
"""

from datetime import date

import pytest
from tests.unit.contracts.riverside import contract, status, whole


@pytest.mark.parametrize(
    ("entered_on", "expected"),
    [
        (date(2019, 3, 31), "does not hold"),
        (date(2019, 4, 1), "holds"),
        (date(2026, 8, 1), "holds"),
        (None, "holds"),
    ],
)
def test_rule_25_the_law_has_a_first_day(entered_on, expected):
    facts = whole(contract=contract(entered_on=entered_on))
    assert status("icp.entered_on", facts) == expected


def test_rule_25_on_the_eve_of_that_day_none_can_be_entered_into():
    assert status("icp.entered_on", whole(), date(2019, 3, 31)) == "does not hold"
