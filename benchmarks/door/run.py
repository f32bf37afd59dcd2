"""The whole measurement, from an empty server to a page of results."""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg

from benchmarks.door import report
from benchmarks.door.stage import DATABASE, SETTINGS, SMALL_SETTINGS, Plan, Stage
from benchmarks.machine import load_average, this_machine
from benchmarks.server import serving_pages
from peckham.infra import database, postgres
from peckham.interfaces.cli import serving, setup
from peckham.interfaces.cli.progress import Progress
from peckham.interfaces.cli.setup import static_files
from peckham.kernel import Refused

SMALL_PEOPLE = 1_000


class MeasurementFailed(Refused):
    """A part of the measurement ended with an error, which stands above."""


def plan_of(options: argparse.Namespace) -> Plan:
    """Give what the command line asks for; `--small` is for trying it out, and for the tests."""
    small = options.small
    return Plan(
        people=SMALL_PEOPLE if small else options.people,
        requests=4 * SMALL_PEOPLE if small else options.requests,
        requests_invented=2 * SMALL_PEOPLE if small else options.invented,
        users=4 if small else options.users,
        seconds=0.6 if small else options.seconds,
        think_seconds=0.3 if small else 1.0,
        residents_sampled=40 if small else options.sample,
        peer_questions=10 if small else 200,
        seed=options.seed,
        migrations=digest_of_migrations(options.checkout),
    )


def digest_of_migrations(checkout: Path) -> str:
    """Digest every migration's name and content."""
    digest = hashlib.sha256()
    for file in sorted((checkout / "src" / "peckham").glob("*/migrations/**/*.*")):
        if file.suffix in (".py", ".sql"):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def run(options: argparse.Namespace) -> int:
    """Load, measure, write the results, and clean up."""
    progress = Progress()
    plan = plan_of(options)
    place = options.home / ("bench-small" if options.small else "bench")
    stage = Stage(place / "stage")
    _forget_other_load(place, stage, plan)
    stage.write_plan(plan)
    os.environ["PECKHAM_DEMONSTRATION"] = "1"
    _ready_for_pages(options, progress)
    try:
        with _database(place, stage, small=options.small) as cluster:
            loads = _measure(options, stage, cluster, progress)
            written = report.write(
                options.results or options.checkout / "benchmarks" / "results",
                stage,
                machine=this_machine(options.checkout),
                loads=loads,
                on=date.today(),  # noqa: DTZ011  (the file's name, on the reader's calendar)
                small=options.small,
            )
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)
    print(written.read_text())
    progress.line(f"Written to {written}")
    return 0


def _measure(
    options: argparse.Namespace, stage: Stage, cluster: postgres.Cluster, progress: Progress
) -> dict[str, float]:
    """Do every part, and give the machine's load average at the end of each."""
    loads: dict[str, float] = {}
    if not stage.has("load") or stage.read("load")["requests"] < stage.plan.requests:
        with progress.step(f"Loading {stage.plan.people:,} residents"):
            _child("benchmarks.door.loading", options.checkout, process="owner")
            with psycopg.connect(cluster.url(DATABASE), autocommit=True) as superuser:
                superuser.execute("CHECKPOINT")
        loads["load"] = load_average()
    with progress.step("Searching in process"):
        _child("benchmarks.door.searching", options.checkout, process="web")
    loads["search"] = load_average()
    for bare in (True, False):
        words = "the bare view" if bare else "the pages"
        with progress.step(f"Using {words}, {stage.plan.users} users"):
            _pages(options, stage, cluster, bare=bare)
        loads["bare" if bare else "pages"] = load_average()
    with progress.step("Asking the peer, a plain trigram index"):
        _child("benchmarks.door.peer", options.checkout, process="web")
    loads["peer"] = load_average()
    return loads


def _pages(
    options: argparse.Namespace, stage: Stage, cluster: postgres.Cluster, *, bare: bool
) -> None:
    with serving_pages(
        options.home, options.checkout, workers=options.workers, bare=bare
    ) as server:
        postmaster = (cluster.directory / "data" / "postmaster.pid").read_text().split()[0]
        stage.write("server", {"address": server.address, "process_id": server.process_id,
            "postmaster_id": int(postmaster), "bare": bare,
            "workers": options.workers, "threads": serving.THREADS})  # fmt: skip
        _child("benchmarks.door.client", options.checkout, process="web")


def _ready_for_pages(options: argparse.Namespace, progress: Progress) -> None:
    setup.make_ready(options.checkout, options.home, progress)
    os.environ["PECKHAM_PROCESS"] = "web"
    static_files.collect_in_child(options.home, progress)


@contextmanager
def _database(place: Path, stage: Stage, *, small: bool) -> Iterator[postgres.Cluster]:
    """Run a server of our own for this alone, and put its addresses in the environment."""
    place.mkdir(parents=True, exist_ok=True)
    settings = SMALL_SETTINGS if small else SETTINGS
    with postgres.running(place, settings=settings) as cluster:
        database.prepare(cluster.url(DATABASE), database.embedded_logins(cluster.passwords))
        os.environ.update(cluster.environment(DATABASE))
        os.environ[Stage.VARIABLE] = str(stage.directory)
        yield cluster


def _forget_other_load(place: Path, stage: Stage, plan: Plan) -> None:
    """Throw away what is kept from a run that loaded something else, or did not finish loading."""
    if not place.exists():
        return
    if stage.has("load") and stage.has("plan") and stage.plan.load_key == plan.load_key:
        return
    postgres.stop(place)
    shutil.rmtree(place)


def _child(module: str, checkout: Path, *, process: str) -> None:
    """Run a part in a process of its own, which chooses its login when it starts."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", module],
        env={
            **os.environ,
            "PECKHAM_PROCESS": process,
            "PECKHAM_LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(checkout),
        },
        check=False,
    )
    if done.returncode != 0:
        raise MeasurementFailed(f"{module} ended with code {done.returncode}.")
