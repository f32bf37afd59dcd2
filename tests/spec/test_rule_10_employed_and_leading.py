"""Rule 10: that a GP is employed and that a GP leads are two facts; seats and votes are what a GP
accepted, against what the contract promises.
"""

import pytest
from tests.unit.contracts.riverside import contract, status, whole

from peckham.contracts.api import gp_roles

LEADS = {"seat": "medical lead", "votes": 2, "accepted": True}


@pytest.mark.parametrize("employer", ["", "the trust", "a practice"])
def test_rule_10_a_seat_counts_whoever_employs_the_gp(employer):
    role = gp_roles.GpRole("a GP", employed_by=employer, **LEADS)
    assert gp_roles.votes_of([role]) == {"medical lead": 2}


@pytest.mark.parametrize(
    ("role", "least", "expected"),
    [
        (LEADS, 2, "holds"),
        (LEADS, 3, "does not hold"),
        (LEADS, None, "not known"),
        (LEADS | {"accepted": None}, 1, "does not hold"),
        (LEADS | {"accepted": False}, 1, "does not hold"),
        ({"employed_by": "the trust", "accepted": True}, 1, "does not hold"),
        ({}, 0, "holds"),
    ],
)
def test_rule_10_employment_is_no_seat_and_an_offer_is_no_vote(role, least, expected):
    facts = whole(
        contract=contract(gp_votes_min=least), gp_roles=(gp_roles.GpRole("a GP", **role),)
    )
    assert status("leadership.votes", facts) == expected
