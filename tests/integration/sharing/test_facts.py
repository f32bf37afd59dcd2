"""A relationship without its fact is not opened by the web, nor committed by whoever writes it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, check_laws
from tests.integration.care import world as care_world

from peckham.care import api as care
from peckham.infra.scope import current_scope, open_scope, system_scope
from peckham.people import api as people
from peckham.places import api as places
from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db
AT = care_world.AT


@pytest.fixture
def world():
    made = care_world.build()
    check_laws()
    return made


OPEN = "SELECT peckham.open_relationship(%s, %s, %s, %s, %s, %s, %s, %s)"
READ = "SELECT family_name FROM people_person WHERE id = %s"


def opened(world, **changes):
    """Open a relationship with plain SQL as a navigator, and read by it in the same transaction."""
    facts = {
        "person_id": world.person_id,
        "kind": "request",
        "source_kind": "care.request",
        "source_id": 1,
        "from_at": AT,
        "until": None,
        "team_id": world.reception,
        "organisation_id": None,
    } | changes
    order = ("person_id", "team_id", "organisation_id", "kind", "source_kind", "source_id",
             "from_at", "until")  # fmt: skip
    with as_app(world.scope("navigator")) as cursor:
        cursor.execute(OPEN, [facts[name] for name in order])
        cursor.execute(READ, [facts["person_id"]])
        return cursor.fetchall()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kind": "contact", "source_kind": "care.contact", "until": AT + timedelta(hours=1)},
        {"kind": "caseload", "source_kind": "care.caseload"},
        {"kind": "meeting", "source_kind": "care.meeting"},
        {"kind": "registration", "source_kind": "people.registration", "team_id": None},
    ],
    ids=lambda changes: changes.get("kind", "request"),
)
def test_no_kind_of_relationship_is_typed(world, changes):
    if changes.get("kind") == "registration":
        changes = changes | {"organisation_id": world.scope("navigator").organisation_id}
    with pytest.raises(DatabaseError, match="no fact behind it"), transaction.atomic():
        opened(world, **changes)


def taken(world):
    with as_app(world.scope("navigator")):
        care.begin_contact(world.person_id, channel="desk", by=current_scope().actor, at=AT)
        receipt = care.take_request(
            care_world.asked(person_id=world.person_id, claimed=None),
            by=current_scope().actor,
            at=AT,
        )
    check_laws()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM care_request WHERE public_id = %s", [receipt.public_id])
        return cursor.fetchone()[0]


def test_a_request_opens_its_own_teams_and_nobody_else(world):
    request_id = taken(world)
    for change in ({"team_id": world.dental}, {"person_id": world.other_person_id}):
        with pytest.raises(DatabaseError, match="no fact behind it"), transaction.atomic():
            opened(world, source_id=request_id, **change)


def test_a_contact_opens_its_own_day_and_no_longer(world):
    taken(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, until FROM care_contact")
        contact_id, until = cursor.fetchone()
    longer = {"kind": "contact", "source_kind": "care.contact", "source_id": contact_id}
    for end in (until + timedelta(hours=1), None):
        with pytest.raises(DatabaseError, match="no fact behind it"), transaction.atomic():
            opened(world, until=end, **longer)


def test_who_is_known_already_is_not_opened_as_somebody_new(world):
    by_hand = {"kind": "contact", "source_kind": "people.person", "until": AT + timedelta(hours=9)}
    with pytest.raises(DatabaseError, match="no fact behind it"), transaction.atomic():
        opened(world, source_id=world.person_id, **by_hand)


def test_what_is_refused_lets_nobody_read_in_the_same_transaction(world):
    """The attack: open what no book opened, catch the refusal, and read before COMMIT looks."""
    attack = [world.person_id, world.reception, None, "request", "care.request", 1, AT, None]
    with as_app(world.scope("navigator")) as cursor:
        with pytest.raises(DatabaseError, match="no fact behind it"), transaction.atomic():
            cursor.execute(OPEN, attack)
        cursor.execute(READ, [world.person_id])
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*) FROM sharing_relationship")
        assert cursor.fetchone() == (0,)


def test_a_request_is_opened_from_now_on_and_for_as_long_as_it_is_open(world):
    request_id = taken(world)
    assert opened(world, source_id=request_id) == [("Ada",)], "its own team, with its fact"
    hour = timedelta(hours=1)
    someone_else = {"person_id": world.other_person_id, "until": AT + 24 * hour}
    for changes in (someone_else, {"until": AT + hour}, {"from_at": AT - hour}):
        with pytest.raises(DatabaseError, match="no fact behind it"), transaction.atomic():
            opened(world, source_id=request_id, **changes)


def test_a_registration_that_is_over_opens_nothing_more(world):
    practice = places.practices()[0]
    with open_scope(system_scope("test", purpose="testing", at=AT)):
        who = {"person_id": world.person_id, "by": care_world.BY, "at": AT}
        people.register_with_practice(practice_id=practice.id, on=date(2026, 2, 1), **who)
        people.depart(on=date(2026, 6, 1), reason="moved_away", **who)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_registration WHERE superseded_at IS NULL")
        key = cursor.fetchone()[0]
    again = {
        "kind": "registration",
        "source_kind": "people.registration",
        "source_id": key,
        "team_id": None,
        "organisation_id": practice.organisation_id,
    }
    for until in (AT + timedelta(days=1), None):
        with pytest.raises(DatabaseError, match="no fact behind it"), transaction.atomic():
            opened(world, until=until, **again)


def test_a_load_without_facts_is_refused(world):
    row = (world.person_id, world.reception, None, "request", "care.request", 1, "[,)", AT)
    with pytest.raises(DatabaseError, match="have no fact"), transaction.atomic():
        sharing.copy_relationships([row])
