"""Rule 1: each commissioner's own committee approves on record, never the author, and nothing
starts before it; held by its tables too.
"""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.contracts.riverside import (
    APPROVALS,
    AWARDS,
    VOTES,
    answer,
    contract,
    on,
    status,
    vote,
    whole,
)

from peckham.kernel import Period

RULE = "approval.each_commissioner"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"outcome": "refused"}, "it refused"),
        ({"quorum": 4}, "3 were there of a quorum of 4"),
        ({"votes": (*VOTES, vote("Z"))}, "Z, who wrote the proposal, took part"),
        ({"votes": (*VOTES, vote("D", interest=None))}, "nobody asked D for interests"),
        ({"votes": (*VOTES, vote("D", interest="stays_without_vote"))}, "D voted in spite"),
        ({"votes": (vote("A"), vote("B", "against"), vote("C", "abstained"))}, "1 for and 1"),
        ({"quorum": 3, "votes": (*VOTES[:2], vote("C", "abstained", "leaves"))}, "2 were there"),
    ],
)
def test_rule_1_a_decision_that_was_not_properly_made_is_none(changes, words):
    flawed = whole(decisions=(APPROVALS[0], replace(APPROVALS[1], **changes), *AWARDS))
    found = answer(RULE, flawed)
    assert found.status == "does not hold"
    assert words in found.why
    assert status(RULE, whole()) == "holds"


def test_rule_1_each_commissioner_decides_for_itself():
    found = answer(RULE, whole(decisions=APPROVALS[:1]))
    assert found.status == "not known"
    assert "the council has not decided" in found.why


@pytest.mark.parametrize(
    ("start", "recorded", "expected"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), "holds"),
        (date(2026, 3, 1), date(2026, 3, 2), "does not hold"),
        (date(2026, 3, 2), date(2026, 3, 9), "does not hold"),  # decided, but written down late
        (date(2026, 3, 9), date(2026, 3, 9), "holds"),
    ],
)
def test_rule_1_nothing_starts_before_approval_is_on_record(start, recorded, expected):
    late = replace(APPROVALS[1], stamp=on(3, 2, recorded=recorded))
    facts = whole(contract=contract(during=Period(start)), decisions=(APPROVALS[0], late))
    assert status("approval.start", facts) == expected
