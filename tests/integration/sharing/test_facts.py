"""A relationship without its fact cannot be committed, whoever writes it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, check_laws
from tests.integration.care import world as care_world

from peckham.care import api as care
from peckham.infra.scope import current_scope
from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db
AT = care_world.AT


@pytest.fixture
def world():
    made = care_world.build()
    check_laws()
    return made


def opened(world, **changes):
    """Open a relationship by hand as a navigator, and look at the law as COMMIT would."""
    facts = {
        "person_id": world.person_id,
        "kind": "request",
        "source_kind": "care.request",
        "source_id": 1,
        "from_at": AT,
        "team_id": world.reception,
    } | changes
    with as_app(world.scope("navigator")):
        sharing.open_relationship(**facts)
    check_laws()


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


def test_a_load_without_facts_is_refused(world):
    row = (world.person_id, world.reception, None, "request", "care.request", 1, "[,)", AT)
    with pytest.raises(DatabaseError, match="have no fact"), transaction.atomic():
        sharing.copy_relationships([row])
