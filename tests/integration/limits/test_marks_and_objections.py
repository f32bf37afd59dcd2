"""What narrows a record, by purpose: sensitive marks, objections; and why a part is not shown."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.agreeing import agree
from tests.databases import as_app
from tests.integration.limits.world import write_entry
from tests.integration.people.world import AT, FOUNDED

from peckham.infra import reference
from peckham.kernel import Refused
from peckham.people import api as people
from peckham.people.models import RecordEntry
from peckham.sharing import api as sharing

SENSITIVE = sharing.SENSITIVE_CATEGORIES


def rows(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def opens(resident, scope, *categories):
    with as_app(scope) as cursor:
        cursor.execute(
            "SELECT peckham.may_read_resident(%s, %s::text[])",
            [resident.id, list(categories or ("identity",))],
        )
        return cursor.fetchone()[0]


def mark(resident, category="domestic_abuse", scope=None, reason="safeguarding", account_id=None):
    with as_app(scope or resident.keeper()):
        return people.limits.mark(
            resident.public_id, category=category, reason=reason, account_id=account_id
        )


def agree_on(resident, *categories, purposes=("direct care",)):
    """The hub and the practice agree on sensitive categories too."""
    agree(
        resident.world.hub_organisation,
        resident.practice,
        at=FOUNDED,
        purposes=purposes,
        categories=("identity", "requests", "health_record", "care_plan", *categories),
    )


@pytest.fixture
def met(resident):
    """The hub's team has to do with her today."""
    resident.met_by(resident.clinician())
    return resident


# Marks: who opens a marked record, for what purpose, with which agreement.

CARE, DOOR = "direct care", "navigation"
OTHERS = ("population planning", "payment", "evaluation", "safety", "operations")
# (the category is agreed too, whose staff, for what, whether the record opens)
TABLE = [
    (False, "hub", CARE, False),
    (False, "hub", DOOR, False),
    (False, "keeper", CARE, True),
    (False, "keeper", DOOR, False),
    (True, "hub", CARE, True),
    (True, "hub", DOOR, False),
    *[(agreed, who, purpose, False)
      for agreed in (False, True) for who in ("hub", "keeper") for purpose in OTHERS],
]  # fmt: skip


@pytest.mark.parametrize("category", SENSITIVE)
def test_a_marked_record_opens_by_purpose_and_agreement(met, category):
    mark(met, category)
    for agreed in (False, True):
        # What a scope may be given is worked out once for its moment.
        at = AT + timedelta(minutes=agreed)
        if agreed:
            agree_on(met, category)
        for _, who, purpose, expected in (row for row in TABLE if row[0] is agreed):
            scope = {"hub": met.clinician, "keeper": met.keeper}[who](purpose=purpose, at=at)
            for part in ("identity", "health_record"):
                assert opens(met, scope, part) is expected, (agreed, who, purpose, part)


def test_agreeing_on_another_sensitive_category_does_not_help(met):
    agree_on(met, "sexual_health")
    mark(met, "domestic_abuse")
    assert not opens(met, met.clinician())


def test_staff_as_a_patient_never_open_their_own_record_and_colleagues_need_the_agreement(met):
    mark(met, "staff_as_patient", reason="member_of_staff", account_id=7)
    assert not opens(met, met.clinician(account=7))
    assert not opens(met, met.clinician(account=8))
    agree_on(met, "staff_as_patient")
    now = AT + timedelta(minutes=1)
    assert opens(met, met.clinician(account=8, at=now))
    assert not opens(met, met.clinician(account=7, at=now)), "an agreement does not open one's own"
    assert not opens(met, met.keeper(account=7, at=now)), "nor does working where one is a patient"
    assert opens(met, met.keeper(account=31, at=now))


def test_what_a_team_holds_it_goes_on_seeing_when_the_record_is_marked(met):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_relationship (person_id, team_id, kind, source_kind, source_id,"
            " during, recorded_at) VALUES (%s, %s, 'request', 'test', 9, tstzrange(%s, NULL), %s)",
            [met.id, met.clinician().team_id, AT - timedelta(hours=1), AT],
        )
    mark(met)
    assert opens(met, met.clinician(), "identity")
    assert opens(met, met.clinician(), "requests")
    assert not opens(met, met.clinician(), "health_record")


