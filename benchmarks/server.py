"""The web server as `./peckham serve` runs it, or a bare view on the very same set-up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket

from peckham.interfaces.cli import processes, serving
from peckham.kernel import Refused

PATIENCE_SECONDS = 90.0
PECKHAM = "peckham.config.wsgi:application"
BARE = "benchmarks.bare:application"


class ServerWouldNotStart(Refused):
    """The web server that should be measured did not answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running web server: where it answers, and the top of its process tree."""

    address: str
    process_id: int


@contextmanager
def serving_pages(home: Path, checkout: Path, *, workers: int, bare: bool) -> Iterator[Server]:
    """Run the web server for the length of a block; the addresses are in the environment.

    Args:
        home: PECKHAM_HOME, where the static files are.
        checkout: Where `benchmarks` is found.
        workers: Number of its processes.
        bare: The bare view instead of Peckham, on the same server with the same settings.
    """
    port = free_port()
    part = serving.web(home, address="127.0.0.1", port=port, workers=workers)
    part = replace(part, log=home / "logs" / "bench-web.log")
    if bare:
        command = [BARE if word == PECKHAM else word for word in part.command]
        own = {**part.environment, "PYTHONPATH": str(checkout)}
        part = replace(part, command=command, environment=own)
    part.log.unlink(missing_ok=True)
    part.start()
    try:
        _wait_until_ready(part, port, "/" if bare else "/health")
        yield Server(f"http://127.0.0.1:{port}", part.process.pid if part.process else 0)
    finally:
        processes.stop([part])


def free_port() -> int:
    """Find a port on the loopback address that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(part: processes.Part, port: int, path: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and part.process and part.process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            connection.getresponse().read()
            connection.close()
            return
        except (OSError, HTTPException):
            time.sleep(0.2)
    raise ServerWouldNotStart("The web server does not answer.", why=processes.last_words(part.log))
