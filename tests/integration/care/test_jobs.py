"""Jobs: in the transaction of their row, safe beside one another, none lost with a dead worker."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from tests import databases
from tests.databases import as_app
from tests.integration.care import raw
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.infra import clock

CHECKOUT = Path(__file__).resolve().parents[3]
JOBS = "SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'peckham.care.%'"
STANDING = "SELECT state, version, accountable_team_id FROM care_request ORDER BY id"


class Undone(Exception):
    pass


@pytest.mark.django_db
def test_the_job_is_put_in_the_transaction_of_its_offer(world):
    """Measured of procrastinate's Django connector: what is rolled back is not queued."""

    def jobs():
        with connection.cursor() as cursor:
            cursor.execute(JOBS)
            return cursor.fetchone()[0]

    before = jobs()
    scope = world.scope("navigator")

    def take_and_undo():
        with transaction.atomic(), as_app(scope):
            care.take_request(worlds.asked(), by=scope.actor, at=worlds.AT)
            assert jobs() == before + 1
            raise Undone

    with pytest.raises(Undone):
        take_and_undo()
    assert jobs() == before
    with as_app(scope):
        care.take_request(worlds.asked(), by=scope.actor, at=worlds.AT)
    assert jobs() == before + 1


def expired(world, count=1):
    """Take requests whose offers have run out by now."""
    at = clock.now() - timedelta(days=4)
    for _ in range(count):
        scope = world.scope("navigator", at=at)
        with as_app(scope):
            care.take_request(worlds.asked(), by=scope.actor, at=at)


PROGRAM = """
import django; django.setup()
from peckham.care import api as care
from peckham.infra import clock
print(care.sweep(at=clock.now()), flush=True)
"""


def sweeper(database):
    """Start a process of the worker's login that sweeps once."""
    return started(database, "-c", PROGRAM)


def worker(database):
    """Start the worker itself."""
    return started(database, "-m", "peckham.interfaces.cli.work")


def started(database, *arguments):
    environment = os.environ | {
        "PYTHONPATH": str(CHECKOUT / "src"),
        "DJANGO_SETTINGS_MODULE": "peckham.config.settings",
        "PECKHAM_PROCESS": "worker",
        "PECKHAM_SECRET_KEY": "for tests only",
        "PECKHAM_LOG_LEVEL": "ERROR",
        "DATABASE_WORKER_URL": databases.url_of(database, group="peckham_worker"),
    }
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )


def test_several_sweeps_at_once_lapse_each_offer_once(committed_database, committed_world):
    expired(committed_world, 12)
    processes = [sweeper(committed_database) for _ in range(3)]
    said = [int(process.communicate(timeout=60)[0].split()[-1]) for process in processes]
    assert sum(said) == 12
    assert {(state, version) for state, version, _ in raw.asked(committed_database, STANDING)} == {
        ("received", 3)
    }
    assert not raw.asked(committed_database, "SELECT * FROM peckham.broken_requests(0, 99999)")


def test_the_worker_lapses_what_its_jobs_name(committed_database, committed_world):
    expired(committed_world, 3)
    process = worker(committed_database)
    try:
        finished = (
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'succeeded'"
            " AND task_name = 'peckham.care.tasks.lapse_offer_job'"
        )
        until(lambda: raw.asked(committed_database, finished)[0][0] == 3)
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert {row[:2] for row in raw.asked(committed_database, STANDING)} == {("received", 3)}
    registered = (
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'peckham.care.tasks.sweep_job'"
    )
    assert raw.asked(committed_database, registered)[0][0] <= 1


def test_a_worker_killed_in_mid_lapse_loses_and_doubles_nothing(
    committed_database, committed_world
):
    """It is stopped between changing the request and writing the event, and killed there."""
    expired(committed_world)
    with raw.session(committed_database, "migrator") as blocker:
        blocker.execute("LOCK TABLE care_requestevent IN SHARE MODE")
        process = worker(committed_database)
        wait_until_blocked(committed_database)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=10)
        blocker.rollback()
    wait_until_gone(committed_database)
    assert [row[:2] for row in raw.asked(committed_database, STANDING)] == [("offered", 2)]
    survivor = sweeper(committed_database)
    assert survivor.communicate(timeout=60)[0].split()[-1] == "1"
    again = sweeper(committed_database)
    assert again.communicate(timeout=60)[0].split()[-1] == "0"
    assert [row[:2] for row in raw.asked(committed_database, STANDING)] == [("received", 3)]
    assert not raw.asked(committed_database, "SELECT * FROM peckham.broken_requests(0, 99999)")


# Locks are shown to every login; what a session waits for, only to a superuser and itself.
BLOCKED = (
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'care_requestevent'::regclass"
)
OTHERS = (
    "SELECT count(*) FROM pg_locks"
    " WHERE relation = 'care_request'::regclass AND pid <> pg_backend_pid()"
)


def wait_until_blocked(database):
    until(lambda: raw.asked(database, BLOCKED)[0][0] > 0)


def wait_until_gone(database):
    until(lambda: raw.asked(database, OTHERS)[0][0] == 0)


def until(holds, seconds=40):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def test_whoever_accepts_while_the_sweep_runs_has_it_or_is_told(
    committed_database, committed_world, taken
):
    """An accept that holds the row makes the sweep pass it by, to look again next minute."""
    with raw.session(committed_database, "migrator") as accepting:
        accepting.execute(f"SELECT 1 FROM care_request WHERE id = {taken} FOR UPDATE")
        swept = []
        late = worlds.AT + timedelta(days=2)

        def run():
            try:
                swept.append(care.sweep(at=late))
            finally:
                connection.close()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(20)
        assert swept == [0]
        accepting.rollback()
    assert care.sweep(at=late) == 1


def test_the_worker_login_may_do_this_and_no_more(committed_database, committed_world):
    expired(committed_world)
    with (
        psycopg.connect(databases.url_of(committed_database, group="peckham_worker")) as session,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        session.execute("DELETE FROM care_request")