def test_a_mark_is_recorded_and_ended_by_a_clinician_of_the_keeper_alone(met):
    for scope in (
        met.clinician(),
        met.keeper(role="service_member"),
        met.keeper(role="navigator", purpose="navigation"),
        met.governance(organisation_id=met.practice),
        met.clinician(**met.working_at(met.other_practice)),
    ):
        with pytest.raises(Refused, match="practice that keeps the record"):
            mark(met, scope=scope)
    one = mark(met)
    with pytest.raises(Refused, match="already"):
        mark(met)
    with pytest.raises(Refused, match="practice that keeps the record"), as_app(met.clinician()):
        people.limits.end_mark(met.public_id, mark_id=one, reason="entered_in_error")
    later = AT + timedelta(hours=1)
    with as_app(met.keeper(at=later)):
        held = people.limits.limits_of(met.id)
        assert [(limit.what, limit.kind, limit.why) for limit in held] == [
            ("mark", "domestic_abuse", "safeguarding")
        ]
        people.limits.end_mark(met.public_id, mark_id=one, reason="no_longer_sensitive")
        assert people.limits.limits_of(met.id) == ()
    assert opens(met, met.clinician(at=later))
    assert not opens(met, met.clinician()), "what was allowed then is judged by then"
    with as_app(met.keeper(at=later)), pytest.raises(Refused, match="no such"):
        people.limits.end_mark(met.public_id, mark_id=one, reason="no_longer_sensitive")


def test_a_mark_is_of_a_known_kind_with_a_known_reason(met):
    for category, reason, account in (
        ("gossip", "safeguarding", None),
        ("adoption", "curious", None),
        ("adoption", "", None),
        ("adoption", "safeguarding", 7),
    ):
        with pytest.raises((Refused, DatabaseError)), transaction.atomic():
            mark(met, category, reason=reason, account_id=account)


# Entries that their sender labelled.


@pytest.mark.parametrize("category", SENSITIVE)
def test_a_labelled_entry_needs_its_category_and_the_others_do_not(met, category):
    write_entry(met.id, sensitivity=category, display="Labelled")

    def seen(scope):
        with as_app(scope):
            return sorted(RecordEntry.objects.values_list("display", flat=True))

    ordinary = ["Asthma self management", "Type 2 diabetes"]
    assert seen(met.clinician()) == ordinary
    assert seen(met.keeper()) == [ordinary[0], "Labelled", ordinary[1]]
    assert seen(met.keeper(role="navigator", purpose="navigation")) == ordinary
    agree_on(met, category)
    assert seen(met.clinician(at=AT + timedelta(minutes=1))) == [
        ordinary[0],
        "Labelled",
        ordinary[1],
    ]


# Objections.


def object_to(resident, kind="refusal_to_share", scope=None, said_how="in_person"):
    with as_app(scope or resident.clinician()):
        return people.limits.record_objection(resident.public_id, kind=kind, said_how=said_how)


@pytest.mark.django_db
def test_the_database_closes_what_the_data_say():
    table = reference.table("objections.toml")
    assert set(table) == set(sharing.vocabulary.OBJECTION_KINDS)
    for kind in (*table, "something new"):
        for purpose in (*sharing.vocabulary.AGREED_PURPOSES, "operations"):
            closes = purpose in table[kind]["closes"] if kind in table else True
            found = rows("SELECT peckham.objection_closes(%s, %s)", kind, purpose)
            assert found == [(closes,)], (kind, purpose)


def test_every_purpose_that_an_objection_leaves_open_says_why():
    for kind, facts in reference.table("objections.toml").items():
        open_still = set(sharing.vocabulary.AGREED_PURPOSES) - set(facts["closes"])
        assert open_still <= {row["use"] for row in facts["exempt"]}, kind
        assert all(row["why"] for row in facts["exempt"])


def test_an_opt_out_from_planning_changes_nothing_about_care(met):
    object_to(met, "national_data_opt_out")
    for purpose in (CARE, DOOR):
        assert opens(met, met.clinician(purpose=purpose), "health_record")


def test_a_refusal_closes_the_record_to_everybody_but_its_keeper_at_once(met):
    object_to(met)
    for purpose in (CARE, DOOR):
        assert not opens(met, met.clinician(purpose=purpose))
        assert opens(met, met.keeper(purpose=purpose))


def test_a_refusal_taken_back_opens_it_again_from_then_on(met):
    object_to(met, scope=met.clinician(role="navigator", purpose="navigation"))
    later = AT + timedelta(minutes=30)
    with as_app(met.clinician(at=later, role="navigator", purpose="navigation")):
        assert people.limits.why_closed(met.public_id) == "refused"
        people.limits.end_objection(met.public_id, kind="refusal_to_share", said_how="by_phone")
        assert people.limits.why_closed(met.public_id) == ""
    assert opens(met, met.clinician(at=later))
    assert not opens(met, met.clinician(at=AT + timedelta(minutes=29)))


def test_held_requests_go_on_after_a_refusal(met):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_relationship (person_id, team_id, kind, source_kind, source_id,"
            " during, recorded_at) VALUES (%s, %s, 'request', 'test', 9, tstzrange(%s, NULL), %s)",
            [met.id, met.clinician().team_id, AT - timedelta(hours=1), AT],
        )
    object_to(met)
    assert opens(met, met.clinician(), "identity")
    assert opens(met, met.clinician(), "requests")
    assert not opens(met, met.clinician(), "health_record")


def test_an_emergency_is_not_held_back_by_a_refusal_or_a_mark(met):
    mark(met)
    object_to(met)
    with as_app(met.clinician()):
        people.limits.break_glass(met.public_id, reason="Collapsed at the hub.", at=AT)
    assert opens(met, met.clinician(), "health_record", "domestic_abuse")


