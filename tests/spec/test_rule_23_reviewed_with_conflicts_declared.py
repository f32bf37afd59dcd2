"""Rule 23: before a bidder is preferred, a clinician and an NHS reviewer declared and reviewed;
asked of its own rows.
"""

from datetime import date

import pytest
from tests.unit.contracts.riverside import findings, on, status, whole

from peckham.contracts import api as contracts
from peckham.contracts.api import facts as f

NURSE = f.Review("a nurse", "clinical", True, on(5, 1))
DIRECTOR = f.Review("a director", "nhs", True, on(5, 1))
SILENT = f.Review("a doctor", "clinical", False, on(5, 1))
LATE = f.Review("a director", "nhs", True, on(5, 1, recorded=date(2026, 6, 2)))


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ((NURSE, DIRECTOR), "holds"),
        ((NURSE, DIRECTOR, SILENT), "holds"),
        ((NURSE,), "does not hold"),
        ((DIRECTOR,), "does not hold"),
        ((DIRECTOR, SILENT), "does not hold"),
        ((NURSE, LATE), "does not hold"),
        ((), "does not hold"),
    ],
)
def test_rule_23_both_kinds_of_reviewer_declare_before_anybody_is_preferred(reviews, expected):
    day = date(2026, 6, 1)
    facts = whole(reviews=reviews)
    assert status("assurance.reviewers", facts, day) == expected
    shut = [x.rule.number for x in contracts.open_before("preferred", findings(facts, day))]
    assert (23 in shut) is (expected != "holds")
