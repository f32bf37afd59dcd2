"""What a transaction decided of a record is kept, and decided anew as soon as anything changes."""

from datetime import timedelta

import pytest
from django.db import connection
from psycopg.types.range import TimestamptzRange
from tests.databases import as_app
from tests.generative.sharing import paths, writing
from tests.integration.sharing.test_every_policy_mutated import (
    ADA,
    AGREEMENT,
    AT,
    BEFRIENDER_READS,
    BEN,
    EVER,
    NURSE,
    NURSE_READS,
    TRUST,
    WORLD,
    insert,
)
from tests.relating import relate

from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db
FOR_EVER = TimestamptzRange(EVER, None)


@pytest.fixture(autouse=True)
def town(db):
    writing.make_room()
    with connection.cursor() as cursor:
        # make_room takes all triggers away; these are what is tested here.
        for table in ("sharing_mark", "sharing_objection", "sharing_agreementwithdrawal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER decide_again")
        cursor.execute("ALTER TABLE sharing_relationship ENABLE TRIGGER decide_again")
        cursor.execute("ALTER TABLE sharing_agreementwithdrawal ENABLE TRIGGER suppliers_again")
        cursor.execute("ALTER TABLE people_person ENABLE TRIGGER decide_again_of_merged")
    writing.write(WORLD)


def sees(cursor, person=ADA):
    cursor.execute("SELECT count(*) FROM people_person WHERE id = %s", [person])
    return bool(cursor.fetchone()[0])


def as_owner(cursor, do):
    """Write as the owner in the very transaction in which somebody reads."""
    cursor.execute("SET LOCAL ROLE peckham_owner")
    do()
    cursor.execute("SET LOCAL ROLE peckham_app")


def ended_request():
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sharing_relationship SET during = 'empty' WHERE kind <> 'registration'"
        )


def merged():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET merged_into_id = %s WHERE id = %s", [ADA, BEN])


@pytest.mark.parametrize(
    "change",
    [
        lambda: insert("sharing_mark", person_id=ADA, category="adoption", during=FOR_EVER,
            recorded_by="x", recorded_at=EVER, account_id=None),
        lambda: insert("sharing_mark", person_id=ADA, category="staff_as_patient", during=FOR_EVER,
            recorded_by="x", recorded_at=EVER, account_id=NURSE),
        ended_request,
    ],
    ids=["a mark", "a mark on one's own", "the relationships end"],
)  # fmt: skip
def test_what_closes_a_record_closes_it_in_the_same_transaction(change):
    closes_health = "SELECT count(*) FROM people_recordentry WHERE person_id = %s"
    with as_app(paths.scope_of(NURSE_READS, WORLD)) as cursor:
        cursor.execute(closes_health, [ADA])
        assert cursor.fetchone()[0] == 1
        as_owner(cursor, change)
        cursor.execute(closes_health, [ADA])
        assert cursor.fetchone()[0] == 0


def test_leaving_the_agreement_closes_what_is_not_held_in_the_same_transaction():
    entries = "SELECT count(*) FROM people_recordentry WHERE person_id = %s"

    def leave():
        insert("sharing_agreementwithdrawal", agreement_id=AGREEMENT, organisation_id=TRUST,
            withdrawn_by="x", reason="x", from_at=AT, recorded_at=AT)  # fmt: skip

    with as_app(paths.scope_of(NURSE_READS, WORLD)) as cursor:
        cursor.execute(entries, [ADA])
        assert cursor.fetchone()[0] == 1
        as_owner(cursor, leave)
        cursor.execute(entries, [ADA])
        assert cursor.fetchone()[0] == 0
        assert sees(cursor), "the request that is held stays visible, and whose it is"


def met():
    relate(
        BEN,
        team_id=next(iter(BEFRIENDER_READS.teams)),
        source_kind="care.contact",
        from_at=AT,
        until=AT + timedelta(hours=1),
    )


def test_what_opens_a_record_opens_it_in_the_same_transaction():
    with as_app(paths.scope_of(BEFRIENDER_READS, WORLD)) as cursor:
        assert not sees(cursor, BEN)
        as_owner(cursor, met)
        assert sees(cursor, BEN)
        assert sharing.close_relationships(source_kind="care.contact", source_id=1, at=AT) == 1
        assert not sees(cursor, BEN)


def test_a_merge_widens_whose_records_decide_in_the_same_transaction():
    with as_app(paths.scope_of(NURSE_READS, WORLD)) as cursor:
        assert not sees(cursor, BEN)
        as_owner(cursor, merged)
        assert sees(cursor, BEN), "Ben was found to be Ada, whose record is open"


def test_one_scope_is_never_given_what_another_was():
    """One after another in one transaction, as tests and tasks have them."""
    for _ in range(2):
        with as_app(paths.scope_of(NURSE_READS, WORLD)) as cursor:
            assert sees(cursor)
        with as_app(paths.scope_of(BEFRIENDER_READS, WORLD)) as cursor:
            assert not sees(cursor)


def test_what_was_decided_within_a_savepoint_goes_with_it():
    with as_app(paths.scope_of(NURSE_READS, WORLD)) as cursor:
        assert sees(cursor)
        cursor.execute("SAVEPOINT before")
        as_owner(cursor, ended_request)
        assert not sees(cursor)
        cursor.execute("ROLLBACK TO SAVEPOINT before")
        assert sees(cursor)
