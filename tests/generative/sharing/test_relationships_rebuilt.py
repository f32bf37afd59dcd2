"""Relationships are what the books say: rebuilt from the facts alone, they are the very same.

After each act of a history, and at moments to come, since a registration may begin or end later.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.databases import as_app, as_worker, check_laws
from tests.integration.care import world as worlds
from tests.integration.care.acts import AT, HOUR

from peckham.care import api as care
from peckham.infra.scope import open_scope, system_scope
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.people import api as people
from peckham.people.models import Person
from peckham.places import api as places

pytestmark = pytest.mark.django_db
TO_COME = (timedelta(0), timedelta(hours=13), timedelta(days=40), timedelta(days=4000))

# Set-wise, from facts and nothing else. %(at)s is when; a day begins at midnight in London.
FROM_THE_BOOKS = """
WITH hour AS (SELECT %(at)s::timestamptz AS at, (%(at)s AT TIME ZONE 'Europe/London')::date AS day)
SELECT r.person_id, NULL::bigint AS team_id, p.organisation_id, NULL::bigint AS account_id,
    'registration' AS kind, 'people.registration' AS source_kind, r.id AS source_id
FROM people_registration r JOIN places_practice p ON p.id = r.practice_id, hour
WHERE r.superseded_at IS NULL AND r.during @> hour.day
UNION ALL
SELECT DISTINCT q.person_id, t.team_id, NULL::bigint, NULL::bigint, 'request', 'care.request', q.id
FROM care_request q JOIN places_hub h ON h.id = q.hub_id
LEFT JOIN care_offer o ON o.request_id = q.id AND o.state = 'pending'
CROSS JOIN LATERAL (VALUES (q.accountable_team_id), (h.reception_team_id), (o.to_team_id))
    AS t (team_id)
WHERE q.person_id IS NOT NULL AND q.due_at IS NOT NULL AND t.team_id IS NOT NULL
UNION ALL
SELECT c.person_id, c.team_id, NULL, NULL, 'contact', 'care.contact', c.id
FROM care_contact c, hour WHERE c.at <= hour.at AND hour.at < c.until
UNION ALL
SELECT b.person_id, NULL, NULL, b.account_id, 'break_glass', 'sharing.break_glass', b.id
FROM sharing_breakglass b, hour
WHERE b.at <= hour.at AND hour.at < coalesce(b.ended_at, b.until)
"""
# The team that writes a new person down meets her until the day ends: that fact is the trail's.
AS_KEPT = """
SELECT person_id, team_id, organisation_id, account_id, kind, source_kind, source_id
FROM sharing_relationship WHERE during @> %(at)s::timestamptz AND source_kind <> 'people.person'
"""
DIFFERENCE = f"""
(({FROM_THE_BOOKS}) EXCEPT ALL ({AS_KEPT}))
UNION ALL (({AS_KEPT}) EXCEPT ALL ({FROM_THE_BOOKS}))
"""


def differences(at):
    """Give what is kept and not in the books, or in the books and not kept."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCE, {"at": at})
        return cursor.fetchall()


def check_rebuilt(at):
    for later in TO_COME:
        assert differences(at + later) == [], f"{later} later"


WHO = ("navigator", "therapist", "dentist", "clinician", "manager")
acts = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "contact",
                "take",
                "accept",
                "return_offer",
                "offer",
                "link_person",
                "complete",
                "close",
                "withdraw",
                "register",
                "register",
                "leave",
                "break_glass",
                "end",
                "lapse",
                "reassign",
            )
        ),
        st.sampled_from(WHO),
        st.integers(0, 1),
        st.integers(-30, 30),
    ),
    min_size=4,
    max_size=14,
)
# What each act on a request is given besides its version.
GIVEN = {
    "accept": {},
    "return_offer": {"reason": "x", "alternative": "y"},
    "complete": {"outcome": "seen"},
    "close": {"told_how": "phone", "words": "Done."},
    "withdraw": {"reason": "x"},
}


class Story:
    """Two people, their requests, and what happens to them one hour after another."""

    def __init__(self, world):
        self.world, self.at = world, AT
        self.people = (world.person_id, world.other_person_id)
        self.public_ids = [Person.objects.get(pk=key).public_id for key in self.people]
        self.receipts = []
        self.opened = {}

    def happen(self, what, who, which, days):
        self.at += HOUR
        scope = self.world.scope(who, at=self.at)
        person, by = self.people[which], {"by": scope.actor, "at": self.at}
        if what in ("register", "leave"):
            with open_scope(system_scope("test", purpose="test", at=self.at)):
                self._change_list(what, person, day_of(self.at) + timedelta(days=days), by)
            return
        if what == "lapse":
            with as_worker(worlds.system(at=self.at)):
                care.sweep(at=self.at)
            return
        with as_app(scope):
            self._as_staff(what, who, which, person, by)

    def _change_list(self, what, person, on, by):
        if what == "leave":
            people.depart(person_id=person, on=on, reason="moved_away", **by)
            return
        practices = places.practices()
        people.register_with_practice(
            person_id=person, practice_id=practices[on.day % len(practices)].id, on=on, **by
        )

    def _as_staff(self, what, who, which, person, by):
        if what == "contact":
            care.begin_contact(person, channel="phone", hub_id=self.world.hub_id, **by)
        elif what == "take":
            known = {"person_id": person, "claimed": None} if which else {}
            if which:
                care.begin_contact(person, channel="phone", hub_id=self.world.hub_id, **by)
            self.receipts.append(care.take_request(worlds.asked(**known), **by))
        elif what == "break_glass":
            self.opened[who] = people.limits.break_glass(
                self.public_ids[which], reason="Found unconscious at home", at=self.at
            )
        elif what == "end":
            if who in self.opened:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT peckham.end_break_glass(%s)", [self.opened[who]])
        elif self.receipts:
            self._to_request(what, person, by)

    def _to_request(self, what, person, by):
        key = self.receipts[-1].public_id
        version = care.request(key, at=self.at).version
        if what == "link_person":
            care.acts.link_person(key, person_id=person, version=version, **by)
        elif what in ("offer", "reassign"):
            team = self.world.dental if version % 2 else self.world.duty
            getattr(care.acts, what)(key, to_team_id=team, reason="x", version=version, **by)
        else:
            getattr(care.acts, what)(key, version=version, **GIVEN[what], **by)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=acts)
def test_after_any_history_relationships_are_what_the_books_say(world, acts):
    with transaction.atomic():
        story = Story(world)
        check_rebuilt(story.at)
        for act in acts:
            # What is refused is not written, and opens nothing.
            with suppress(Refused), transaction.atomic():
                story.happen(*act)
                check_laws()
            check_rebuilt(story.at)
        transaction.set_rollback(True)


@pytest.fixture
def world(db):
    return worlds.build()


def test_after_the_synthetic_load_relationships_are_what_the_books_say(db):
    from peckham.interfaces.cli import synthetic_load

    synthetic_load.load(people=300, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, count(*) FROM sharing_relationship GROUP BY 1 ORDER BY 1")
        kept = dict(cursor.fetchall())
    assert kept["registration"] > 200
    assert kept["request"] > 0
    check_rebuilt(AT)


def test_a_relationship_that_no_fact_stands_behind_is_found(world):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sharing_relationship DISABLE TRIGGER has_its_fact")
        cursor.execute(
            "INSERT INTO sharing_relationship (person_id, team_id, kind, source_kind, source_id,"
            " during, recorded_at) VALUES (%s, %s, 'request', 'care.request', 1, '[,)', now())",
            [world.person_id, world.therapy],
        )
    assert len(differences(AT)) == 1
