"""Sealing beside those who write: nothing on its way is passed over, nothing is sealed twice."""

import random
import signal
import threading
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection
from tests import databases
from tests.databases import as_app, as_worker, execute
from tests.integration.care.test_jobs import started, until
from tests.integration.sharing.looks import (
    AT,
    LATER,
    look,
    look_and_commit,
    seal,
    seals,
    session,
)

from peckham.infra import database as books
from peckham.infra.scope import Scope, public_scope, system_scope
from peckham.kernel import Actor
from peckham.sharing import api as sharing
from peckham.sharing.domain import sealing

SHORT = timedelta(milliseconds=200)


def in_thread(act):
    found = []

    def work():
        try:
            found.append(act())
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread, found


def test_a_look_that_is_committed_late_is_waited_for(committed_database):
    with session(committed_database) as slow:
        look(slow)
        look_and_commit(committed_database)
        assert seal(patience=SHORT) is None, "the first number is still on its way"
        assert seals(committed_database) == []
        thread, found = in_thread(lambda: seal(patience=timedelta(seconds=20)))
        thread.join(0.5)
        assert thread.is_alive()
        slow.commit()
        thread.join(20)
    assert found == [2]
    assert not sharing.log.verify().problem


def test_whoever_begins_after_is_not_waited_for(committed_database):
    """The job waits for those who may hold a number that it would seal, and for nobody else."""
    look_and_commit(committed_database, 3)
    with psycopg.connect(databases.url_of(committed_database)) as idle:
        idle.execute("SELECT pg_current_xact_id()")
        assert seal(patience=SHORT) == 3, "a transaction that wrote no look holds nothing up"
    assert seals(committed_database) == [(3, 1, 3)]


def test_a_writer_that_has_its_number_and_no_transaction_id_yet_is_waited_for(committed_database):
    """Between the number and the row there is a moment in which no snapshot knows the writer.

    PostgreSQL gives a transaction its id with the first number out of some thirty, or when the row
    is written; the one before this takes that first number.
    """
    look_and_commit(committed_database)
    execute(
        "CREATE FUNCTION public.wait_a_while() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM pg_advisory_xact_lock_shared(77); RETURN NEW; END $$",
        database=committed_database,
    )
    execute(
        "CREATE TRIGGER a_first BEFORE INSERT ON sharing_look FOR EACH ROW"
        " EXECUTE FUNCTION public.wait_a_while()",
        database=committed_database,
    )
    with psycopg.connect(databases.url_of(committed_database)) as holder:
        holder.execute("SELECT pg_advisory_xact_lock(77)")
        thread, _ = in_thread(lambda: look_and_commit(committed_database))
        issued = "SELECT last_value FROM sharing_look_id_seq"
        until(lambda: execute(issued, database=committed_database) == [(2,)])
        assert seal(patience=SHORT) is None
        holder.rollback()
        thread.join(20)
    assert seal() == 2
    assert not sharing.log.verify().problem


def test_numbers_that_were_rolled_back_are_sealed_as_unused(committed_database):
    with session(committed_database) as undone:
        look(undone)
        undone.rollback()
    look_and_commit(committed_database, 2)
    assert seal() == 2
    assert seals(committed_database) == [(2, 1, 3)]
    assert seal() == 0, "nothing new makes no seal"
    assert not sharing.log.verify().problem


def test_a_long_backlog_is_sealed_in_stretches(committed_database):
    look_and_commit(committed_database, 25)
    assert seal(stretch=10) == 25
    assert seals(committed_database) == [(10, 1, 10), (10, 11, 20), (5, 21, 25)]
    found = sharing.log.verify()
    assert (found.problem, found.looks, found.seals, found.unsealed) == ("", 25, 3, 0)


def test_of_two_sealers_at_once_one_leaves_it_to_the_other(committed_database):
    with session(committed_database) as slow:
        look(slow)
        thread, found = in_thread(lambda: seal(patience=timedelta(seconds=20)))
        locked = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
        until(lambda: execute(locked, database=committed_database) == [(1,)])
        assert seal(patience=timedelta(seconds=20)) is None
        slow.commit()
        thread.join(20)
    assert found == [1]
    assert seals(committed_database) == [(1, 1, 1)]


def test_sealing_while_many_look(committed_database):
    """Four sessions commit and roll back as they like while the log is sealed again and again."""
    written = []

    def write(seed):
        draw = random.Random(seed)
        for _ in range(60):
            with session(committed_database) as opened:
                count = draw.randrange(1, 4)
                for _ in range(count):
                    look(opened, draw.randrange(1, 9))
                if draw.random() < 0.25:
                    opened.rollback()
                else:
                    written.append(count)

    threads = [in_thread(lambda seed=seed: write(seed))[0] for seed in range(4)]
    while any(thread.is_alive() for thread in threads):
        seal(stretch=7)
    seal(stretch=7)
    found = sharing.log.verify()
    assert (found.problem, found.looks, found.unsealed) == ("", sum(written), 0)
    assert len(seals(committed_database)) > 5


SEALER = """
import django; django.setup()
from peckham.infra import clock
from peckham.sharing import api as sharing
print(sharing.log.seal(at=clock.now()), flush=True)
"""


def test_a_sealer_killed_in_between_leaves_nothing_half_done(committed_database):
    look_and_commit(committed_database, 5)
    seal()
    look_and_commit(committed_database, 5)
    with psycopg.connect(databases.url_of(committed_database)) as blocker:
        blocker.execute("LOCK TABLE sharing_seal IN SHARE MODE")
        process = started(committed_database, "-c", SEALER)
        blocked = (
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
            " AND relation = 'sharing_seal'::regclass"
        )
        until(lambda: execute(blocked, database=committed_database)[0][0] > 0)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=10)
        blocker.rollback()
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
    until(lambda: execute(held, database=committed_database) == [(0,)])
    assert seals(committed_database) == [(5, 1, 5)]
    survivor = started(committed_database, "-c", SEALER)
    assert survivor.communicate(timeout=60)[0].split()[-1] == "5"
    assert not sharing.log.verify().problem


