"""Rule 41: what is due has a day, and stands as overdue once it has passed and nobody recorded
that it was done.
"""

from datetime import date

import pytest

from peckham.contracts.domain.partners import standing_on

DUE = date(2025, 3, 31)


@pytest.mark.parametrize(
    ("day", "state", "expected"),
    [
        (DUE, None, "not due"),
        (DUE, "under way", "under way"),
        (DUE, "will be late", "will be late"),
        (date(2025, 4, 1), None, "overdue"),
        (date(2025, 4, 1), "under way", "overdue"),
        (date(2025, 4, 1), "will be late", "overdue"),
        (date(2025, 4, 1), "done", "done"),
        (date(2025, 1, 1), "done", "done"),
        (date(2025, 4, 1), "given up", "given up"),
    ],
)
def test_rule_41_a_milestone_stands_by_its_day_and_what_was_recorded(day, state, expected):
    assert standing_on(day, due_on=DUE, state=state) == expected
