"""Rule 65: a provider may propose a change; it stands once each commissioner's own committee has
agreed to it, and never before.
"""

from dataclasses import replace

import pytest
from tests.unit.contracts.riverside import decision, on, vote

from peckham.contracts.domain.varying import became

BOTH = ("the board", "the council")
AGREED = tuple(decision("approval", who, on(8, 2)) for who in BOTH)
PROPOSER = "the trust's manager"


def test_rule_65_nothing_changes_before_each_commissioner_agreed():
    assert became((), BOTH, proposer=PROPOSER) is None
    assert became(AGREED[:1], BOTH, proposer=PROPOSER) is None
    assert became(AGREED, BOTH, proposer=PROPOSER) is True


def test_rule_65_one_refusal_is_enough_and_a_later_decision_stands():
    refused = replace(AGREED[1], outcome="refused")
    assert became((AGREED[0], refused), BOTH, proposer=PROPOSER) is False
    assert became((AGREED[0], refused, AGREED[1]), BOTH, proposer=PROPOSER) is True


@pytest.mark.parametrize(
    "votes",
    [
        (vote("A"), vote("B"), vote(PROPOSER)),
        (vote("A"),),
        (vote("A"), vote("B", "against"), vote("C", "against")),
        (vote("A"), vote("B"), vote("C", interest=None)),
    ],
)
def test_rule_65_the_proposer_does_not_decide_nor_does_a_decision_that_was_not_rightly_made(votes):
    unsound = replace(AGREED[1], votes=votes)
    assert became((AGREED[0], unsound), BOTH, proposer=PROPOSER) is None


def test_rule_65_nobody_who_could_agree_is_no_agreement():
    assert became((), (), proposer=PROPOSER) is None
