"""Rule 64: a subcontract of a contract that needs consent is not active without the commissioner's
permission, dated on or before its start; without it nothing is payable.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.contracts.api import kinds
from peckham.contracts.domain import subcontracts as s
from peckham.contracts.domain.subcontract_table import TABLES
from peckham.infra import reference
from peckham.kernel import Refused

START = date(2026, 12, 1)
PARTS = {(regime, one.kind): one.part for regime, table in TABLES.items() for one in table}
KINDS = sorted({kind for _regime, kind in PARTS})
WORDS = {"reason": "Who answers at night?", "ground": "serious risk to safety", "decision": "M 12"}


def take(standing, kind, on, *, by=None):
    """Take a step at noon of a day, as whoever the table lets take it unless told otherwise."""
    part = by or PARTS.get((standing.regime, kind), "giver")
    at = datetime.combine(on, time(12), tzinfo=UTC)
    asked = s.Asked(kind, **WORDS)
    return s.take_step(standing, asked, by=part, at=at, parameters=reference.parameters())


def proposed(regime="consent"):
    return s.Standing("SUB-1", regime, START)


def test_rule_64_which_contracts_need_consent_is_said_by_their_kind():
    said = {code: kind.subcontracts for code, kind in kinds().by_code.items()}
    assert {said[code] for code in ("icp_full", "icp_partial", "apms", "snp", "mnp")} == {"consent"}
    assert {said["gms"], said["pms"]} == {"notice"}


@pytest.mark.parametrize("before", [[], ["ask"], ["ask", "refuse"]])
def test_rule_64_it_does_not_start_without_permission(before):
    standing = proposed()
    for kind in before:
        standing = take(standing, kind, START)
    with pytest.raises(s.NotYetPermitted) as refusal:
        take(standing, "start", START)
    assert refusal.value.rule == 64
    assert refusal.value.who == "the commissioner"
    assert not s.may_be_paid(standing, START)


def test_rule_64_permitted_it_starts_on_its_day_and_is_payable_from_then():
    permitted = take(take(proposed(), "ask", START), "permit", START)
    started = take(permitted, "start", START)
    assert (started.state, started.active_on) == ("active", START)
    assert s.may_be_paid(started, START)
    assert not s.may_be_paid(started, START - timedelta(days=1))
    with pytest.raises(s.NotYours):
        take(take(proposed(), "ask", START), "permit", START, by="giver")


def test_rule_64_a_refusal_gives_its_reason_and_can_be_asked_again():
    asked = take(proposed(), "ask", START)
    at = datetime.combine(START, time(12), tzinfo=UTC)
    with pytest.raises(s.NotYetPossible, match="No reason"):
        s.take_step(
            asked, s.Asked("refuse"), by="commissioner", at=at, parameters=reference.parameters()
        )
    assert s.open_to(take(asked, "refuse", START)) == ("ask", "withdraw")


def test_rule_64_the_other_regime_is_another_and_counts_its_days():
    days = reference.parameters().number("subcontracts.gms_objection_days", START)
    noticed = take(proposed("notice"), "notify", START)
    last = START + timedelta(days=days)
    assert noticed.objection_until == last
    with pytest.raises(s.NotYetPossible, match="may object until"):
        take(noticed, "start", last)
    assert take(noticed, "object", last).state == "objected"
    with pytest.raises(s.NotYetPossible, match="was possible until"):
        take(noticed, "object", last + timedelta(days=1))
    assert take(noticed, "start", last + timedelta(days=1)).state == "active"
    with pytest.raises(s.NotInThisRegime):
        take(noticed, "permit", START)


@pytest.mark.parametrize(("within", "starts"), [(None, True), ("active", True), ("ended", False)])
def test_rule_64_one_that_lies_in_another_starts_while_that_is_active(within, starts):
    standing = s.Standing("SUB-2", "consent", START, "permitted", START, within=within)
    if starts:
        assert take(standing, "start", START).state == "active"
    else:
        with pytest.raises(s.NotYetPossible, match="in which it lies is ended"):
            take(standing, "start", START)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.sampled_from([None, "giver", "commissioner"]),
        st.sampled_from([0, 1, 29]),
    ),
    max_size=10,
)


@given(st.sampled_from(sorted(TABLES)), STEPS)
def test_rule_64_no_sequence_of_steps_pays_what_was_not_permitted(regime, steps):
    standing, day, permitted_on = proposed(regime), START, None
    for kind, by, days in steps:
        day += timedelta(days=days)
        try:
            standing = take(standing, kind, day, by=by)
        except Refused:
            continue
        if kind == "permit":
            assert by in (None, "commissioner")
            permitted_on = permitted_on or day
        if standing.state == "active" and regime == "consent":
            assert permitted_on is not None
            assert permitted_on <= standing.active_on
        if regime == "notice" and standing.active_on:
            assert standing.active_on > standing.objection_until
