"""Rule 61, second half: the risk run is no older than the contract's dated figure on the day asked;
asked of facts until runs are kept.
"""

from datetime import date

import pytest
from tests.unit.contracts.riverside import on, status, whole

from peckham.contracts.api import facts as f

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("ran_on", "not_signed", "expected"),
    [
        (date(2026, 8, 1), (), "holds"),
        (date(2026, 7, 31), (), "does not hold"),
        (date(2026, 8, 20), ("a practice",), "does not hold"),
        (date(2026, 8, 20), (), "holds"),
    ],
)
def test_rule_61_all_have_signed_and_the_run_is_recent(ran_on, not_signed, expected):
    facts = whole(runs=(f.Run(ran_on, not_signed, on(8, 20)),))
    assert status("readiness.run", facts, DAY) == expected


def test_rule_61_no_run_is_not_known():
    assert status("readiness.run", whole(runs=()), DAY) == "not known"
