"""Who sees a request: its holder, who is asked, who sent it, its door, whoever knows the person."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker, check_laws
from tests.integration.care import world as worlds
from tests.integration.care.acts import AT, HOUR, MINUTE, act, contact, pending, row, story, taken

from peckham.care import api as care
from peckham.care.actions.lapsing import lapse_offer
from peckham.care.actions.linking import PersonNotOpen
from peckham.care.models import Offer, Request, RequestEvent, RequestMessage
from peckham.people import api as people

SOON = AT + 5 * MINUTE
TABLES = (Request, RequestEvent, Offer, RequestMessage)


def seen(world, who, at=SOON):
    """Count the rows of each table that somebody sees."""
    with as_app(world.scope(who, at=at)):
        return [model.objects.count() for model in TABLES]


def sees(world, *who):
    staff = ("navigator", "clinician", "on_call", "therapist", "dentist", "stranger")
    return {name for name in staff if seen(world, name)[0]} == set(who)


def test_an_unlinked_request_is_seen_by_its_teams_alone(world):
    receipt = taken(world)
    assert sees(world, "navigator", "therapist")
    act(world, "therapist", "return_offer", receipt, 2, SOON, reason="x", alternative="y")
    assert sees(world, "navigator")
    act(world, "navigator", "offer", receipt, 3, SOON, to_team_id=world.dental)
    act(world, "dentist", "accept", receipt, 4, SOON)
    assert sees(world, "navigator", "dentist")
    act(world, "dentist", "withdraw", receipt, 5, SOON, reason="x")
    # Who ended it, and the door that it came through, may read it afterwards.
    assert sees(world, "navigator", "dentist")


def test_whoever_took_it_sees_it_though_it_is_at_another_hub(world):
    elsewhere = worlds.asked(hub_id=world.other_hub_id)
    scope = world.scope("navigator")
    with as_app(scope):
        receipt = care.take_request(elsewhere, by=scope.actor, at=AT)
    assert receipt.holder_team == "East reception"
    assert sees(world, "navigator", "therapist", "stranger")
    check_laws()


def test_a_stranger_sees_nothing_and_writes_only_by_the_one_function(world):
    taken(world)
    with as_app(worlds.public()) as cursor:
        for model in TABLES:
            assert model.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("SELECT peckham.store_request(%s)", ['{"id": 1}'])


def test_a_request_of_somebody_known_is_seen_by_who_may_read_her_record(world):
    contact(world)
    receipt = taken(world, person_id=world.person_id, claimed=None)
    assert sees(world, "navigator", "therapist")
    contact(world, who="stranger")
    assert sees(world, "navigator", "therapist", "stranger")
    with as_app(world.scope("stranger", at=SOON)):
        assert len(care.open_requests_of(world.person_id)) == 1
    # Seeing is not changing.
    with pytest.raises(Exception, match="no such request"):
        act(world, "stranger", "withdraw", receipt, 2, SOON, reason="x")


def test_nobody_signs_for_somebody_else(world):
    receipt = taken(world, category="something_else")
    scope = world.scope("navigator")
    other = world.scope("manager")
    with as_app(scope), pytest.raises(DatabaseError, match="row-level security"):
        care.acts.start(receipt.public_id, version=1, by=other.actor, at=AT)


def test_no_record_is_opened_by_linking_to_it(world):
    receipt = taken(world)
    with pytest.raises(PersonNotOpen):
        act(world, "navigator", "link_person", receipt, 2, SOON, person_id=world.person_id)
    contact(world)
    act(world, "navigator", "link_person", receipt, 2, SOON, person_id=world.person_id)
    check_laws()


def test_the_law_itself_refuses_a_link_to_a_record_that_is_closed_to_one(world):
    receipt = taken(world)
    with (
        as_app(world.scope("navigator")) as cursor,
        pytest.raises(DatabaseError, match="no relationship"),
        transaction.atomic(),
    ):
        cursor.execute(
            "UPDATE care_request SET person_id = %s, version = 3 WHERE public_id = %s",
            [world.person_id, receipt.public_id],
        )


RELATED = (
    "SELECT team_id, upper_inf(during) FROM sharing_relationship"
    " WHERE source_kind = 'care.request' ORDER BY id"
)


def related():
    """Give the teams that may read a record because of a request now."""
    with connection.cursor() as cursor:
        cursor.execute(RELATED)
        return {team for team, is_open in cursor.fetchall() if is_open}


def test_relationships_follow_the_request_in_the_same_transaction(world):
    receipt = taken(world)
    assert related() == set()
    contact(world)
    act(world, "navigator", "link_person", receipt, 2, SOON, person_id=world.person_id)
    assert related() == {world.reception, world.therapy}
    act(world, "therapist", "accept", receipt, 3, SOON)
    act(world, "therapist", "offer", receipt, 4, SOON, to_team_id=world.dental)
    assert related() == {world.reception, world.therapy, world.dental}
    act(world, "dentist", "accept", receipt, 5, SOON)
    assert related() == {world.reception, world.dental}
    contact(world, person_id=world.other_person_id)
    act(world, "navigator", "link_person", receipt, 6, SOON, person_id=world.other_person_id)
    assert related() == {world.reception, world.dental}
    act(world, "dentist", "complete", receipt, 7, SOON, outcome="seen")
    act(world, "dentist", "close", receipt, 8, SOON, told_how="phone", words="Done.")
    assert related() == set()
    check_laws()


def test_the_worker_moves_the_relationship_with_the_holder(world):
    contact(world)
    night = AT + 12 * 60 * MINUTE
    receipt = taken(world, person_id=world.person_id, claimed=None, at=AT)
    offer = pending(receipt)
    with as_worker(worlds.system(at=night + 24 * 60 * MINUTE)):
        lapse_offer(offer.pk, at=night + 24 * 60 * MINUTE)
    assert row(receipt).accountable_team_id == world.on_call
    assert related() == {world.reception, world.on_call}


def test_what_was_claimed_is_closed_with_the_record_it_was_linked_to(world):
    receipt = taken(world)
    assert story(world, "navigator", receipt).claimed.family_name == "Ada"
    contact(world)
    act(world, "navigator", "link_person", receipt, 2, SOON, person_id=world.person_id)
    assert story(world, "navigator", receipt, SOON).claimed.family_name == "Ada"
    act(world, "navigator", "withdraw", receipt, 3, SOON, reason="x")
    # The contact ends with the day, and the request has ended: nothing opens the record any more.
    tomorrow = AT + 24 * HOUR
    seen_later = story(world, "navigator", receipt, tomorrow)
    assert (seen_later.person_id, seen_later.claimed) == (world.person_id, None)
    assert seen_later.words
    with as_app(world.scope("navigator", at=tomorrow)):
        assert not people.may_open(world.person_id)
