"""Clauses of a stored contract, measured at night by the worker on what people really asked."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker
from tests.integration.care import world as care_world
from tests.integration.care.acts import act, contact, taken
from tests.integration.contracts import world as w

from peckham.contracts.api import clauses as book
from peckham.contracts.models import ClauseResult
from peckham.infra.scope import system_scope
from peckham.people import api as people
from peckham.places.models import Place

pytestmark = pytest.mark.django_db
AT, HOUR, DAY = care_world.AT, timedelta(hours=1), timedelta(days=1)


def found(river):
    return {story.clause.identifier: story for story in book.clauses_of(river)}


def measured(river, at):
    with as_worker(None):
        book.measure(at=at)
    return {name: story.latest for name, story in found(river).items()}


@pytest.fixture
def hub(db):
    return care_world.build()


@pytest.fixture
def river(hub):
    """Give a contract that stands, for the place of the hub."""
    world = w.build()
    river = w.draft(world, place_id=Place.objects.get().pk)
    w.reach(world, river, "approved")
    return river


def test_clauses_are_measured_each_night_and_show_since_when(hub, river):
    first = measured(river, AT)
    assert first["ten_services"].share == (2, 2)
    assert first["answered_in_time"].status == "not measurable yet"
    assert first["needs_met"].status == "not measurable yet"
    assert first["no_wrong_door"].evidence == (("it is given", "category, red_flags, hub, at"),)
    contact(hub)
    for number, (begun, told) in enumerate([(AT + HOUR, "phone"), (AT + 9 * DAY, "phone")]):
        receipt = taken(hub, category="something_else")
        act(hub, "navigator", "link_person", receipt, 1, AT, person_id=hub.person_id)
        act(hub, "navigator", "start", receipt, 2, begun)
        act(hub, "navigator", "complete", receipt, 3, begun, outcome="advice_given")
        act(hub, "navigator", "close", receipt, 4, begun, told_how=told, words=f"Told {number}.")
    later = measured(river, AT + 10 * DAY)
    assert (later["answered_in_time"].status, later["answered_in_time"].share) == (
        "not kept",
        (1, 2),
    )
    assert (later["needs_met"].status, later["needs_met"].share) == ("kept", (2, 2))
    # It turns out that she could not hear it: what was told since then was not told in her way.
    at = AT + 10 * DAY
    contact(hub, at=at)
    with as_app(hub.scope("navigator", at=at)):
        people.support.record_communication_need(
            person_id=hub.person_id,
            code="deaf",
            since=(AT + 5 * DAY).date(),
            by=care_world.BY,
            at=at,
        )
    last = measured(river, AT + 11 * DAY)["needs_met"]
    assert (last.status, last.share) == ("not kept", (1, 2))
    assert last.evidence[0] == ("ruled out, by phone", "1")
    turns = found(river)["needs_met"].turns
    assert [(turn.on, turn.status) for turn in turns] == [
        ((AT + 11 * DAY).date(), "not kept"),
        ((AT + 10 * DAY).date(), "kept"),
        (AT.date(), "not measurable yet"),
    ]
    before = ClauseResult.objects.count()
    assert measured(river, AT + 11 * DAY + HOUR)["needs_met"].recorded_at == AT + 11 * DAY
    assert ClauseResult.objects.count() == before


def test_nobody_writes_by_hand_whether_a_clause_is_kept(river):
    measured(river, AT)
    statements = (
        "INSERT INTO contracts_clauseresult (contract_id, clause, on_day, status, why, named,"
        " found, recorded_at, recorded_by) SELECT contract_id, 'own', on_day, 'kept', 'x', named,"
        " found, recorded_at, recorded_by FROM contracts_clauseresult LIMIT 1",
        "UPDATE contracts_clauseresult SET status = 'kept'",
        "DELETE FROM contracts_clauseresult",
    )
    another = system_scope("another job", purpose="operations", at=AT)
    for process in (as_app, as_worker):
        for statement in statements:
            with pytest.raises(DatabaseError), process(another) as cursor, transaction.atomic():
                cursor.execute(statement)
    for statement in statements[1:]:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
