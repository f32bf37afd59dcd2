"""An offer that nobody answers goes back to the sender's team if it is in, else on call."""

from datetime import UTC, datetime

import pytest
from tests.databases import as_app, as_worker, check_laws
from tests.integration.care import world as worlds
from tests.integration.care.acts import AT, HOUR, MINUTE, act, pending, row, story, taken

from peckham.care import api as care
from peckham.care.actions.lapsing import lapse_offer
from peckham.care.models import RequestEvent
from peckham.organisations import api as organisations


def lapse(offer, at):
    with as_worker(worlds.system(at=at)):
        return lapse_offer(offer.pk, at=at)


def sweep(at):
    with as_worker(worlds.system(at=at)):
        return care.sweep(at=at)


def test_it_goes_back_to_the_senders_team_while_somebody_of_it_is_in(world):
    receipt = taken(world)
    offer = pending(receipt)
    assert lapse(offer, offer.expires_at)
    back = row(receipt)
    assert (back.state, back.accountable_team_id) == ("received", world.reception)
    assert back.escalated_at == offer.expires_at
    assert back.due_at == receipt.due_at
    with as_app(world.scope("navigator", at=offer.expires_at)):
        (returned,) = care.worklists.returned_to([world.reception], since=AT)
        assert returned.state == "lapsed"
    check_laws()


def test_it_goes_to_the_team_on_call_when_everybody_of_the_sender_is_away(world):
    receipt = taken(world)
    offer = pending(receipt)
    for who in ("navigator", "manager"):
        organisations.record_absence(
            account_id=world.accounts[who], until=AT + 24 * HOUR, by=worlds.BY, at=AT
        )
    assert lapse(offer, offer.expires_at)
    assert row(receipt).accountable_team_id == world.on_call
    assert story(world, "on_call", receipt).timeline[-1].sentence == (
        "Community therapy did not answer in time: On-call team holds it, and it is escalated."
    )
    check_laws()


def test_it_goes_to_the_team_on_call_at_night(world):
    night = datetime(2026, 11, 23, 22, tzinfo=UTC)
    receipt = taken(world, at=night, red_flags=("breathing",))
    offer = pending(receipt)
    # Handed over live at night: the duty team is not in, so the one on call was asked.
    assert offer.to_team_id == world.on_call
    assert lapse(offer, offer.expires_at)
    assert row(receipt).accountable_team_id == world.on_call
    check_laws()


def test_twice_is_once_and_too_early_is_not_at_all(world):
    receipt = taken(world)
    offer = pending(receipt)
    assert not lapse(offer, offer.expires_at - MINUTE)
    assert lapse(offer, offer.expires_at)
    assert not lapse(offer, offer.expires_at)
    assert sweep(offer.expires_at) == 0
    kinds = RequestEvent.objects.filter(request=row(receipt)).values_list("kind", flat=True)
    assert sorted(kinds) == ["lapsed", "offered", "taken"]
    check_laws()


def test_an_offer_that_was_answered_is_left_alone(world):
    receipt = taken(world)
    offer = pending(receipt)
    act(world, "therapist", "accept", receipt, 2, AT + MINUTE)
    assert not lapse(offer, offer.expires_at)
    assert row(receipt).accountable_team_id == world.therapy


def test_the_sweep_finds_what_a_dead_worker_left(world):
    receipts = [taken(world) for _ in range(3)]
    latest = max(pending(receipt).expires_at for receipt in receipts)
    assert sweep(AT) == 0
    assert sweep(latest) == 3
    assert {row(receipt).state for receipt in receipts} == {"received"}
    check_laws()


def test_only_a_job_lets_an_offer_lapse(world):
    receipt = taken(world)
    offer = pending(receipt)
    scope = world.scope("manager", at=offer.expires_at)
    with as_app(scope), pytest.raises(Exception, match="not for the role"):
        lapse_offer(offer.pk, at=offer.expires_at)
    assert row(receipt).state == "offered"
