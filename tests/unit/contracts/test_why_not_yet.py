"""Every rule is answered in the order of the gates, as known on a day; nothing is backdated."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.contracts.riverside import APPROVALS, LIVE, WHOLE, contract, findings, on, whole

from peckham.contracts import api as contracts
from peckham.contracts.api import facts as f
from peckham.contracts.domain.rules import GATES, BadRulePack, holds, rule_pack
from peckham.contracts.domain.why_not_yet import UnknownGate

BARE = f.Facts(contract=contract(holders=(), commissioners=(), areas=frozenset()), author="Z")
ROW = {
    "id": "a.rule",
    "gate": "live",
    "severity": "blocks",
    "text": "A rule.",
    "source": "A text",
    "verified": False,
    "from": date(2019, 4, 1),
}


def test_a_contract_with_every_fact_passes_every_gate():
    found = findings(whole())
    assert [x.rule.identifier for x in found if x.answer.status != "holds"] == []
    for gate in GATES:
        contracts.check_gate(gate, found)


def test_what_is_open_says_why_and_what_would_satisfy_it():
    found = findings(BARE)
    assert [GATES.index(x.rule.gate) for x in found] == sorted(
        GATES.index(x.rule.gate) for x in found
    )
    assert all(x.answer.why for x in found)
    assert all(x.answer.remedy for x in found if x.answer.status != "holds")
    assert "not known" in {x.answer.status for x in found}
    with pytest.raises(contracts.ConditionOpen) as refusal:
        contracts.check_gate("live", found)
    assert refusal.value.rule
    assert refusal.value.remedy
    with pytest.raises(UnknownGate):
        contracts.open_before("heaven", found)


def test_over_time_gates_open_as_facts_come_and_never_before_they_are_written_down():
    opened = {
        gate: next(
            day
            for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
            if not contracts.open_before(gate, findings(WHOLE, day))
        )
        for gate in GATES
    }
    assert opened == {
        "approved": date(2026, 3, 2),
        "procuring": date(2026, 4, 20),
        "preferred": date(2026, 5, 1),
        "awarded": date(2026, 7, 1),
        "signed": date(2026, 7, 1),
        "live": date(2026, 8, 20),
    }


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_fact_counts_from_the_later_of_its_two_times(decided, recorded):
    first = date(2026, 1, 1)
    on_day = first + timedelta(days=decided)
    written = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=recorded)
    if decided > recorded:
        with pytest.raises(f.DecidedLater):
            f.Stamp(on_day, written)
    else:
        assert f.Stamp(on_day, written).counts_from == first + timedelta(days=recorded)


def test_a_late_record_of_an_approval_does_not_open_the_gate_on_the_day_of_the_meeting():
    late = f.Decision(**{
        name: getattr(APPROVALS[1], name) for name in APPROVALS[1].__slots__
    } | {"stamp": on(3, 2, recorded=date(2026, 3, 20))})  # fmt: skip
    facts = whole(decisions=(APPROVALS[0], late))
    assert contracts.open_before("approved", findings(facts, date(2026, 3, 19)))
    assert not contracts.open_before("approved", findings(facts, date(2026, 3, 20)))


def test_rules_of_providers_are_not_asked_of_a_core_contract():
    asked = {x.rule.identifier for x in findings(whole(contract=contract(kind="gms")), LIVE)}
    assert "commissioners.shares" in asked
    assert not {"icp.services", "assurance.cp1", "partners.each_area"} & asked


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [ROW, ROW],
        [ROW | {"id": "another"}],
        [ROW | {"gate": "heaven"}],
        [ROW | {"severity": "shrugs"}],
        [{part: ROW[part] for part in ROW if part != "source"}],
    ],
)
def test_a_pack_that_does_not_match_the_code_is_refused(rows):
    with pytest.raises(BadRulePack):
        rule_pack(rows, {"a.rule": lambda case: holds("Yes.")})
