"""Start everything with a synthetic place: PostgreSQL, the books, the web server, the worker."""

import argparse
import fcntl
import os
import sys
import time
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from peckham.infra import clock, postgres
from peckham.interfaces.cli import books, demonstration, processes, serving, setup
from peckham.interfaces.cli.commands import health
from peckham.interfaces.cli.processes import Part
from peckham.interfaces.cli.progress import Progress
from peckham.interfaces.cli.setup import readiness, static_files
from peckham.kernel import Refused

ADDRESS = "127.0.0.1"
READY_SECONDS = 90.0


class DemonstrationRuns(Refused):
    """Another demonstration of this checkout is running on the same data."""


class NotHealthy(Refused):
    """The processes started, and did not answer as they should."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="where to listen (8000)")
    parser.add_argument(
        "--people", type=int, metavar="N", help=f"how many to invent ({demonstration.PEOPLE:,})"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--reset", action="store_true", help="drop the data and load it anew")


def run(options: argparse.Namespace) -> int:
    serving.check_port_is_free(ADDRESS, options.port)
    os.environ["PECKHAM_DEMONSTRATION"] = "1"
    progress = Progress()
    progress.line("Starting Peckham.")
    try:
        with ExitStack() as stack:
            _run(options, stack, progress)
    except KeyboardInterrupt:
        progress.line(f"\nStopped. The data is kept in {options.home}.")
    return 0


def _run(options: argparse.Namespace, stack: ExitStack, progress: Progress) -> None:
    held = stack.enter_context(_data_held(options.home, alone=options.reset))
    setup.make_ready(options.checkout, options.home, progress)
    with progress.step("Starting the database"):
        cluster = stack.enter_context(books.addresses())
    # What was begun is stopped in order, however often Ctrl-C is pressed.
    stack.callback(processes.ignore_interrupts)
    _prepare_books(options, cluster, progress)
    fcntl.flock(held, fcntl.LOCK_SH)
    parts = [
        serving.worker(options.home),
        serving.web(options.home, address=ADDRESS, port=options.port, workers=1),
    ]
    stack.enter_context(processes.running(parts))
    site = f"http://{ADDRESS}:{options.port}"
    with progress.step("Starting the web server and the worker"):
        _wait_until_healthy(site, parts, since=clock.now())
    _welcome(site, options)
    processes.watch(parts, progress.line, lambda: _keep_alive(cluster, progress))


def _prepare_books(
    options: argparse.Namespace, cluster: postgres.Cluster | None, progress: Progress
) -> None:
    if cluster is None:
        books.address(books.WEB)
        books.prepare_outside()
    kept = demonstration.loaded()
    if kept and not kept.is_whole:
        progress.line("  The last load was cut off; it is done again.")
    if options.reset or (kept and not kept.is_whole):
        with progress.step("Dropping the data"):
            demonstration.reset(cluster)
        kept = None
    owner = books.address(books.OWNER)
    if not kept or not readiness.is_as_left(options.checkout, options.home, owner):
        books.open_as_owner(progress)
        if not kept:
            demonstration.fill(options.people, progress)
        static_files.collect(options.home, progress)
        books.close()
        readiness.note(options.checkout, options.home, owner)
    demonstration.say_if_other(options.people, progress)


def _wait_until_healthy(site: str, parts: Sequence[Part], *, since: datetime) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not health.is_well(state := health.ask(site), since=since):
        ended = [part for part in parts if part.process and part.process.poll() is not None]
        if ended or time.monotonic() > deadline:
            part = (ended or parts)[0]
            raise NotHealthy(
                f"The {part.name} process ended." if ended else f"It is not well: {state}.",
                why=f"The log {part.log} ends:\n{processes.last_words(part.log)}",
            )
        time.sleep(0.1)


def _keep_alive(cluster: postgres.Cluster | None, progress: Progress) -> None:
    if cluster is not None and not postgres.is_alive(cluster):
        progress.line("The database was killed; it is started again.")
        postgres.start(cluster.directory.parent)


def _welcome(site: str, options: argparse.Namespace) -> None:
    from peckham.interfaces.cli import synthetic_load

    names = ", ".join(synthetic_load.SIGN_INS)
    print(
        f"\nPeckham runs at\n\n  {site}/        for residents\n  {site}/staff/  for staff\n\n"
        f"Sign in as {names}; the password is {synthetic_load.PASSWORD}\n"
        f"Everybody in it is invented. Logs are in {options.home / 'logs'}. Ctrl-C stops it.",
        flush=True,
    )
    if not options.no_browser and _has_a_screen():
        webbrowser.open(site)


def _has_a_screen() -> bool:
    return sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


@contextmanager
def _data_held(home: Path, *, alone: bool) -> Iterator[TextIO]:
    """Let demonstrations share their data, but drop it only when no other uses it."""
    with (home / "demonstration.lock").open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise DemonstrationRuns(
                "Another demonstration of this checkout is running, or is dropping its data.",
                remedy="Stop it first, or wait until it has started.",
            ) from problem
        yield file
