"""The law of partnerships against raw SQL, as the application and as the owner."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app
from tests.integration.contracts.partners import (
    AT,
    WHO,
    formed,
    hosted,
    member,
    promising,
    scope_of,
    told,
)

from peckham.infra.scope import public_scope

pytestmark = pytest.mark.django_db
ROW = "on_day, source, quotation, recorded_at, recorded_by"
STAMP = "'2026-11-03', 'minutes', '', %(at)s, 'x'"


def insert(table, columns, values):
    return f"INSERT INTO contracts_{table} ({columns}, {ROW}) VALUES ({values}, {STAMP})"


MEMBER = "(SELECT m.id FROM contracts_integratormember m JOIN contracts_body b ON b.id = m.body_id"
HOST = f"{MEMBER} WHERE b.name = 'Larkmoor Trust')"
OTHER = f"{MEMBER} WHERE b.name = 'Larkmoor Federation')"
FOREIGN = f"{MEMBER} WHERE b.name = 'Otherton Trust')"
HERE = "(SELECT id FROM contracts_contractplace WHERE name = 'Larkmoor')"
MINE = "(SELECT id FROM contracts_integrator WHERE name = 'Larkmoor integrator')"
THEIRS = "(SELECT p.id FROM contracts_placepartnership p WHERE p.name = 'Otherton Together')"
REFUSED = {
    "a host that was not scored": insert("hostchoice", "member_id, reason", f"{OTHER}, 'x'"),
    "the host leaves": insert("memberdeparture", "member_id", HOST),
    "a member twice": insert(
        "integratormember", "integrator_id, body_id",
        f"{MINE}, (SELECT id FROM contracts_body WHERE name = 'Larkmoor Trust')",
    ),
    "a function owned by a stranger": insert(
        "functionowner", "integrator_id, function, member_id, named",
        f"{MINE}, 'metrics', {FOREIGN}, 'x'",
    ),
    "a function owned by nobody in particular": insert(
        "functionowner", "integrator_id, function, member_id, named",
        f"{MINE}, 'metrics', {HOST}, ''",
    ),
    "an integrator that answers to another place": insert(
        "integrator", "public_id, name, accountable_to_id, place_id",
        f"gen_random_uuid(), 'x', {THEIRS},"
        " (SELECT id FROM contracts_contractplace WHERE name = 'Empty')",
    ),
    "a second partnership in a place": insert("placepartnership", "place_id, name", f"{HERE}, 'x'"),
    "holding that is neither yes, no nor unknown": insert(
        "holdingstatement", "integrator_id, body_id, holds, words",
        f"{MINE}, (SELECT id FROM contracts_body WHERE name = 'Larkmoor Trust'), 'maybe', 'x'",
    ),
    "a report that nobody reads": insert(
        "oversightentry", "integrator_id, kind, words", f"{MINE}, 'report', 'x'"
    ),
    "money committed from nowhere": insert(
        "commitment", "place_id, purpose, words, amount_pence", f"{HERE}, 'hub', 'x', 1"
    ),
    "a score without a reason": insert(
        "hostscore", "member_id, criterion, score, reason", f"{OTHER}, 'size', 3, ''"
    ),
    "a fact of tomorrow": insert(
        "placefact", "place_id, topic, words, body, reference", f"{HERE}, 'given', 'x', '', ''"
    ).replace("2026-11-03", "2026-11-23"),
    "a host changed": "UPDATE contracts_hostchoice SET reason = 'another'",
    "a decision taken away": "DELETE FROM contracts_integratordecision",
    "everything taken away": "TRUNCATE contracts_placefact",
}  # fmt: skip
CHANGES = ("a host changed", "a decision taken", "everything taken")
ALLOWED = insert("placefact", "place_id, topic, words, body, reference",
                 f"{HERE}, 'given', 'x', '', ''")  # fmt: skip


@pytest.fixture
def standing(db):
    hosted()
    other = formed("Otherton")
    promising.state_funding(
        place_id=other.place.id, purpose="hub", found="the board", amount_pence=None,
        told=told(), **WHO,
    )  # fmt: skip
    from tests.integration.contracts.partners import place

    place("Empty")


def run(cursor, statement, at=AT):
    with transaction.atomic():
        cursor.execute(statement, {"at": at})


@pytest.mark.parametrize("what", REFUSED)
def test_neither_the_application_nor_the_owner_breaks_it(standing, what):
    with connection.cursor() as cursor, pytest.raises(DatabaseError) as to_owner:
        run(cursor, REFUSED[what])
    with as_app(scope_of()) as cursor, pytest.raises(DatabaseError) as to_app:
        run(cursor, REFUSED[what])
    assert to_owner.value.__cause__.sqlstate[:2] in ("PK", "23")
    denied = "42501" if what.startswith(CHANGES) else to_owner.value.__cause__.sqlstate
    assert to_app.value.__cause__.sqlstate == denied


def test_who_writes_when_and_in_whose_name(standing):
    with as_app(scope_of()) as cursor:
        run(cursor, ALLOWED)
        cursor.execute("SELECT recorded_by FROM contracts_placefact")
        assert cursor.fetchall() == [("commissioner",)], "the name is the scope's, not one typed"
        with pytest.raises(DatabaseError, match="moment"):
            run(cursor, ALLOWED, AT - timedelta(days=1))
        with pytest.raises(DatabaseError, match="quotation"):
            run(cursor, ALLOWED.replace("'minutes', ''", "'minutes', 'They said so.'"))
    for scope in (scope_of("clinician"), public_scope(at=AT)):
        with as_app(scope) as cursor, pytest.raises(DatabaseError, match="Only whoever keeps"):
            run(cursor, ALLOWED)


def test_a_decision_is_written_down_by_whoever_records_decisions(standing):
    decision = insert(
        "integratordecision", "integrator_id, decided_by, outcome, reference",
        f"{MINE}, 'the board', 'approved', 'item 4'",
    )  # fmt: skip
    with as_app(scope_of("contract_manager")) as cursor, pytest.raises(DatabaseError, match="Only"):
        run(cursor, decision)
    with as_app(scope_of()) as cursor:
        run(cursor, decision)


def test_a_member_that_left_hosts_nothing(standing):
    assert date(2026, 11, 3) < AT.date()
    one = formed("Leaving")
    with connection.cursor() as cursor:
        run(cursor, insert("memberdeparture", "member_id", str(member(one, "Trust"))))
        with pytest.raises(DatabaseError, match="has left"):
            run(cursor, insert("hostchoice", "member_id, reason", f"{member(one, 'Trust')}, 'x'"))
