"""Runs on many people without their names: who is in them, who may read them, who learns a name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.agreeing import agree
from tests.databases import _as_role, as_app, as_worker
from tests.integration.people.world import AREAS, AT, BY, FOUNDED

from peckham.infra.scope import open_scope, system_scope
from peckham.kernel import Refused
from peckham.people import api as people
from peckham.sharing import api as sharing

PLANNING = "population planning"
UNTIL = AT + timedelta(days=30)
WHY = "High on the list of those at risk of falling."


def rows(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def job(at=AT, purpose=PLANNING):
    return system_scope("population run", purpose=purpose, at=at)


def agree_on_planning(resident, *suppliers, purposes=(PLANNING,), **terms):
    facts = {"confidentiality_basis": "pseudonymised", "article_6": "6(1)(e)",
             "article_9": "9(2)(h)"}  # fmt: skip
    agree(
        resident.world.hub_organisation,
        *(suppliers or (resident.practice,)),
        at=FOUNDED,
        purposes=purposes,
        categories=("identity",),
        **(facts | terms),
    )


def start(resident, scope=None, receiver=None, **changes):
    facts = {
        "receiver_id": receiver or resident.world.hub_organisation,
        "purpose": PLANNING,
        "what_for": "Who may fall this winter.",
        "basis": "pseudonymised",
        "until": UNTIL,
    } | changes
    with as_worker(scope or job(purpose=facts["purpose"])):
        return sharing.runs.start_run(**facts)


def read(run, scope=None):
    with as_worker(scope or job()):
        return people.pseudonyms.rows_of_run(run)


@pytest.fixture
def agreed(resident):
    agree_on_planning(resident)
    return resident


def somebody(resident, practice="Z99001", **facts):
    with open_scope(system_scope("test", purpose="testing", at=AT)):
        key = people.register_person(
            family_name="Second", area_code=AREAS[2], by=BY, at=AT,
            **({"birth_date": date(1980, 5, 6), "sex": "male"} | facts),
        )  # fmt: skip
        people.register_with_practice(
            person_id=key.id, practice_id=resident.world.practices[practice],
            on=date(2020, 1, 1), by=BY, at=AT,
        )  # fmt: skip
    return key


def test_a_row_is_coarse_and_names_nobody(agreed):
    somebody(agreed)
    somebody(agreed, birth_date=date(1910, 1, 1))
    somebody(agreed, birth_date=None)
    found = read(start(agreed))
    assert sorted((row.birth_year or 0, row.sex, row.practice, row.neighbourhood)
                  for row in found) == [
        (0, "male", "Z99001", "N2"),
        (1936, "male", "Z99001", "N2"),
        (1951, "unknown", "Z99001", "N1"),
        (1980, "male", "Z99001", "N2"),
    ]  # fmt: skip
    assert [row.pseudonym for row in found] == sorted(row.pseudonym for row in found)
    assert {len(row.pseudonym) for row in found} == {32}


def test_two_runs_cannot_be_joined_and_one_stays_itself(agreed):
    first, second = start(agreed), start(agreed)
    assert read(first) == read(first)
    assert read(first)[0].pseudonym != read(second)[0].pseudonym


def test_only_people_whose_keepers_supply_the_run_are_in_it(agreed):
    somebody(agreed, practice="Z99002")
    run = start(agreed)
    assert {row.practice for row in read(run)} == {"Z99001"}
    agree_on_planning(agreed, agreed.other_practice)
    later = AT + timedelta(minutes=1)
    assert {row.practice for row in read(run, job(later))} == {"Z99001", "Z99002"}


def test_a_withdrawal_ends_it_at_once_also_for_a_run_that_is_on(agreed):
    run = start(agreed)
    assert len(read(run)) == 1
    later = AT + timedelta(hours=1)
    (key,) = {row[0] for row in rows("SELECT max(agreement_id) FROM sharing_agreementversion")}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_agreementwithdrawal (agreement_id, organisation_id, withdrawn_by,"
            " reason, from_at, recorded_at) VALUES (%s, %s, 'x', 'leaving', %s, %s)",
            [key, agreed.practice, later, later],
        )
    assert read(run, job(later)) == ()


OBJECTIONS = [
    ("national_data_opt_out", PLANNING, 0),
    ("national_data_opt_out", "evaluation", 0),
    ("national_data_opt_out", "payment", 0),
    ("national_data_opt_out", "safety", 1),
    ("refusal_to_share", PLANNING, 0),
    ("refusal_to_share", "safety", 0),
]


@pytest.mark.parametrize(("kind", "purpose", "expected"), OBJECTIONS)
def test_who_objects_is_left_out_by_purpose(resident, kind, purpose, expected):
    agree_on_planning(resident, purposes=(purpose,))
    run = start(resident, purpose=purpose)
    assert len(read(run, job(purpose=purpose))) == 1
    with as_app(resident.keeper()):
        people.limits.record_objection(resident.public_id, kind=kind, said_how="in_writing")
    assert len(read(run, job(AT + timedelta(minutes=1), purpose))) == expected


def test_an_objection_of_either_of_two_merged_records_counts(agreed):
    twin = somebody(agreed)
    with open_scope(system_scope("test", purpose="testing", at=AT)):
        people.merging.merge(
            survivor_id=agreed.id, duplicate_id=twin.id, reason="one person", by=BY, at=AT
        )
    run = start(agreed)
    assert len(read(run)) == 1, "two records of one person are one row"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_objection (public_id, person_id, kind, during, recorded_by,"
            " recorded_at) VALUES (gen_random_uuid(), %s, 'national_data_opt_out',"
            " tstzrange(%s, NULL), 'x', %s)",
            [twin.id, AT, AT],
        )
    assert read(run) == ()


def test_a_marked_record_is_left_out_unless_its_category_is_agreed_for_the_purpose(agreed):
    run = start(agreed)
    with as_app(agreed.keeper()):
        people.limits.mark(agreed.public_id, category="adoption", reason="legal_duty")
    later = AT + timedelta(minutes=1)
    assert read(run, job(later)) == ()
    agree(
        agreed.world.hub_organisation, agreed.practice, at=FOUNDED, purposes=(PLANNING,),
        categories=("adoption",), confidentiality_basis="pseudonymised",
    )  # fmt: skip
    assert len(read(run, job(later + timedelta(minutes=1)))) == 1


# What a run rests on (rule 61: nobody supplies it, so it is not made).


def test_without_an_agreement_on_its_purpose_and_basis_no_run_starts(resident):
    with pytest.raises(Refused, match="No agreement in force"):
        start(resident)
    agree_on_planning(resident, confidentiality_basis="consent")
    with pytest.raises(Refused, match="No agreement in force"):
        start(resident)
    agree_on_planning(resident)
    with pytest.raises(Refused, match="No agreement in force"):
        start(resident, purpose="payment")
    planner = resident.clinician(role="planner", purpose=PLANNING)
    with pytest.raises(Refused, match="No agreement in force"):
        start(resident, categories=("identity", "health_record"), scope=planner)


def test_section_251_needs_its_reference_and_last_day_and_ends_with_it(resident):
    support = {"section_251_reference": "25/CAG/0001",
               "section_251_expires_on": AT.date() + timedelta(days=10)}  # fmt: skip
    agree_on_planning(resident, confidentiality_basis="section 251", **support)
    within = {"basis": "section 251", "until": AT + timedelta(days=9)}
    for missing in ({}, {"section_251_reference": "25/CAG/0001"},
                    {"section_251_expires_on": support["section_251_expires_on"]}):  # fmt: skip
        with pytest.raises(Refused, match="Name what the run rests on"):
            start(resident, **within, **missing)
    with pytest.raises(Refused, match="no later than the support"):
        start(resident, **(within | {"until": UNTIL}), **support)
    with pytest.raises(Refused, match="No agreement in force"):
        start(resident, **within, **(support | {"section_251_reference": "99/CAG/9999"}))
    with pytest.raises(Refused, match="Name what the run rests on"):
        start(resident, until=UNTIL, **support)
    run = start(resident, **within, **support)
    assert len(read(run)) == 1
    with pytest.raises(Refused, match="it is over"):
        read(run, job(AT + timedelta(days=9)))


def test_a_run_says_what_it_is_for_and_ends(agreed):
    for wrong in ({"what_for": "falls"}, {"until": AT}, {"until": AT + timedelta(days=400)}):
        with pytest.raises(Refused):
            start(agreed, **wrong)
    run = start(agreed)
    with as_worker(job()):
        sharing.runs.end_run(run)
    with pytest.raises(Refused, match="it is over"):
        read(run)


# Who may make, read and see a run.


def test_a_run_is_made_and_read_for_its_own_purpose_and_organisation(agreed):
    hub = agreed.world.hub_organisation
    planner = agreed.clinician(role="planner", purpose=PLANNING)
    run = start(agreed, scope=planner)
    assert len(read(run, planner)) == 1
    for scope in (
        job(purpose="evaluation"),
        system_scope("offer lapse", purpose=PLANNING, at=AT),
        replace(planner, purpose="direct care"),
        replace(planner, organisation_id=agreed.practice),
    ):
        with pytest.raises(Refused, match="own purpose"):
            read(run, scope)
        with pytest.raises(Refused):
            start(agreed, scope=scope, receiver=hub)


def test_the_analysis_reads_a_run_through_the_function_and_nothing_else(agreed):
    planner = agreed.clinician(role="planner", purpose=PLANNING)
    run = start(agreed, scope=planner)
    with _as_role("peckham_analytics", planner) as cursor:
        cursor.execute("SELECT count(*) FROM peckham.run_rows(%s)", [run])
        assert cursor.fetchone()[0] == 1
        for statement in (
            "SELECT * FROM people_person", "SELECT * FROM sharing_runsecret",
            "SELECT * FROM sharing_run", "SELECT peckham.pseudonym_in(1, 1)",
            "SELECT peckham.reidentify(gen_random_uuid(), 'x', 'a long reason')",
        ):  # fmt: skip
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


ATTACKS = [
    "SELECT * FROM sharing_runsecret",
    "UPDATE sharing_run SET until = until + interval '1 year'",
    "INSERT INTO sharing_reidentification (run_id, person_id) VALUES (1, 1)",
    "SELECT peckham.pseudonym_in(1, 1)",
    "SELECT peckham.run_on(gen_random_uuid())",
    "SELECT peckham.run_suppliers(1, 'x', 'x', 'x', 'x', now())",
]


def test_no_process_reads_the_keys_or_makes_pseudonyms(agreed):
    run = start(agreed)
    for as_whom, scope in ((as_app, agreed.clinician()), (as_worker, job())):
        with as_whom(scope) as cursor:
            for statement in ATTACKS:
                with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                    cursor.execute(statement)
    with as_app(agreed.clinician()) as cursor:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute("SELECT * FROM peckham.run_rows(%s)", [run])


def test_every_reading_is_written_down(agreed):
    read(start(agreed))
    assert rows("SELECT actor, purpose, parts, allowed_by FROM sharing_look"
                " WHERE parts[1] = 'pseudonymised run'") == [
        ("population run", PLANNING, ["pseudonymised run", "1 people"], "run")
    ]  # fmt: skip


# Learning who one is.


def name(resident, run, pseudonym, scope=None, why=WHY):
    with as_app(scope or resident.keeper()):
        return people.pseudonyms.reidentify(run, pseudonym=pseudonym, reason=why)


def test_the_treating_clinician_learns_one_name_and_it_is_a_look(agreed):
    run = start(agreed)
    (row,) = read(run)
    assert name(agreed, run, row.pseudonym) == agreed.public_id
    assert rows("SELECT actor, allowed_by FROM sharing_look WHERE parts = '{re-identified}'"
                " AND person_id = %s", agreed.id) == [("a-31", "registration")]  # fmt: skip
    assert rows("SELECT reason, person_id, account_id FROM sharing_reidentification") == [
        (WHY, agreed.id, 31)
    ]


def test_somebody_elses_patient_and_an_invented_pseudonym_are_answered_alike(agreed):
    run = start(agreed)
    (row,) = read(run)
    elsewhere = agreed.clinician(**agreed.working_at(agreed.other_practice))
    assert name(agreed, run, row.pseudonym, elsewhere) is None
    assert name(agreed, run, "0" * 32) is None
    assert name(agreed, run, row.pseudonym, agreed.clinician()) is None, "no relationship"
    assert rows("SELECT count(*) FROM sharing_look WHERE parts[2] = 'nobody found'") == [(3,)]
    assert rows("SELECT count(*) FROM sharing_reidentification") == [(0,)]


def test_nobody_but_a_clinician_for_care_and_never_without_a_reason(agreed):
    run = start(agreed)
    (row,) = read(run)
    for scope in (
        agreed.keeper(role="navigator", purpose="navigation"),
        agreed.keeper(role="service_member"),
        agreed.keeper(purpose=PLANNING),
        agreed.governance(organisation_id=agreed.practice),
    ):
        with pytest.raises(Refused, match="clinician who treats"):
            name(agreed, run, row.pseudonym, scope)
    with pytest.raises(Refused, match="what it is for"):
        name(agreed, run, row.pseudonym, why="risk")


def test_an_expired_run_and_one_for_payment_name_nobody(agreed):
    run = start(agreed)
    (row,) = read(run)
    with pytest.raises(Refused, match="it is over"):
        name(agreed, run, row.pseudonym, agreed.keeper(at=UNTIL))
    agree_on_planning(agreed, purposes=("payment",))
    paid = start(agreed, purpose="payment")
    (row,) = read(paid, job(purpose="payment"))
    with pytest.raises(Refused, match="clinician who treats"):
        name(agreed, paid, row.pseudonym)


def test_who_opts_out_afterwards_is_not_named(agreed):
    run = start(agreed)
    (row,) = read(run)
    with as_app(agreed.keeper()):
        people.limits.record_objection(
            agreed.public_id, kind="national_data_opt_out", said_how="by_phone"
        )
    assert name(agreed, run, row.pseudonym, agreed.keeper(at=AT + timedelta(minutes=1))) is None


def test_reidentifications_are_read_by_governance_of_that_organisation(agreed):
    run = start(agreed)
    (row,) = read(run)
    name(agreed, run, row.pseudonym)

    def seen(scope):
        with as_app(scope) as cursor:
            cursor.execute("SELECT count(*) FROM sharing_reidentification")
            return cursor.fetchone()[0]

    assert seen(agreed.governance(organisation_id=agreed.practice)) == 1
    assert seen(agreed.governance()) == 0
    assert seen(agreed.keeper(account=32)) == 0
