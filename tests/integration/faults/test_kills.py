"""Kill -9 in mid-transition: of the web's process, of the worker, of PostgreSQL itself.

Nothing that was told to a person is lost, nothing is done twice, no journal is half posted in the
midst of a close, and the law holds afterwards.
`./peckham test` kills six times, `./peckham soak` as often as PECKHAM_KILLS says.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection
from tests import databases
from tests.databases import CHECKOUT
from tests.integration.faults import books as money
from tests.stories import place

from peckham.care import api as care
from peckham.config.database_url import database_settings
from peckham.infra import clock, database, postgres

KILLS = int(os.environ.get("PECKHAM_KILLS", "6"))
VICTIMS = ("door", "worker", "postgres")
TILLS = ("till-1", "till-2")


class Scene:
    """A durable server of its own, a place, and the processes that are killed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.journal, self.posted = home / "journal", home / "posted"
        self.journal.touch()
        self.posted.touch()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.start_server()
        database.prepare(self.url("postgres"), self.logins)
        database.create_database(self.url("postgres"), "faults")
        self.point_django_here()
        database.migrate()
        rows("UPDATE infra_deployment SET clock_is_free = true, is_demonstration = true")
        place.build()
        self.books = money.build()

    def start_server(self) -> None:
        self.cluster = postgres.start(self.home)
        self.logins = database.embedded_logins(self.cluster.passwords)

    def url(self, name: str, login: str = "postgres") -> str:
        return self.cluster.url(name, login)

    def point_django_here(self) -> None:
        connection.close()
        settings = database_settings(self.url("faults"))
        settings["OPTIONS"]["options"] = databases.OWNER_ROLE
        connection.settings_dict.update(settings)

    def start(self, name: str, *command: str, login: str) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")} | {
            "DJANGO_SETTINGS_MODULE": "peckham.config.settings",
            # The worker's settings have no pool, which a process that is killed does not need.
            "PECKHAM_PROCESS": "worker",
            "PECKHAM_DEMONSTRATION": "1",
            "PECKHAM_SECRET_KEY": "for tests only",
            "DATABASE_URL": self.url("faults", login),
            "PYTHONPATH": f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}",
        }
        command = (sys.executable, "-m", *command)
        with (self.home / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, cwd=CHECKOUT
            )

    def start_door(self, *, limit: int) -> None:
        module = "tests.integration.faults.door"
        self.start("door", module, str(self.journal), str(limit), login="app")

    def start_till(self, name: str) -> None:
        module, books = "tests.integration.faults.till", json.dumps(self.books)
        self.start(name, module, str(self.posted), books, name, login="app")

    def start_worker(self) -> None:
        self.start("worker", "peckham.interfaces.cli.work", login="worker")

    def told(self) -> dict[str, str]:
        return {words[1]: words[2] for words in self.lines() if words[0] == "told"}

    def lines(self) -> list[list[str]]:
        return [line.split() for line in self.journal.read_text(encoding="utf-8").splitlines()]

    def wait_for_more(self, told: int) -> None:
        ends = time.monotonic() + 40
        while len(self.told()) <= told:
            assert self.processes["door"].poll() is None, (self.home / "door.log").read_text()
            assert time.monotonic() < ends, "the door takes no request"
            time.sleep(0.02)

    def kill(self, victim: str) -> None:
        if victim == "postgres":
            pid = int((self.home / "postgres/data/postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)
            connection.close()
            self.start_server_again()
            return
        self.processes[victim].kill()
        self.processes[victim].wait()

    def start_server_again(self) -> None:
        """On the port that it had, where the door looks for it."""
        settings = {"port": str(self.cluster.port)}
        self.cluster = postgres.start(self.home, settings=settings)
        self.point_django_here()

    def revive(self) -> None:
        starts = {
            "door": lambda: self.start_door(limit=100_000),
            "worker": self.start_worker,
            **{name: lambda name=name: self.start_till(name) for name in TILLS},
        }
        for name, start in starts.items():
            if self.processes[name].poll() is not None:
                start()

    def stop_processes(self) -> None:
        for process in self.processes.values():
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()


def rows(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def scene(django_db_setup, django_db_blocker):
    settings = dict(connection.settings_dict)
    home = Path(tempfile.mkdtemp(prefix="peckham-faults-", dir="/var/tmp"))
    home.chmod(0o755)
    with django_db_blocker.unblock():
        made = Scene(home)
        yield made
        made.stop_processes()
        connection.close()
        connection.settings_dict.update(settings)
    postgres.stop(home)
    shutil.rmtree(home)


def test_nothing_is_lost_or_doubled_whatever_is_killed(scene):
    chance = random.Random(20261121)
    scene.start_door(limit=100_000)
    scene.start_worker()
    for till in TILLS:
        scene.start_till(till)
    for number in range(KILLS):
        scene.wait_for_more(len(scene.told()))
        time.sleep(chance.uniform(0.2, 1.2))
        scene.kill(VICTIMS[number % len(VICTIMS)])
        scene.revive()
    scene.wait_for_more(len(scene.told()))
    time.sleep(1)
    scene.stop_processes()

    lapsed_by_the_worker = rows("SELECT count(*) FROM care_offer WHERE state = 'lapsed'")[0][0]
    scene.start_door(limit=0)
    assert scene.processes["door"].wait(timeout=60) == 0, (scene.home / "door.log").read_text()
    while care.sweep(at=clock.now()):
        pass

    assert lapsed_by_the_worker > 0, (scene.home / "worker.log").read_text()[-3000:]
    then_everything_told_is_there(scene)
    then_the_law_holds()
    posted = [line.split() for line in scene.posted.read_text(encoding="utf-8").splitlines()]
    money.check(scene.books, posted)
    money.kill_in_mid_close(scene.books, lambda: scene.kill("postgres"))


def then_everything_told_is_there(scene):
    asked = [words[1] for words in scene.lines() if words[0] == "asked"]
    told = scene.told()
    stored = dict(
        rows(
            "SELECT e.key::text, r.reference FROM care_request r"
            " JOIN care_requestevent e ON e.request_id = r.id AND e.sequence = 1"
        )
    )
    assert len(asked) == len(set(asked)) > KILLS
    assert set(told) == set(asked), "a form that was sent again has its answer"
    assert set(stored) == set(asked), "as many requests as forms, none lost and none doubled"
    references = {key: reference.replace("-", "") for key, reference in told.items()}
    assert {key: reference.replace("-", "") for key, reference in stored.items()} == references


def then_the_law_holds():
    last = rows("SELECT max(id) FROM care_request")[0][0]
    assert rows("SELECT * FROM peckham.broken_requests(0, %s)", last) == []
    waiting = rows("SELECT count(*) FROM care_offer WHERE state = 'pending'")[0][0]
    assert waiting == 0, "every offer's time is over, so the sweep left none"
    offers = Counter(dict(rows("SELECT state, count(*) FROM care_offer GROUP BY 1")))
    events = Counter(dict(rows("SELECT kind, count(*) FROM care_requestevent GROUP BY 1")))
    assert offers["lapsed"] == events["lapsed"]
    assert offers["accepted"] == events["accepted"]
