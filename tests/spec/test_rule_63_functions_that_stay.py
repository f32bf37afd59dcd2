"""Rule 63: functions that a commissioner may not hand over stay, except by a recorded delegation;
asked of its own rows.
"""

from datetime import UTC, date, datetime

import pytest
from tests.unit.contracts.riverside import status, whole

from peckham.contracts.api import facts as f

BEFORE, AFTER = date(2022, 6, 30), date(2022, 7, 1)


def assigned(function, on, instrument=""):
    stamp = f.Stamp(on, datetime(on.year, on.month, on.day, 12, tzinfo=UTC))
    return (f.Assigned(function, "the provider", instrument, stamp),)


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        ((), "holds"),
        (None, "not known"),
        (assigned("analysing_need", BEFORE), "holds"),
        (assigned("arranging_services", BEFORE), "does not hold"),
        (assigned("arranging_services", BEFORE, "DEL-1"), "does not hold"),
        (assigned("arranging_services", AFTER), "does not hold"),
        (assigned("arranging_services", AFTER, "DEL-1"), "holds"),
        (assigned("public_involvement", AFTER), "does not hold"),
    ],
)
def test_rule_63_only_a_recorded_delegation_from_july_of_that_year_hands_one_over(
    functions, expected
):
    assert status("functions.kept", whole(assigned=functions)) == expected
