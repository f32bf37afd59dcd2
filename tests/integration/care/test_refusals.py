"""Somebody refuses to share: what is held goes on, and goes to no further organisation."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.infra.scope import open_scope, system_scope
from peckham.kernel import Refused
from peckham.people import api as people
from peckham.people.models import Person
from peckham.places import api as places


@pytest.fixture
def world(db):
    made = worlds.build()
    practice = places.practices()[0]
    with open_scope(system_scope("test", purpose="testing", at=worlds.AT)):
        people.register_with_practice(
            person_id=made.person_id, practice_id=practice.id, on=date(2026, 1, 6),
            by=worlds.BY, at=worlds.AT,
        )  # fmt: skip
    return made


def taken(world, **changes):
    """Take a request of hers at the door, before she refuses."""
    scope = world.scope("navigator")
    with as_app(scope):
        care.begin_contact(world.person_id, channel="desk", by=scope.actor, at=scope.at)
        facts = {"person_id": world.person_id, "claimed": None, "category": "something_else"}
        asked = worlds.asked(**(facts | changes))
        return care.take_request(asked, by=scope.actor, at=scope.at)


def refuse(world):
    scope = world.scope("navigator")
    with as_app(scope):
        people.limits.record_objection(
            Person.objects.get(pk=world.person_id).public_id,
            kind="refusal_to_share",
            said_how="in_person",
        )


def offer(world, receipt):
    scope = world.scope("navigator")
    with as_app(scope):
        story = care.request(receipt.public_id, at=scope.at)
        return care.acts.offer(
            receipt.public_id, to_team_id=world.therapy, version=story.version,
            by=scope.actor, at=scope.at,
        )  # fmt: skip


def test_what_the_reception_holds_goes_on_and_is_offered_to_nobody_else(world):
    receipt = taken(world)
    refuse(world)
    scope = world.scope("navigator")
    with as_app(scope):
        assert care.request(receipt.public_id, at=scope.at).state == "received"
    with pytest.raises(Refused, match="may not be given this request"):
        offer(world, receipt)


def test_the_database_refuses_it_whoever_asks(world):
    receipt = taken(world)
    refuse(world)
    with as_app(world.scope("navigator")) as cursor:
        with pytest.raises(DatabaseError, match="refuses to share"), transaction.atomic():
            cursor.execute(
                "INSERT INTO care_offer (request_id, from_team_id, to_team_id, offered_at,"
                " expires_at, state, reason, alternative) SELECT id, accountable_team_id, %s,"
                " taken_at, due_at, 'pending', '', '' FROM care_request WHERE public_id = %s",
                [world.therapy, receipt.public_id],
            )


def test_what_was_offered_before_may_still_be_accepted(world):
    receipt = taken(world, category="moving_and_therapy")
    refuse(world)
    scope = world.scope("therapist")
    with as_app(scope):
        story = care.request(receipt.public_id, at=scope.at)
        held = care.acts.accept(
            receipt.public_id, version=story.version, by=scope.actor, at=scope.at
        )
    assert held.holder_team == "Community therapy"


def test_taken_back_it_is_offered_again(world):
    receipt = taken(world)
    refuse(world)
    scope = world.scope("navigator")
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_id FROM people_person WHERE id = %s", [world.person_id])
        (public_id,) = cursor.fetchone()
    with as_app(scope):
        people.limits.end_objection(public_id, kind="refusal_to_share", said_how="by_phone")
    assert offer(world, receipt)


def test_a_sign_of_danger_is_never_held_back(world):
    calm, danger = taken(world), taken(world, red_flags=("chest",))
    refuse(world)
    with connection.cursor() as cursor, open_scope(world.scope("navigator")):
        for receipt, is_let in ((danger, True), (calm, False)):
            ask = (
                "SELECT peckham.check_agreed(%s, %s, id, %s) FROM care_request WHERE public_id = %s"
            )
            facts = [world.reception, world.therapy, worlds.AT, receipt.public_id]
            if is_let:
                cursor.execute(ask, facts)
            else:
                with pytest.raises(DatabaseError, match="refuses"), transaction.atomic():
                    cursor.execute(ask, facts)
