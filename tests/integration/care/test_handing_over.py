"""Offers: made, accepted, returned, taken back; the sender stays accountable until acceptance."""

import pytest
from tests.databases import as_app, check_laws
from tests.integration.care.acts import AT, HOUR, MINUTE, act, pending, row, story, taken

from peckham.care import api as care
from peckham.care.domain import permissions, policies
from peckham.care.queries.reading import RequestNotFound
from peckham.kernel import Refused

SOON = AT + 5 * MINUTE


def test_the_sender_is_accountable_until_the_other_team_accepts(world):
    receipt = taken(world)
    assert row(receipt).accountable_team_id == world.reception
    held = act(world, "therapist", "accept", receipt, 2, SOON)
    assert row(receipt).accountable_team_id == world.therapy
    assert held.due_at == receipt.due_at
    check_laws()


def test_an_offer_comes_back_with_a_reason_and_what_could_help_instead(world):
    receipt = taken(world)
    wanting = {"reason": "No falls clinic here", "alternative": ""}
    with pytest.raises(policies.AlternativeMissing):
        act(world, "therapist", "return_offer", receipt, 2, SOON, **wanting)
    with pytest.raises(policies.ReasonMissing):
        act(world, "therapist", "return_offer", receipt, 2, SOON, reason=" ", alternative="x")
    both = {"reason": "No falls clinic here", "alternative": "The falls clinic in East"}
    held = act(world, "therapist", "return_offer", receipt, 2, SOON, **both)
    assert (held.state, held.holder_team) == ("received", "Reception")
    assert held.sentence == (
        "Community therapy returned this to Reception: No falls clinic here. "
        "They suggest: The falls clinic in East."
    )
    with as_app(world.scope("navigator", at=SOON)):
        (back,) = care.worklists.returned_to([world.reception], since=AT - HOUR)
    assert (back.state, back.alternative) == ("returned", both["alternative"])
    check_laws()


def test_somebody_who_was_not_asked_cannot_accept(world):
    receipt = taken(world)
    with pytest.raises(permissions.NotYourTeam, match="Reception holds"):
        act(world, "navigator", "accept", receipt, 2, SOON)
    with pytest.raises(RequestNotFound):
        act(world, "dentist", "accept", receipt, 2, SOON)


def test_an_offer_cannot_be_accepted_when_its_time_is_over(world):
    receipt = taken(world)
    over = pending(receipt).expires_at
    with pytest.raises(policies.OfferHasRunOut):
        act(world, "therapist", "accept", receipt, 2, over)
    held = act(world, "therapist", "accept", receipt, 2, over - MINUTE)
    assert held.state == "in_progress"


def test_taken_back_and_offered_to_another_team(world):
    receipt = taken(world)
    act(world, "navigator", "withdraw_offer", receipt, 2, SOON)
    held = act(world, "navigator", "offer", receipt, 3, SOON, to_team_id=world.dental)
    assert held.state == "offered"
    with as_app(world.scope("dentist", at=SOON)):
        (offer,) = care.worklists.offers_to([world.dental])
        assert offer.request.public_id == receipt.public_id
    with as_app(world.scope("navigator", at=SOON)):
        (sent,) = care.worklists.sent_by([world.reception])
        assert sent.offer.to_team == "Dental and eye care"
    with pytest.raises(policies.NotInThisState):
        act(world, "navigator", "offer", receipt, 4, SOON, to_team_id=world.duty)
    check_laws()


def test_an_offer_to_the_holder_itself_is_refused(world):
    receipt = taken(world, category="something_else")
    with pytest.raises(policies.NotAnotherTeam):
        act(world, "navigator", "offer", receipt, 1, SOON, to_team_id=world.reception)


def test_a_service_hands_on_what_it_has_and_stays_accountable(world):
    receipt = taken(world)
    act(world, "therapist", "accept", receipt, 2, SOON)
    act(world, "therapist", "offer", receipt, 3, SOON, to_team_id=world.dental)
    assert row(receipt).accountable_team_id == world.therapy
    act(world, "dentist", "accept", receipt, 4, SOON + MINUTE)
    assert row(receipt).accountable_team_id == world.dental
    # The sender still sees what became of it.
    assert story(world, "therapist", receipt).holder_team == "Dental and eye care"
    check_laws()


def test_a_manager_moves_a_request_only_to_a_team_that_is_in(world):
    receipt = taken(world)
    reason = "Therapy is closed for training"
    with pytest.raises(permissions.NotYourRole):
        act(world, "navigator", "reassign", receipt, 2, SOON, to_team_id=world.duty, reason=reason)
    night = AT + 12 * HOUR
    with pytest.raises(policies.TeamNotStaffed):
        act(world, "manager", "reassign", receipt, 2, night, to_team_id=world.duty, reason=reason)
    held = act(world, "manager", "reassign", receipt, 2, SOON, to_team_id=world.duty, reason=reason)
    assert (held.state, held.holder_team) == ("received", "Duty team")
    assert not row(receipt).offers.filter(state="pending").exists()
    check_laws()


@pytest.mark.parametrize("verb", ["accept", "start", "resume", "reopen"])
def test_nobody_but_the_people_of_the_request_may_even_see_it(world, verb):
    receipt = taken(world)
    extra = {"reason": "x"} if verb == "reopen" else {}
    with pytest.raises(Refused):
        act(world, "stranger", verb, receipt, 2, SOON, **extra)
