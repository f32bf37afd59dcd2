"""Rule 65: a provider proposes a baseline or another way to budget; the commissioner alone decides,
with its reason and both times, and the database holds it so.
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from tests.databases import as_app
from tests.integration.finance.riverside_money import NOW, riverside

from peckham.finance.actions import baseline_refusals as refusing
from peckham.finance.api import baselines

_INSERT = (
    "INSERT INTO finance_proposaldecision (recorded_at, recorded_by, outcome, reason, decided_on,"
    " over_allocation, proposal_id) SELECT now(), 'x', 'refused', 'x', %s, '', id"
    " FROM finance_proposal"
)


@pytest.fixture
def money(db):
    return riverside()


def test_rule_65_a_provider_proposes_and_does_not_decide(money):
    proposal = money.propose(who="trust")
    with pytest.raises(refusing.NotForYou) as refused:
        money.decide(proposal, who="trust")
    assert refused.value.rule == 65
    with pytest.raises(DatabaseError, match="row-level security"):
        with as_app(money.scope("trust")) as cursor:
            cursor.execute(_INSERT, [NOW.date()])


def test_rule_65_whoever_proposed_does_not_decide_nor_does_the_owner_write_it_so(money):
    proposal = money.propose(who="board")
    with pytest.raises(refusing.NotForYou, match="does not decide"):
        money.decide(proposal)
    money.decide(proposal, "refused", person=2)
    [line] = stored(money)
    assert line.decision.reason
    assert line.decision.decided_on == NOW.date()
    assert line.decision.recorded_at == NOW


def test_rule_65_a_decision_is_final_and_lies_between_its_proposal_and_today(money):
    proposal = money.propose()
    for days in (-1, 1):
        with pytest.raises(refusing.DecidedOnAnotherDay):
            money.decide(proposal, "refused", decided_on=NOW.date() + timedelta(days=days))
    money.decide(proposal, "refused")
    with pytest.raises(refusing.DecidedAlready):
        money.decide(proposal, "refused")


def test_rule_65_a_change_to_budgeting_is_proposed_and_decided_alike(money):
    proposal = money.act(
        baselines.propose_budgeting,
        who="trust",
        proposed_for=money.world.organisations["trust"],
        words="Budget home care by the hour",
    )
    money.decide(proposal, "refused", reason="Hours are not counted yet")
    with as_app(money.scope("trust")):
        [found] = baselines.weighing.budgeting_proposals(money.contract_id)
    assert (found.decision.outcome, found.proposed_by) == ("refused", "the trust")


def test_rule_65_nobody_proposes_for_another_or_who_is_no_party(money):
    board = money.world.organisations["board"]
    with pytest.raises(refusing.NotForYou):
        money.propose(who="trust", proposed_for=board)
    with pytest.raises(refusing.NotForYou):
        money.propose(who="mill")


def stored(money):
    with as_app(money.scope("trust")):
        return baselines.versions(money.contract_id)
