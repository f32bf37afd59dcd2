"""Rule 2: approval may wait for the equality assessment; an award is decided by the same bodies
with it before them; held by its tables too.
"""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.contracts.riverside import (
    APPROVALS,
    AWARDS,
    answer,
    award,
    findings,
    on,
    status,
    whole,
)

from peckham.contracts import api as contracts
from peckham.contracts.api import facts as f

RULE = "award.assessment"
JULY = date(2026, 7, 15)


def assessed(stamp):
    return whole(assessments=(f.Assessment("EQ-1", stamp),))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (whole(assessments=()), "no finished equality assessment"),
        (assessed(on(7, 2)), "no finished equality assessment"),
        (assessed(on(6, 30, recorded=date(2026, 7, 2))), "no finished equality assessment"),
        (assessed(on(7, 1, hour=13)), "no finished equality assessment"),
        (whole(decisions=(*APPROVALS, AWARDS[0], award("the council", on(7, 1), considered=()))),
         "no finished equality assessment"),
        (whole(decisions=(*APPROVALS, AWARDS[0],
                          award("the council", on(7, 1), body="another"))), "another body"),
        (whole(decisions=(*APPROVALS, AWARDS[0],
                          award("the council", on(7, 1), could_refuse=None))), "still refuse"),
        (whole(decisions=(*APPROVALS, AWARDS[0],
                          award("the council", on(7, 1), outcome="refused"))), "it refused"),
        (whole(decisions=(*APPROVALS, AWARDS[0], award("the council", on(3, 1)))),
         "before approval"),
    ],
)  # fmt: skip
def test_rule_2_an_award_without_the_assessment_before_it_is_refused(facts, words):
    assert words in answer(RULE, facts, JULY).why
    assert status(RULE, facts, JULY) == "does not hold"
    with pytest.raises(contracts.ConditionOpen) as refusal:
        contracts.check_gate("awarded", findings(facts, JULY))
    assert refusal.value.rule == 2
    assert "equality assessment" in refusal.value.remedy


def test_rule_2_the_assessment_opens_the_award():
    contracts.check_gate("awarded", findings(whole(), JULY))
    assert status(RULE, whole(decisions=APPROVALS), JULY) == "not known"


def test_rule_2_approval_may_come_first_with_a_warning_that_cites_the_act():
    subject = tuple(
        replace(one, outcome="approved_subject_to", conditions=("equality assessment",))
        for one in APPROVALS
    )
    early = findings(whole(decisions=subject, assessments=()), date(2026, 3, 3))
    contracts.check_gate("approved", early)
    warned = next(x for x in early if x.rule.identifier == "approval.condition")
    assert (warned.answer.status, warned.rule.severity) == ("does not hold", "warns")
    assert "Equality Act 2010" in warned.rule.source
