from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker

from peckham.infra import audit, idempotency
from peckham.infra.scope import (
    NoScope,
    Scope,
    ScopeAlreadyOpen,
    current_scope,
    open_scope,
    public_scope,
    system_scope,
)
from peckham.kernel import Actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
STAFF = Scope(Actor("staff", "a-1", "Amina"), "direct care", AT, 7, "navigator", 1, 2, (2, 3), "r1")


def ask(cursor, expression):
    cursor.execute(f"SELECT {expression}")
    return cursor.fetchone()[0]


def test_the_database_knows_the_scope_inside_and_forgets_it_after():
    with as_app(STAFF) as cursor:
        assert ask(cursor, "peckham.scope_actor()") == "a-1"
        assert ask(cursor, "peckham.scope_teams()") == [2, 3]
        assert ask(cursor, "peckham.scope_at()") == AT
        assert current_scope() is STAFF
    with pytest.raises(NoScope):
        current_scope()
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="No scope is open"):
        with transaction.atomic():
            ask(cursor, "peckham.scope_actor()")


def test_a_value_that_the_scope_lacks_is_null_and_no_teams_are_an_empty_list():
    with as_app(public_scope(at=AT)) as cursor:
        assert ask(cursor, "peckham.scope_account_id()") is None
        assert ask(cursor, "peckham.scope_teams()") == []


def test_one_transaction_acts_for_one_actor():
    with open_scope(STAFF), pytest.raises(ScopeAlreadyOpen), open_scope(STAFF):
        pass


def test_the_web_process_cannot_act_as_the_system():
    with pytest.raises(DatabaseError, match="Only a job"), as_app(None):
        with transaction.atomic(), open_scope(system_scope("sweep", purpose="operations", at=AT)):
            pass


def test_a_job_can():
    with as_worker(system_scope("sweep", purpose="operations", at=AT)) as cursor:
        assert ask(cursor, "peckham.scope_actor_kind()") == "system"


def test_production_refuses_a_time_that_is_not_now():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE infra_deployment SET clock_is_free = false")
    with pytest.raises(DatabaseError, match="five seconds"), transaction.atomic():
        with open_scope(STAFF):
            pass
    now = datetime.now(UTC)
    for offset in (-4, 0, 4):
        with open_scope(public_scope(at=now + timedelta(seconds=offset))):
            pass


def test_the_trail_only_grows_even_for_its_owner():
    audit.record(action="test.act", subject_kind="thing", subject_id=1, by=Actor.system("t"), at=AT)
    for statement in (
        "UPDATE infra_auditevent SET actor = 'x'",
        "DELETE FROM infra_auditevent",
        "TRUNCATE infra_auditevent",
    ):
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="only grow"):
            with transaction.atomic():
                cursor.execute(statement)


def test_the_web_process_cannot_read_the_trail_or_free_the_clock():
    for statement in (
        "SELECT 1 FROM infra_auditevent",
        "UPDATE infra_deployment SET clock_is_free = true",
    ):
        with pytest.raises(DatabaseError) as refused, as_app(STAFF) as cursor:
            cursor.execute(statement)
        assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_a_post_done_twice_finds_its_first_outcome():
    from uuid import uuid4

    key = uuid4()
    with as_app(STAFF):
        assert idempotency.earlier_outcome(key, actor="a-1") is None
        idempotency.remember(key, actor="a-1", outcome="/staff/requests/1")
        assert idempotency.earlier_outcome(key, actor="a-1") == "/staff/requests/1"
        assert idempotency.earlier_outcome(key, actor="b-2") is None