def test_objections_are_written_by_staff_who_have_to_do_with_the_person(met):
    for scope in (
        met.clinician(**met.working_at(met.world.other_organisation)),
        met.clinician(role="administrator", purpose="operations"),
        met.governance(),
    ):
        with pytest.raises(Refused, match="nothing to do"):
            object_to(met, scope=scope)
    object_to(met)
    with pytest.raises(Refused, match="already"):
        object_to(met)
    assert rows("SELECT said_how, recorded_by, recorded_at FROM sharing_objection") == [
        ("in_person", "a-7", AT)
    ]
    assert rows("SELECT count(*) FROM sharing_look WHERE parts = '{objections}'") == [(1,)]


ATTACKS = [
    "SELECT * FROM sharing_mark", "SELECT * FROM sharing_objection",
    "INSERT INTO sharing_objection (public_id, person_id, kind, during, recorded_by, recorded_at)"
    " VALUES (gen_random_uuid(), 1, 'refusal_to_share', '[,)', 'x', now())",
    "DELETE FROM sharing_mark", "UPDATE sharing_objection SET during = 'empty'",
    "SELECT peckham.mark_for(ARRAY[1::bigint], 'adoption', 'safeguarding', NULL)",
    "SELECT peckham.end_mark_for(ARRAY[1::bigint], gen_random_uuid(), 'entered_in_error')",
    "SELECT peckham.object_for(ARRAY[1::bigint], 'refusal_to_share', 'in_person')",
    "SELECT peckham.limits_on(ARRAY[1::bigint])",
    "SELECT peckham.why_not_shown(ARRAY[1::bigint], ARRAY['identity'])",
]  # fmt: skip


def test_plain_sql_is_refused(met):
    with as_app(met.clinician()) as cursor:
        for statement in ATTACKS:
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


def test_neither_is_rewritten_or_deleted_not_even_by_the_owner(met):
    mark(met)
    object_to(met)
    for table in ("sharing_mark", "sharing_objection"):
        for attack in (f"DELETE FROM {table} RETURNING 1",
                       f"UPDATE {table} SET recorded_by = 'x' RETURNING 1"):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                rows(attack)


# Why a part is not shown.


def page(resident, scope):
    with as_app(scope):
        return people.person(resident.public_id)


def test_nothing_is_withheld_from_the_keeper(met):
    seen = page(met, met.keeper())
    assert seen.withheld == {}
    assert seen.kinds_withheld == ()
    assert len(seen.record) == 1
    assert len(seen.care_plans) == 1


def test_kinds_of_sensitive_entries_are_named_whether_or_not_there_are_any(met):
    other = met.clinician(**met.working_at(met.world.other_organisation))
    met.met_by(other)
    assert page(met, other).withheld == {}
    assert page(met, other).kinds_withheld == SENSITIVE


@pytest.fixture
def narrow(db):
    """A hub that agreed with the practice on identity for both, on the record for care alone."""
    from tests.integration.limits.world import make_resident
    from tests.integration.people import world as people_world

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people_world, "agree", lambda *_, **__: None)
        made = make_resident()
    hub = made.world.hub_organisation
    agree(hub, made.practice, at=FOUNDED, categories=("identity", "requests"))
    agree(hub, made.practice, at=FOUNDED, categories=("health_record",), purposes=("direct care",))
    made.met_by(made.clinician())
    return made


def test_why_says_which_purpose_or_that_nothing_was_agreed(narrow):
    assert page(narrow, narrow.clinician()).withheld == {"care_plan": "no agreement"}
    seen = page(narrow, narrow.clinician(role="navigator", purpose="navigation"))
    assert seen.withheld == {"health_record": "other purpose", "care_plan": "no agreement"}
    assert seen.record == ()


@pytest.mark.parametrize("why", ["sensitive", "refused"])
def test_why_says_that_a_record_is_marked_or_refused_to_who_still_holds_a_request(narrow, why):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_relationship (person_id, team_id, kind, source_kind, source_id,"
            " during, recorded_at) VALUES (%s, %s, 'request', 'test', 9, tstzrange(%s, NULL), %s)",
            [narrow.id, narrow.clinician().team_id, AT - timedelta(hours=1), AT],
        )
    mark(narrow) if why == "sensitive" else object_to(narrow)
    assert page(narrow, narrow.clinician()).withheld["health_record"] == why


def test_a_closed_record_says_why_and_a_stranger_learns_nothing(met):
    with as_app(met.clinician(**met.working_at(met.world.other_organisation))):
        unknown = "00000000-0000-4000-8000-000000000000"
        assert people.limits.why_closed(met.public_id) == "no relationship"
        assert people.limits.why_closed(unknown) == "no relationship"
    mark(met)
    with as_app(met.clinician()):
        assert people.limits.why_closed(met.public_id) == "sensitive"
