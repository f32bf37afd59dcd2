"""Rule 71: a new body can be made by splitting an old one, to hold the contract, with seats for GPs
on its board.
"""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.contracts.riverside import CONTRACT, WHOLE, answer, contract, holder, whole

from peckham.contracts.api import gp_roles
from peckham.contracts.domain.holding import NotFormedYet, check_formed

STEP = date(2026, 8, 1)


def test_rule_71_a_body_split_off_holds_from_the_day_on_which_it_was_formed():
    check_formed("award", "demerger", "the old trust", date(2026, 8, 1), on=STEP)
    check_formed("pre_qualification", "demerger", "the old trust", None, on=STEP)
    for formed_from, formed_on in (
        ("the old trust", None),
        ("the old trust", date(2026, 8, 2)),
        ("", STEP),
    ):
        with pytest.raises(NotFormedYet) as refusal:
            check_formed("award", "demerger", formed_from, formed_on, on=STEP)
        assert refusal.value.rule == 71


def test_rule_71_what_it_is_decides_whether_it_may_hold_and_not_where_it_came_from():
    split = holder("nhs_foundation_trust", "award")
    assert answer("holder.kind", whole(contract=contract(holders=(split,)))).status == "holds"
    private = holder("company", "award")
    held = answer("holder.kind", whole(contract=contract(holders=(private,))))
    assert held.status == "does not hold"


def test_rule_71_its_board_has_the_seats_that_were_promised_to_gps():
    promised = whole(contract=replace(CONTRACT, gp_votes_min=2))
    assert answer("leadership.votes", promised).status == "does not hold"
    second = gp_roles.GpRole("another GP", seat="deputy chair", votes=1, accepted=True)
    seated = replace(promised, gp_roles=(*WHOLE.gp_roles, second))
    assert answer("leadership.votes", seated).status == "holds"
