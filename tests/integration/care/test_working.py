"""What the holder does: start, hold, resume, bring forward, complete, close, and end otherwise."""

from uuid import uuid4

import pytest
from tests.databases import check_laws
from tests.integration.care.acts import (
    AT,
    HOUR,
    MINUTE,
    act,
    contact,
    pending,
    row,
    story,
    taken,
)
from tests.integration.care.world import BY

from peckham.care.domain import permissions, policies
from peckham.care.models import RequestEvent, RequestMessage
from peckham.people import api as people

PLAIN = {"category": "something_else"}


def test_a_hold_stops_the_clock_and_coming_off_it_gives_back_what_was_left(world):
    receipt = taken(world, **PLAIN)
    due = receipt.due_at
    act(world, "navigator", "start", receipt, 1, AT)
    until = AT + 48 * HOUR
    held = act(world, "navigator", "hold", receipt, 2, AT + HOUR, until=until, reason="A test")
    assert (held.state, held.due_at) == ("on_hold", until)
    held = act(world, "navigator", "resume", receipt, 3, AT + 25 * HOUR)
    # A day's opening later: the same open time is left, so it is due one open day later.
    assert held.state == "in_progress"
    assert held.due_at == due + 24 * HOUR
    check_laws()


def test_a_hold_needs_a_reason_and_a_time_to_come(world):
    receipt = taken(world, **PLAIN)
    with pytest.raises(policies.ReasonMissing):
        act(world, "navigator", "hold", receipt, 1, AT, until=AT + HOUR, reason="")
    with pytest.raises(policies.UntilNotAhead):
        act(world, "navigator", "hold", receipt, 1, AT, until=AT, reason="A test")


def test_a_request_is_brought_forward_and_never_put_back(world):
    receipt = taken(world, **PLAIN)
    sooner = AT + HOUR
    held = act(world, "navigator", "raise_due", receipt, 1, AT, due_at=sooner, reason="Worse")
    assert held.due_at == sooner
    with pytest.raises(policies.NotSooner):
        act(world, "navigator", "raise_due", receipt, 2, AT, due_at=sooner + MINUTE, reason="x")
    check_laws()


def test_a_navigator_alone_does_not_end_a_red_flag(world):
    receipt = taken(world, red_flags=("chest",))
    assert receipt.is_live
    assert receipt.live_team_id == world.duty
    act(world, "navigator", "withdraw_offer", receipt, 2, AT)
    with pytest.raises(policies.NeedsClinician):
        act(world, "navigator", "complete", receipt, 3, AT, outcome="advice_given")
    # Nor are they offered to.
    assert "complete" not in {p.verb for p in story(world, "navigator", receipt).possible}
    act(world, "navigator", "offer", receipt, 3, AT, to_team_id=world.duty)
    act(world, "clinician", "accept", receipt, 4, AT + MINUTE)
    assert "complete" in {p.verb for p in story(world, "clinician", receipt, AT + MINUTE).possible}
    act(world, "clinician", "complete", receipt, 5, AT + MINUTE, outcome="advice_given")
    check_laws()


def test_completed_is_not_closed_until_the_person_is_told(world):
    receipt = taken(world, **PLAIN)
    with pytest.raises(policies.OutcomeUnknown):
        act(world, "navigator", "complete", receipt, 1, AT, outcome="made up")
    held = act(world, "navigator", "complete", receipt, 1, AT, outcome="information_sent")
    assert held.due_at == receipt.due_at
    told = {"told_how": "phone", "words": "The letter is in the post."}
    with pytest.raises(policies.ToldAhead):
        act(world, "navigator", "close", receipt, 2, AT, told_at=AT + MINUTE, **told)
    with pytest.raises(policies.WordsMissing):
        act(world, "navigator", "close", receipt, 2, AT, told_how="phone", words=" ")
    act(world, "navigator", "close", receipt, 2, AT + HOUR, told_at=AT, **told)
    closed = row(receipt)
    assert (closed.state, closed.outcome_told_at, closed.outcome_told_how) == (
        "closed",
        AT,
        "phone",
    )
    (message,) = RequestMessage.objects.filter(request=closed)
    assert message.tells_outcome
    check_laws()


