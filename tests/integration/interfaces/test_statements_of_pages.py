"""How many statements the pages of the door ask for: a number that no list may multiply."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.databases import as_app
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.people.models import Person

# What the test's browser does around a request to take the web process's role, and to let go.
OF_THE_TEST = 4


def statements(ask, *, status=200):
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code == status, answer.content.decode()
    return len(asked) - OF_THE_TEST


def take(world, who="navigator", **changes):
    scope = world.scope(who)
    with as_app(scope):
        return care.take_request(worlds.asked(**changes), by=scope.actor, at=scope.at)


@pytest.fixture
def at_the_door(world):
    """Give the public id of somebody who is at the reception's door."""
    scope = world.scope("navigator")
    with as_app(scope):
        care.begin_contact(world.person_id, channel="desk", by=scope.actor, at=scope.at)
    return Person.objects.get(pk=world.person_id).public_id


def test_an_empty_page_asks_who_reads_and_nothing_twice(signed_in):
    client = signed_in("navigator")
    # Session, account, memberships, sample; and the transaction with its scope, both ways.
    assert statements(lambda: client.get("/staff/keys")) == 8


def test_a_worklist_asks_the_same_for_many_lines_as_for_one(world, signed_in):
    client = signed_in("navigator")
    take(world)
    one = statements(lambda: client.get("/staff/work"))
    for _ in range(4):
        take(world)
    assert statements(lambda: client.get("/staff/work")) == one <= 13


def test_hub_today_asks_no_team_by_itself(world, signed_in):
    client = signed_in("manager")
    take(world)
    assert statements(lambda: client.get("/staff/hub")) <= 20


def test_taking_a_request_reads_no_more_of_the_record_than_its_key(world, signed_in, at_the_door):
    client = signed_in("navigator")
    form = {
        "idempotency_key": str(uuid4()),
        "step": "save",
        "words": "My mother fell twice this week.",
        "category": "moving_and_therapy",
        "channel": "desk",
        "contact_mode": "phone",
        "for_whom": "self",
    }
    address = f"/staff/door/{at_the_door}"
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, form)
    assert answer.status_code == 303
    assert len(asked) - OF_THE_TEST <= 31
    read = " ".join(query["sql"] for query in asked)
    for part in ("people_recordentry", "people_contactpoint", "people_proxy", "family_name"):
        assert part not in read


def test_the_door_s_form_does_not_read_what_other_systems_sent(signed_in, at_the_door):
    client = signed_in("navigator")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/staff/door/{at_the_door}").status_code == 200
    assert "people_recordentry" not in " ".join(query["sql"] for query in asked)
