"""Who reads the log: the person whose record it is, and their own governance lead; nobody else."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from tests.databases import as_app, as_worker
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.infra.scope import public_scope, system_scope
from peckham.people import api as people
from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db


def meets(world, who="navigator", *, person="ada", at=worlds.AT):
    """Somebody of the staff has the person at the door, and opens the record."""
    scope = world.staff(who, at=at)
    key = {"ada": world.care.person_id, "ben": world.care.other_person_id}[person]
    with as_app(scope):
        care.begin_contact(key, channel="desk", hub_id=world.care.hub_id, by=scope.actor, at=at)
        people.person(UUID(world.public_ids[person]))


def names_shown(scope):
    with as_app(scope):
        return [row.actor_name for row in sharing.log.own_looks().rows]


def counted(as_role, scope):
    with as_role(scope) as cursor:
        cursor.execute("SELECT count(*) FROM sharing_look")
        return cursor.fetchone()[0]


def test_a_person_sees_who_looked_and_a_stranger_sees_nothing(world):
    meets(world)
    assert "Navigator" in names_shown(world.resident("ada"))
    assert names_shown(world.resident("ben")) == []
    for scope in (
        world.staff("navigator"),
        world.staff("clinician"),
        world.staff("manager"),
        public_scope(at=worlds.AT),
    ):
        assert counted(as_app, scope) == 0
    for name, purpose in (("offer lapse", "direct care"), ("retention", "operations")):
        assert counted(as_worker, system_scope(name, purpose=purpose, at=worlds.AT)) == 0


def test_somebody_who_acts_for_the_person_is_not_shown_who_looked(world):
    """A proxy has a name of their own: in the person's scope under that name nothing is shown."""
    meets(world)
    proxy = world.resident("ada", acting_as="ben")
    assert names_shown(proxy) == []
    with as_app(proxy):
        assert sharing.log.own_records() == ()
    assert counted(as_app, proxy) == 0


def test_looks_at_records_that_were_merged_are_one_log(world):
    meets(world, person="ben")
    make = {"by": worlds.BY, "at": worlds.AT}
    people.merging.merge(
        survivor_id=world.care.person_id,
        duplicate_id=world.care.other_person_id,
        reason="The same person",
        **make,
    )
    assert "Navigator" in names_shown(world.resident("ada"))
    assert "Navigator" in names_shown(world.resident("ben")), "in the session of before, too"


def test_a_governance_lead_sees_the_looks_of_her_own_staff_and_no_others(world):
    meets(world)
    meets(world, "therapist")
    with as_app(world.lead("host")):
        seen = sharing.log.looks_by_staff(days())
        assert {row.actor_name for row in seen.rows} == {"Navigator"}
        assert [each.name for each in sharing.log.lookers(since=EARLY, until=LATE)] == ["Navigator"]
    with as_app(world.lead("trust")):
        seen = sharing.log.looks_by_staff(days())
        assert {row.actor_name for row in seen.rows} == {"Therapist"}


EARLY, LATE = worlds.AT - timedelta(days=1), worlds.AT + timedelta(days=1)


def days(**changes):
    return sharing.log.Filter(since=EARLY, until=LATE, **changes)


def test_looks_are_listed_by_who_by_purpose_by_emergency_and_by_day(world):
    meets(world)
    meets(world, "clinician", at=worlds.AT + timedelta(minutes=1))
    account = world.care.accounts["clinician"]
    with as_app(world.lead()):
        for which, names in (
            (days(), {"Navigator", "Clinician"}),
            (days(account_id=account), {"Clinician"}),
            (days(purpose="navigation"), {"Navigator"}),
            (days(purpose="direct care"), {"Clinician"}),
            (days(purpose="payment"), set()),
            (days(break_glass_only=True), set()),
            (sharing.log.Filter(since=LATE, until=LATE + timedelta(days=1)), set()),
        ):
            assert {row.actor_name for row in sharing.log.looks_by_staff(which).rows} == names


def test_pages_follow_one_another_without_gap_or_double(world):
    for minutes in range(4):
        meets(world, at=worlds.AT + timedelta(minutes=minutes))
    scope = world.resident(at=worlds.AT + timedelta(hours=1))
    with as_app(scope):
        whole = [row.id for row in sharing.log.own_looks().rows]
        found, after = [], None
        while True:
            page = sharing.log.own_looks(after=after, limit=3)
            found += [row.id for row in page.rows]
            after = page.after
            if after is None:
                break
    assert found == whole
    assert len(whole) >= 4


def test_the_log_outlives_the_names_that_stand_in_it(world):
    meets(world)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_account SET name = 'Renamed' WHERE name = 'Navigator'")
        cursor.execute("UPDATE organisations_organisation SET name = 'Closed down'")
    with as_app(world.resident("ada")):
        row = sharing.log.own_looks().rows[0]
    assert (row.actor_name, row.organisation_name) == ("Navigator", "Host")


def test_reading_ones_log_asks_the_index_and_no_other_persons_rows(world):
    """Among very many looks at others, one's own are found by the person."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sharing_look DISABLE TRIGGER USER")
        cursor.execute(
            "INSERT INTO sharing_look (person_id, actor_kind, actor, purpose, parts, at,"
            " recorded_at, actor_name, role, organisation_name, allowed_by, request_id)"
            " SELECT 1000000 + n, 'staff', 'x', 'p', '{}', now(), now(), '', '', '', '', ''"
            " FROM generate_series(1, 5000) n"
        )
        cursor.execute("ANALYZE sharing_look")
    with as_app(world.resident("ada")) as cursor:
        cursor.execute(
            "EXPLAIN SELECT * FROM sharing_look l"
            " WHERE l.person_id = ANY ((SELECT peckham.own_records())::bigint[])"
            " ORDER BY at DESC, id DESC LIMIT 101"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "look_by_person" in plan, plan
    assert "Seq Scan on sharing_look" not in plan, plan
