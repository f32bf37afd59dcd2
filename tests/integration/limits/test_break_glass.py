"""A record opened in an emergency: alone, briefly, for a reason, and reviewed by somebody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker
from tests.integration.limits.world import BORN, NUMBER
from tests.integration.people.world import AT

from peckham.infra.scope import open_scope, public_scope, resident_scope, system_scope
from peckham.kernel import NhsNumber, Refused
from peckham.people import api as people
from peckham.sharing import api as sharing

WHY = "Collapsed at the hub, cannot speak."


def rows(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def opens(resident, scope, category="health_record"):
    with as_app(scope) as cursor:
        cursor.execute(
            "SELECT peckham.may_read_resident(%s, ARRAY['identity', %s])", [resident.id, category]
        )
        return cursor.fetchone()[0]


def break_the_glass(resident, scope=None, why=WHY):
    scope = scope or resident.clinician()
    with as_app(scope):
        return people.limits.break_glass(resident.public_id, reason=why, at=scope.at)


def test_it_opens_everything_to_that_account_alone_for_four_hours(resident):
    assert not opens(resident, resident.clinician())
    break_the_glass(resident)
    for category in ("health_record", "care_plan", "requests", "sexual_health"):
        assert opens(resident, resident.clinician(), category)
    assert opens(resident, resident.clinician(at=AT + timedelta(hours=3, minutes=59)))
    assert not opens(resident, resident.clinician(at=AT + timedelta(hours=4)))
    assert not opens(resident, resident.clinician(account=8)), "not to a colleague of the same team"
    assert not opens(resident, resident.clinician(purpose="navigation"))
    assert not opens(resident, resident.clinician(role="service_member"))


def test_it_is_not_taken_along_to_another_organisation(resident):
    break_the_glass(resident)
    elsewhere = resident.clinician(**resident.working_at(resident.world.other_organisation))
    assert not opens(resident, elsewhere)


def test_row_relationship_trail_and_look_are_written_together(resident):
    one = break_the_glass(resident)
    assert rows(
        "SELECT reason, at, until, role, recorded_at FROM sharing_breakglass WHERE public_id = %s",
        one,
    ) == [(WHY, AT, AT + timedelta(hours=4), "clinician", AT)]
    assert rows("SELECT count(*) FROM sharing_relationship WHERE kind = 'break_glass'") == [(1,)]
    assert rows("SELECT action FROM infra_auditevent WHERE subject_id = %s", str(one)) == [
        ("sharing.break_glass",)
    ]
    assert rows("SELECT parts, allowed_by FROM sharing_look WHERE person_id = %s", resident.id) == [
        (["break-glass"], "break_glass")
    ]


def test_only_who_gives_care_and_only_for_care(resident):
    for role, purpose in (
        ("navigator", "navigation"),
        ("navigator", "direct care"),
        ("manager", "navigation"),
        ("administrator", "operations"),
        ("governance_lead", "safety"),
        ("governance_lead", "direct care"),
        ("clinician", "navigation"),
        ("clinician", "safety"),
    ):
        with pytest.raises(Refused, match="opened in an emergency by a clinician"):
            break_the_glass(resident, resident.clinician(role=role, purpose=purpose))
    assert rows("SELECT count(*) FROM sharing_breakglass") == [(0,)]


def test_a_reason_in_words_is_needed(resident):
    for why in ("", "          ", "urgent", " help me  \n"):
        with pytest.raises(Refused, match="Say why"):
            break_the_glass(resident, why=why)


def mark_as_own(resident, account):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_mark (public_id, person_id, category, account_id, during,"
            " recorded_by, recorded_at) VALUES (gen_random_uuid(), %s, 'staff_as_patient', %s,"
            " tstzrange(%s, NULL), 'test', %s)",
            [resident.id, account, AT - timedelta(days=1), AT],
        )


def test_never_ones_own_record(resident):
    mark_as_own(resident, 7)
    with pytest.raises(Refused, match="their own record"):
        break_the_glass(resident)
    break_the_glass(resident, resident.clinician(account=8))
    assert opens(resident, resident.clinician(account=8))


def test_a_record_that_turns_out_to_be_ones_own_closes_at_once(resident):
    break_the_glass(resident)
    mark_as_own(resident, 7)
    assert not opens(resident, resident.clinician())


def test_it_is_ended_now_by_who_opened_it_and_once(resident):
    one = break_the_glass(resident)
    later = AT + timedelta(minutes=20)
    for other in (resident.clinician(account=8, at=later), resident.keeper(at=later)):
        with as_app(other), pytest.raises(Refused, match="no such emergency"):
            sharing.emergencies.end_break_glass(one)
    with as_app(resident.clinician(at=later)):
        assert sharing.emergencies.open_emergency([resident.id]).reason == WHY
        sharing.emergencies.end_break_glass(one)
        assert sharing.emergencies.open_emergency([resident.id]) is None
        sharing.emergencies.end_break_glass(one)
    assert not opens(resident, resident.clinician(at=later))
    assert opens(resident, resident.clinician(at=AT + timedelta(minutes=19))), "judged by then"


def test_what_it_opens_has_its_fact_before_and_after_it_is_ended(resident):
    one = break_the_glass(resident)
    ask = (
        "SELECT peckham.relationship_has_its_fact(r) FROM sharing_relationship r"
        " WHERE r.kind = 'break_glass'"
    )
    assert rows(ask) == [(True,)]
    with as_app(resident.clinician(at=AT + timedelta(minutes=20))):
        sharing.emergencies.end_break_glass(one)
    assert rows(ask) == [(True,)]


def test_a_second_one_is_not_opened_while_the_first_lasts(resident):
    break_the_glass(resident)
    with pytest.raises(Refused, match="already"):
        break_the_glass(resident)
    break_the_glass(resident, resident.clinician(at=AT + timedelta(hours=4)))


def test_somebody_who_is_not_there_is_refused(resident):
    with as_app(resident.clinician()), pytest.raises(Refused, match="no such person"):
        people.limits.break_glass("00000000-0000-4000-8000-000000000000", reason=WHY, at=AT)


def test_merged_records_open_as_one(resident):
    with open_scope(system_scope("test", purpose="testing", at=AT)):
        by = {"by": resident.clinician().actor, "at": AT}
        twin = people.register_person(family_name="Cali", given_name="F", **by)
        people.merging.merge(
            survivor_id=resident.id, duplicate_id=twin.id, reason="one person", **by
        )
    with as_app(resident.clinician()):
        people.limits.break_glass(twin.public_id, reason=WHY, at=AT)
        assert sharing.emergencies.open_emergency([resident.id]) is not None
        assert people.person(twin.public_id).id == resident.id


# Attacks with plain SQL, as the login of the web process.


ATTACKS = [
    "INSERT INTO sharing_breakglass (public_id, person_id, account_id, actor, actor_name, role,"
    " team_id, organisation_id, reason, at, until, recorded_at, reviewed_by, outcome,"
    " review_note) VALUES (gen_random_uuid(), 1, 7, 'a', 'a', 'clinician', 1, 1,"
    " 'a long reason', now(), now() + interval '1 day', now(), '', '', '')",
    "UPDATE sharing_breakglass SET until = until + interval '1 year'",
    "UPDATE sharing_breakglass SET outcome = 'justified'",
    "DELETE FROM sharing_breakglass",
    "TRUNCATE sharing_breakglass",
    "SELECT peckham.break_glass_for(ARRAY[1::bigint], 'a long reason', now())",
    "SELECT peckham.write_trail('x', 'x', 'x', '{}')",
    "SELECT peckham.emergency_of(ARRAY[1::bigint])",
    "INSERT INTO sharing_relationship (person_id, account_id, kind, source_kind, source_id,"
    " during, recorded_at) VALUES (1, 7, 'break_glass', 'x', 1, '[,)', now())",
]


def test_plain_sql_is_refused(resident):
    break_the_glass(resident)
    with as_app(resident.clinician()) as cursor:
        for statement in ATTACKS:
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


def test_no_emergency_is_longer_than_half_a_day_whoever_asks(resident):
    for length in ("-1 hour", "0 hours", "12 hours 1 second", "10 years"):
        with as_app(resident.clinician()) as cursor:
            with pytest.raises(DatabaseError, match="short"), transaction.atomic():
                cursor.execute(
                    "SELECT peckham.break_glass(%s, %s, %s + %s::interval)",
                    [resident.public_id, WHY, AT, length],
                )


def test_a_relationship_that_no_emergency_stands_behind_opens_nothing(resident):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_relationship (person_id, account_id, kind, source_kind, source_id,"
            " during, recorded_at) VALUES (%s, 7, 'break_glass', 'x', 999, '[,)', now())",
            [resident.id],
        )
    assert not opens(resident, resident.clinician())


def test_nobody_rewrites_what_was_done_not_even_the_owner(resident):
    break_the_glass(resident)
    for change in ("reason = 'another long reason'", "until = until + interval '1 day'",
                   "account_id = 8"):  # fmt: skip
        with pytest.raises(DatabaseError, match="not rewritten"), transaction.atomic():
            rows(f"UPDATE sharing_breakglass SET {change} RETURNING 1")
    with pytest.raises(DatabaseError, match="only grow"), transaction.atomic():
        rows("DELETE FROM sharing_breakglass RETURNING 1")


def seen(scope, as_whom=as_app):
    with as_whom(scope) as cursor:
        cursor.execute("SELECT count(*) FROM sharing_breakglass")
        return cursor.fetchone()[0]


def test_it_is_read_by_who_did_it_and_by_that_organisations_governance_alone(resident):
    break_the_glass(resident)
    assert seen(resident.clinician()) == 1
    assert seen(resident.governance()) == 1
    for nobody in (
        resident.clinician(account=8),
        resident.keeper(),
        resident.governance(organisation_id=resident.practice),
        resident.clinician(account=90, role="administrator", purpose="operations"),
        public_scope(at=AT),
        resident_scope(
            person_id=resident.id, public_id=str(resident.public_id), name="Faadumo", at=AT
        ),
    ):
        assert seen(nobody) == 0
    with as_worker(system_scope("offer lapse", purpose="direct care", at=AT)) as cursor:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute("SELECT count(*) FROM sharing_breakglass")


# Its review.


def review(scope, one, outcome="justified", note="The ambulance sheet says the same."):
    with as_app(scope):
        sharing.emergencies.review_break_glass(one, outcome=outcome, note=note)


AFTERWARDS = AT + timedelta(hours=5)


def test_the_governance_lead_reviews_the_oldest_first_with_what_was_looked_at(resident):
    first = break_the_glass(resident)
    second = break_the_glass(resident, resident.clinician(account=8, at=AT + timedelta(minutes=1)))
    with as_app(resident.clinician(at=AT + timedelta(minutes=5))):
        people.person(resident.public_id)
    lead = resident.governance(at=AFTERWARDS)
    with as_app(lead):
        assert sharing.emergencies.emergencies_waiting() == 2
        waiting = sharing.emergencies.emergencies_to_review()
        assert [one.public_id for one in waiting] == [first, second]
        looks = sharing.emergencies.looks_under(first)
        assert [look.parts for look in looks] == [
            ("break-glass",),
            ("demographics", "health record", "care plan"),
        ]
        sharing.emergencies.review_break_glass(first, outcome="not_justified", note="Not hers.")
        assert sharing.emergencies.emergencies_waiting() == 1
        assert [one.outcome for one in sharing.emergencies.reviewed_emergencies()] == [
            "not_justified"
        ]


def test_nobody_reviews_their_own(resident):
    one = break_the_glass(resident)
    with pytest.raises(Refused, match="themselves"):
        review(resident.governance(account=7, at=AFTERWARDS), one)
    review(resident.governance(at=AFTERWARDS), one)


def test_what_is_still_open_is_ended_first_and_what_is_reviewed_is_reviewed_once(resident):
    one = break_the_glass(resident)
    with pytest.raises(Refused, match="still open"):
        review(resident.governance(), one)
    with as_app(resident.governance(at=AT + timedelta(minutes=10))):
        sharing.emergencies.end_break_glass(one)
    assert not opens(resident, resident.clinician(at=AT + timedelta(minutes=10)))
    review(resident.governance(at=AT + timedelta(minutes=10)), one)
    with pytest.raises(Refused, match="already"):
        review(resident.governance(at=AFTERWARDS), one, outcome="not_justified")


def test_another_organisations_lead_and_other_roles_review_nothing(resident):
    one = break_the_glass(resident)
    for scope in (
        resident.governance(at=AFTERWARDS, organisation_id=resident.practice),
        resident.clinician(account=8, at=AFTERWARDS),
        replace(resident.governance(at=AFTERWARDS), role="manager"),
    ):
        with pytest.raises(Refused, match="no such"):
            review(scope, one)
        with as_app(scope):
            assert sharing.emergencies.looks_under(one) == ()


def test_a_review_says_what_and_why(resident):
    one = break_the_glass(resident)
    for outcome, note in (("justified", " "), ("maybe", "Because."), ("", "x")):
        with pytest.raises(Refused):
            review(resident.governance(at=AFTERWARDS), one, outcome=outcome, note=note)


# Finding somebody in an emergency.


def test_number_and_birth_date_together_find_one_person_and_show_nothing_else(resident):
    number = NhsNumber.parse(NUMBER)
    with as_app(resident.clinician()):
        found = people.limits.trace(number, born_on=BORN)
        assert (found.public_id, found.may_open) == (resident.public_id, False)
        assert people.limits.trace(number, born_on=BORN + timedelta(days=1)) is None
        assert people.limits.trace(NhsNumber.parse("9990000026"), born_on=BORN) is None
    assert [parts for (parts,) in rows("SELECT parts FROM sharing_look ORDER BY id")] == [
        ["search", "by NHS number", "by date of birth", f"{n} found"] for n in (1, 0, 0)
    ]
    with as_app(resident.clinician(role="navigator", purpose="navigation")):
        with pytest.raises(Refused):
            people.limits.trace(number, born_on=BORN)
