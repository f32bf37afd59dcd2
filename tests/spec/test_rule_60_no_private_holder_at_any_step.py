"""Rule 60: a form kept for statutory bodies refuses a private holder at every step, and no other
form does; held by its tables too.
"""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.contracts.riverside import answer, contract, holder, status, whole

STEPS = ("pre_qualification", "award", "novation", "change_of_control")
EARLY = date(2026, 5, 1)


@pytest.mark.parametrize("step", STEPS)
def test_rule_60_a_private_body_is_refused_at_each_step(step):
    trust = holder(start=EARLY)
    for private in (holder("company", step), holder("nhs_trust", step, controlled_by="company")):
        found = answer("holder.kind", whole(contract=contract(holders=(trust, private))))
        assert found.status == "does not hold"
        assert step.replace("_", " ") in found.why


def test_rule_60_who_controls_the_holder_has_to_be_known():
    unknown = replace(holder(), controlled_by=None)
    assert status("holder.kind", whole(contract=contract(holders=(unknown,)))) == "not known"
    assert status("holder.kind", whole(contract=contract(kind="snp", holders=(unknown,)))) == (
        "holds"
    )


@pytest.mark.parametrize("kind", ["gms", "snp", "mnp"])
def test_rule_60_other_forms_are_not_so_restricted(kind):
    private = contract(kind=kind, holders=(holder("company"),))
    assert status("holder.kind", whole(contract=private)) == "holds"
