"""The whole measurement: one PostgreSQL, each part in its turn, one page."""

import argparse
import importlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.machine import load_average, this_machine
from benchmarks.money import report
from benchmarks.money.bench import DATABASE, SETTINGS, Bench
from peckham.infra import database, postgres
from peckham.interfaces.cli.progress import Progress

# Each a module of this package with `measure(bench) -> Section`, in the order of the page.
PARTS = ("posting", "events", "attribution")


def run(options: argparse.Namespace) -> int:
    """Measure each part, write the page, and clean up."""
    progress = Progress()
    keep = options.home / "bench-money"
    place = keep / "run"
    chosen = options.part or PARTS
    loads, sections = {}, []
    try:
        with _postgres(place) as cluster:
            bench = Bench(options.checkout, place, keep, options.small, cluster, progress)
            with progress.step("Making the tables"):
                bench.run("tables", process="owner")
            for part in chosen:
                with progress.step(f"Measuring: {part}"):
                    measure = importlib.import_module(f"benchmarks.money.{part}").measure
                    sections.append(measure(bench))
                loads[part] = load_average()
    finally:
        shutil.rmtree(place, ignore_errors=True)
    written = report.write(
        options.results or options.checkout / "benchmarks" / "results",
        sections,
        machine=this_machine(options.checkout),
        loads=loads,
        on=date.today(),  # noqa: DTZ011  (the file's name, on the reader's calendar)
        small=options.small,
        only=options.part or (),
    )
    print(written.read_text())
    return 0


@contextmanager
def _postgres(place: Path) -> Iterator[postgres.Cluster]:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    with postgres.running(place, settings=SETTINGS) as cluster:
        database.prepare(cluster.url(DATABASE), database.embedded_logins(cluster.passwords))
        os.environ.update(cluster.environment(DATABASE))
        yield cluster
