"""Rule 22: an integrated care provider's contract is held by a statutory body; asked of its own
rows.
"""

import pytest
from tests.unit.contracts.riverside import contract, holder, status, whole


@pytest.mark.parametrize("kind", ["icp_full", "icp_partial"])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("nhs_trust", "holds"),
        ("nhs_foundation_trust", "holds"),
        ("other_statutory", "holds"),
        ("company", "does not hold"),
        ("charity", "does not hold"),
        ("gp_practice", "does not hold"),
    ],
)
def test_rule_22_only_trusts_and_other_statutory_bodies_hold_one(kind, body, expected):
    assert status("holder.kind", whole(contract=contract(kind=kind, holders=(holder(body),)))) == (
        expected
    )


def test_rule_22_nobody_named_is_not_known():
    assert status("holder.kind", whole(contract=contract(holders=()))) == "not known"
