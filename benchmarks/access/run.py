"""The whole measurement: load, count, read pages with policies and without in turn, and report."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.access import report
from benchmarks.access.stage import BYPASSING, DATABASE, SETTINGS, Plan, Stage, stage_in
from benchmarks.machine import load_average, this_machine
from peckham.infra import database, postgres
from peckham.interfaces.cli import setup
from peckham.interfaces.cli.progress import Progress
from peckham.interfaces.cli.setup import static_files
from peckham.kernel import Refused

PEOPLE, SMALL_PEOPLE = 200_000, 2_000
ROWS, SMALL_ROWS = 1_000_000, 10_000


class MeasurementFailed(Refused):
    """A part of the measurement ended with an error, which stands above."""


def run(options: argparse.Namespace) -> int:
    """Load, measure, write the results, and clean up."""
    progress = Progress()
    small = options.small
    place = options.home / ("bench-access-small" if small else "bench-access")
    stage = stage_in(place)
    stage.write_measured(
        Plan(
            people=SMALL_PEOPLE if small else min(options.people, PEOPLE),
            rows=SMALL_ROWS if small else ROWS,
            pages=40 if small else 300,
            rounds=2 if small else 30,
        )
    )
    os.environ["PECKHAM_DEMONSTRATION"] = "1"
    setup.make_ready(options.checkout, options.home, progress)
    os.environ["PECKHAM_PROCESS"] = "web"
    static_files.collect_in_child(options.home, progress)
    try:
        with _database(place, stage) as cluster:
            loads = _measure(options.checkout, stage, cluster, progress)
            written = report.write(
                options.results or options.checkout / "benchmarks" / "results",
                stage,
                machine=this_machine(options.checkout),
                loads=loads,
                on=date.today(),  # noqa: DTZ011  (the file's name, on the reader's calendar)
                small=small,
            )
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)
    print(written.read_text())
    progress.line(f"Written to {written}")
    return 0


def _measure(
    checkout: Path, stage: Stage, cluster: postgres.Cluster, progress: Progress
) -> dict[str, float]:
    loads: dict[str, float] = {}
    plan = stage.measured
    with progress.step(f"Loading {plan.people:,} residents and {plan.rows:,} rows of a table"):
        _child("loading", checkout, process="owner")
    loads["load"] = load_average()
    bypassing = _without_policies(cluster)
    _without_a_look(cluster)
    with progress.step("Counting the visible tenth"):
        _child("counting", checkout, "policies", process="web")
        _child("counting", checkout, "alone", process="web", url=bypassing)
    loads["count"] = load_average()
    with progress.step(f"Reading person pages in {plan.rounds} turns, with policies and without"):
        stage.write("paging", _paged(checkout, plan, bypassing))
    loads["pages"] = load_average()
    return loads


def _paged(checkout: Path, plan: Plan, bypassing: str) -> dict[str, Any]:
    """Ask two processes in turn for the same, one of which no policy holds for."""
    with _answering(checkout, "") as under, _answering(checkout, bypassing) as free:
        found: dict[str, Any] = {"with": [], "without": [], "parts": under("parts")}
        for _ in range(plan.rounds):
            for which, ask in (("with", under), ("without", free)):
                found[which].append({what: ask(what) for what in ("page", "search")})
    return found


@contextmanager
def _answering(checkout: Path, url: str) -> Iterator[Callable[[str], Any]]:
    """Run a process that answers each line with what its work cost."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "benchmarks.access.paging"],
        env=_environment(checkout, process="web", url=url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def ask(what: str) -> Any:
            print(what, file=process.stdin, flush=True)
            return json.loads(heard(what))

        def heard(what: str) -> str:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                raise MeasurementFailed(f"benchmarks.access.paging ended at {what}.")
            return line

        heard("warming up")
        yield ask
        process.communicate()


def _without_policies(cluster: postgres.Cluster) -> str:
    """Make a login with the web's rights, for which no policy holds, and give its address."""
    with psycopg.connect(cluster.url(DATABASE), autocommit=True) as session:
        made = session.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [BYPASSING])
        if made.fetchone() is None:
            session.execute(f"CREATE ROLE {BYPASSING} LOGIN BYPASSRLS PASSWORD 'bench'")
        session.execute(f"GRANT peckham_app TO {BYPASSING}")
        session.execute(f"GRANT SELECT ON alone_sharing_look, alone_care_request TO {BYPASSING}")
    parts = os.environ["DATABASE_URL"].split("@", 1)
    return f"postgresql://{BYPASSING}:bench@{parts[1]}"


def _without_a_look(cluster: postgres.Cluster) -> None:
    """Make the function that opens a record once more, without the row of the log."""
    with psycopg.connect(cluster.url(DATABASE), autocommit=True) as session:
        found = session.execute(
            "SELECT pg_get_functiondef('peckham.open_record'::regproc)"
        ).fetchone()
        assert found is not None
        lines = str(found[0]).replace("peckham.open_record", "public.bench_open_without_look", 1)
        kept = [line for line in lines.splitlines() if "peckham.write_look" not in line]
        if len(kept) != len(lines.splitlines()) - 1:
            raise MeasurementFailed("peckham.open_record does not write its look in one line.")
        session.execute("\n".join(kept))
        session.execute("GRANT EXECUTE ON FUNCTION bench_open_without_look TO PUBLIC")


@contextmanager
def _database(place: Path, stage: Stage) -> Iterator[postgres.Cluster]:
    place.mkdir(parents=True, exist_ok=True)
    with postgres.running(place, settings=SETTINGS) as cluster:
        database.prepare(cluster.url(DATABASE), database.embedded_logins(cluster.passwords))
        os.environ.update(cluster.environment(DATABASE))
        os.environ[Stage.VARIABLE] = str(stage.directory)
        yield cluster


def _child(part: str, checkout: Path, *arguments: str, process: str, url: str = "") -> None:
    """Run a part in a process of its own, which chooses its login when it starts."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", f"benchmarks.access.{part}", *arguments],
        env=_environment(checkout, process=process, url=url),
        check=False,
    )
    if done.returncode != 0:
        raise MeasurementFailed(f"benchmarks.access.{part} ended with code {done.returncode}.")


def _environment(checkout: Path, *, process: str, url: str) -> dict[str, str]:
    return {
        **os.environ,
        **({"DATABASE_URL": url} if url else {}),
        "PECKHAM_PROCESS": process,
        "PECKHAM_LOG_LEVEL": "ERROR",
        "PYTHONPATH": f"{checkout}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
    }