def test_the_worker_seals_each_minute_and_the_job_may_do_nothing_else(committed_database):
    look_and_commit(committed_database, 2)
    defer = "from peckham.sharing.tasks import seal_job; seal_job.defer(timestamp=0)"
    program = f"import django; django.setup()\n{defer}\n"
    started(committed_database, "-c", program).communicate(timeout=60)
    process = started(committed_database, "-m", "peckham.interfaces.cli.work")
    try:
        until(lambda: seals(committed_database) == [(2, 1, 2)])
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_restored_backup_is_sealed_on_and_verified(committed_database, tmp_path):
    """A seal holds no transaction id, so a new cluster, where these start anew, changes nothing."""
    look_and_commit(committed_database, 4)
    seal()
    look_and_commit(committed_database, 2)
    kept = sharing.log.verify().last_sha256
    file = tmp_path / "books.peckham"
    books.back_up(databases.url_of(committed_database), file, at=AT)
    restored = f"{committed_database}_restored"
    databases.drop(restored)
    books.create_database(databases.owner_url(), restored)
    try:
        books.prepare(databases.url_of(restored), databases.server()[1])
        books.restore(databases.url_of(restored), file)
        databases.point_django_at(restored)
        assert sharing.log.verify(expected=kept).unsealed == 2
        look_and_commit(restored, 3)
        assert seal() == 5
        found = sharing.log.verify(expected=kept)
        assert (found.problem, found.looks, found.unsealed) == ("", 9, 0)
    finally:
        databases.point_django_at(committed_database)
        databases.drop(restored)


# What a line could be misread by: quotes, controls, letters of other scripts, nothing at all.
NASTY = "é\"\\/\b\f\n\r\t\x01\x1f\x7f\u2028\U0001f600]', null"


@pytest.mark.django_db
def test_python_and_sql_write_the_same_line_whatever_stands_in_it():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sharing_look DISABLE TRIGGER USER")
        for person, parts, at in (
            (None, [], datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
            (1, [NASTY, "", "null"], datetime(2026, 3, 29, 1, 30, 0, 1, tzinfo=UTC)),
            (2**62, ["a, b", None], datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
        ):
            cursor.execute(
                "INSERT INTO sharing_look (person_id, actor_kind, actor, actor_name, role,"
                " organisation_name, purpose, parts, allowed_by, at, recorded_at, request_id)"
                " VALUES (%s, 'staff', %s, %s, '', %s, 'p', %s, '', %s, %s, '')",
                [person, NASTY, NASTY, "null", parts, at, at],
            )
        cursor.execute(f"SELECT {', '.join(sealing.COLUMNS)} FROM sharing_look ORDER BY id")
        ours = [sealing.look_line(row).decode() for row in cursor.fetchall()]
        assert len(ours) == 3
        for setting in (
            "timezone = 'UTC'",
            "timezone = 'America/St_Johns'",
            "datestyle = 'SQL, DMY'",
            "intervalstyle = 'iso_8601'",
            "extra_float_digits = 0",
            "bytea_output = 'escape'",
            "standard_conforming_strings = off",
        ):
            cursor.execute(f"SET LOCAL {setting}")
            cursor.execute("SELECT peckham.look_line(l) FROM sharing_look l ORDER BY id")
            assert [line for (line,) in cursor.fetchall()] == ours, setting


def test_a_database_with_settings_of_its_own_is_verified_all_the_same(committed_database):
    """Python reads moments as text, so it says itself how they are to be written."""
    look_and_commit(committed_database, 2)
    seal()
    for setting in ("datestyle = 'SQL, DMY'", "timezone = 'America/St_Johns'"):
        execute(f'ALTER DATABASE "{committed_database}" SET {setting}')
    connection.close()
    look_and_commit(committed_database, 2)
    assert seal() == 2
    found = sharing.log.verify()
    assert (found.problem, found.looks) == ("", 4)


@pytest.mark.django_db
def test_a_line_holds_every_column_in_the_order_of_the_table():
    """A column that somebody adds has to be sealed too, or it could be changed unseen."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name = 'sharing_look'"
        )
        assert {name for (name,) in cursor.fetchall()} == set(sealing.COLUMNS)
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name = 'sharing_seal'"
        )
        covered = set(sealing.SealRow.__dataclass_fields__)
        assert {name for (name,) in cursor.fetchall()} == covered


@pytest.mark.django_db
def test_only_the_job_seals():
    lead = Scope(Actor("staff", "g", "Lead"), "safety", LATER, 9, "governance_lead", 1, 2, (2,))
    job = system_scope("log sealing", purpose="operations", at=LATER)
    sealing_itself = "SELECT peckham.seal_looks('1 second', 10)"
    for act_as, scope, statement, words in (
        (as_app, lead, sealing_itself, "permission denied"),
        (as_app, public_scope(at=LATER), sealing_itself, "permission denied"),
        (as_worker, lead, sealing_itself, "Only the job"),
        (as_worker, job, "INSERT INTO sharing_seal DEFAULT VALUES", "permission denied"),
        (as_worker, job, "SELECT peckham.look_line(NULL)", "permission denied"),
    ):
        with pytest.raises(DatabaseError, match=words), act_as(scope) as cursor:
            cursor.execute(statement)
