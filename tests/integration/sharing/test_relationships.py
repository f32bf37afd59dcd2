from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker
from tests.relating import relate

from peckham.infra.scope import Scope, public_scope, system_scope
from peckham.kernel import Actor
from peckham.people import api as people
from peckham.sharing import api as sharing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_set_aside")]
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
PERSON, TEAM, OTHER_TEAM, ORGANISATION = 501, 2, 9, 1


@pytest.fixture
def facts_set_aside():
    """Let relationships stand without a fact, to look at the predicate alone."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sharing_relationship DISABLE TRIGGER has_its_fact")


def staff(*, at=AT, teams=(TEAM,), organisation_id=ORGANISATION):
    return Scope(
        Actor("staff", "a-1", "Amina"),
        "direct care",
        at,
        7,
        "navigator",
        organisation_id,
        TEAM,
        teams,
    )


def may_read(cursor, person_id=PERSON):
    cursor.execute("SELECT peckham.may_read_people(ARRAY[%s]::bigint[], '{identity}')", [person_id])
    return cursor.fetchone()[0]


def opened(**changes):
    facts = {
        "kind": "request",
        "source_kind": "care.request",
        "source_id": 77,
        "from_at": AT,
        "team_id": TEAM,
    } | changes
    relate(PERSON, **facts)


def test_nobody_reads_without_a_relationship():
    with as_app(staff()) as cursor:
        assert not may_read(cursor)
    with as_app(public_scope(at=AT)) as cursor:
        assert not may_read(cursor)


def test_a_relationship_lets_its_team_read_while_it_lasts_and_no_other_team():
    opened(until=AT + timedelta(hours=1))
    with as_app(staff()) as cursor:
        assert may_read(cursor)
        assert not may_read(cursor, PERSON + 1)
    with as_app(staff(at=AT + timedelta(hours=1))) as cursor:
        assert not may_read(cursor)
    with as_app(staff(at=AT - timedelta(seconds=1))) as cursor:
        assert not may_read(cursor)
    with as_app(staff(teams=(OTHER_TEAM,), organisation_id=5)) as cursor:
        assert not may_read(cursor)


def test_a_practices_relationship_lets_its_whole_organisation_read():
    opened(team_id=None, organisation_id=ORGANISATION, kind="registration")
    with as_app(staff(teams=(OTHER_TEAM,))) as cursor:
        assert may_read(cursor)
    with as_app(staff(organisation_id=5)) as cursor:
        assert not may_read(cursor)


def test_closing_the_fact_ends_the_reading_from_that_moment():
    opened()
    later = AT + timedelta(hours=2)
    with as_app(staff(at=later)) as cursor:
        assert sharing.close_relationships(source_kind="care.request", source_id=77, at=later) == 1
        assert not may_read(cursor)
    with as_app(staff(at=later - timedelta(seconds=1))) as cursor:
        assert may_read(cursor), "what was allowed then is still judged by then"


def test_a_job_may_read_and_the_web_cannot_write_a_relationship_of_its_own():
    with as_worker(system_scope("offer lapse", purpose="direct care", at=AT)) as cursor:
        assert may_read(cursor)
    for name, purpose in (("offer lapse", "operations"), ("sweep", "direct care")):
        with as_worker(system_scope(name, purpose=purpose, at=AT)) as cursor:
            assert not may_read(cursor), "a job sees what its own purpose needs"
    with pytest.raises(DatabaseError), as_app(staff()) as cursor:
        cursor.execute(
            "INSERT INTO sharing_relationship (person_id, team_id, kind, source_kind, source_id,"
            " during, recorded_at) VALUES (1, 2, 'request', 'x', 1, '[,)', now())"
        )


def test_a_relationship_is_of_a_team_or_of_an_organisation_never_both_or_neither():
    for changes in ({"organisation_id": ORGANISATION}, {"team_id": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            opened(**changes)


def test_a_look_is_written_as_oneself_and_never_changed():
    with as_app(staff()) as cursor:
        people.record_look(PERSON, parts=["demographics"], categories=["identity"])
        cursor.execute("SELECT 1 FROM sharing_look")
        assert cursor.fetchall() == [], "the log is not for whoever is in it"
    with connection.cursor() as cursor:
        cursor.execute("SELECT actor, purpose, parts FROM sharing_look")
        assert cursor.fetchall() == [("a-1", "direct care", ["demographics"])]
        with pytest.raises(DatabaseError, match="only grow"), transaction.atomic():
            cursor.execute("DELETE FROM sharing_look")
