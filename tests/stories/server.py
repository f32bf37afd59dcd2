"""The real web process on a database of its own, for a browser to talk to."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests import databases

from peckham.infra import postgres
from peckham.interfaces.cli.progress import Progress
from peckham.interfaces.cli.setup import static_files

READY_SECONDS = 40
SETTINGS = "peckham.config.settings"


def home() -> Path:
    """Give PECKHAM_HOME, where set-up put the front-end packages."""
    return postgres.home(databases.CHECKOUT)


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def collect_static_files() -> None:
    """Put the static files where the web process looks, as set-up does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_SETTINGS_MODULE", SETTINGS)
        patch.setenv("PECKHAM_HOME", str(home()))
        static_files.collect_in_child(home(), Progress())


@contextmanager
def serving(
    database: str, log: Path, *, application: str = "peckham.config.wsgi:application", **more: str
) -> Iterator[str]:
    """Serve a database as the web process does, and give the address.

    Args:
        database: Name of a migrated database of the test server.
        log: Where the process writes.
        application: What is served.
        more: What else is in its environment.
    """
    port = free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")},
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PECKHAM_PROCESS": "web",
        "PECKHAM_DEMONSTRATION": "1",
        "PECKHAM_HOME": str(home()),
        "PECKHAM_SECRET_KEY": "for stories only",
        "DATABASE_URL": databases.url_of(database, group="peckham_app"),
        **more,
    }
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws",
        "--log-level", "warning", application,
    ]  # fmt: skip
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=15)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + READY_SECONDS
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/cookies/", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The web process did not answer.\n{log.read_text()[-4000:]}")