def test_nobody_is_told_in_a_way_that_a_need_on_record_rules_out(world):
    contact(world)
    receipt = taken(world, person_id=world.person_id, claimed=None, **PLAIN)
    people.support.record_communication_need(person_id=world.person_id, code="deaf", by=BY, at=AT)
    act(world, "navigator", "complete", receipt, 1, AT, outcome="seen")
    with pytest.raises(policies.ModeBlocked) as refused:
        act(world, "navigator", "close", receipt, 2, AT, told_how="phone", words="Done.")
    assert refused.value.remedy
    with pytest.raises(policies.ModeBlocked):
        taken(world, person_id=world.person_id, claimed=None, **PLAIN)
    act(world, "navigator", "close", receipt, 2, AT, told_how="text", words="Done.")
    check_laws()


def test_dealt_with_too_soon_is_taken_up_again(world):
    receipt = taken(world, **PLAIN)
    act(world, "navigator", "complete", receipt, 1, AT, outcome="seen")
    held = act(world, "navigator", "reopen", receipt, 2, AT, reason="It was somebody else")
    assert (held.state, row(receipt).outcome) == ("in_progress", None)
    check_laws()


@pytest.mark.parametrize("verb", ["withdraw", "enter_in_error"])
def test_an_end_takes_the_offer_back_and_leaves_nothing_due(world, verb):
    receipt = taken(world)
    held = act(world, "navigator", verb, receipt, 2, AT, reason="She rang back")
    assert held.due_at is None
    assert not row(receipt).offers.filter(state="pending").exists()
    with pytest.raises(policies.NotInThisState):
        act(world, "navigator", "start", receipt, 3, AT)
    check_laws()


def test_the_same_form_sent_twice_is_done_once(world):
    receipt = taken(world, **PLAIN)
    key = uuid4()
    first = act(world, "navigator", "start", receipt, 1, AT, key=key)
    assert act(world, "navigator", "start", receipt, 1, AT, key=key) == first
    assert RequestEvent.objects.filter(request=row(receipt)).count() == 2


def test_an_administrator_of_accounts_has_no_part_in_requests(world):
    receipt = taken(world, **PLAIN)
    with pytest.raises(permissions.NotYourTeam):
        act(world, "manager", "accept", taken(world), 2, AT)
    assert {p.verb for p in story(world, "navigator", receipt).possible} >= {"start", "offer"}
    assert "reassign" not in {p.verb for p in story(world, "navigator", receipt).possible}
    assert "reassign" in {p.verb for p in story(world, "manager", receipt).possible}


def test_an_offer_that_ran_out_and_a_request_that_is_late_are_not_offered_what_would_be_refused(
    world,
):
    receipt = taken(world)

    def verbs(who, at):
        return {p.verb for p in story(world, who, receipt, at).possible}

    due_at, expires_at = receipt.due_at, pending(receipt).expires_at
    assert "accept" in verbs("therapist", AT)
    assert "accept" not in verbs("therapist", expires_at)
    assert "return_offer" in verbs("therapist", expires_at)
    assert "raise_due" in verbs("navigator", AT)
    assert "raise_due" not in verbs("navigator", due_at)


def test_the_timeline_reads_as_a_story(world):
    receipt = taken(world)
    act(world, "therapist", "accept", receipt, 2, AT + 5 * MINUTE)
    act(world, "therapist", "message", receipt, 3, AT + 6 * MINUTE,
        direction="to", mode="phone", words="We rang.")  # fmt: skip
    told = [entry.sentence for entry in story(world, "navigator", receipt).timeline]
    assert told == [
        "Navigator took this by phone; Reception holds it.",
        "Reception offered this to Community therapy; they have until 2pm.",
        "Therapist accepted this for Community therapy.",
        "Therapist wrote down a message to the person (by phone).",
    ]
