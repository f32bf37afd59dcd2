"""The web and the worker as processes, each knowing only the address that it uses."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from peckham.interfaces.cli import books
from peckham.interfaces.cli.processes import Part
from peckham.kernel import Refused

# Threads of one web process. Beyond the database pool's eight they would only wait for it.
THREADS = 8
PYTHON = [sys.executable, "-P"]


class PortInUse(Refused):
    """Another program listens on the port already."""


def web(home: Path, *, address: str, port: int, workers: int) -> Part:
    """Describe the web server: granian, serving peckham.config.wsgi.

    Args:
        home: PECKHAM_HOME; its log goes to `logs` there.
        address: To listen on, such as "127.0.0.1".
        port: To listen on.
        workers: Number of processes.
    """
    command = [
        *PYTHON, "-m", "granian", "--interface", "wsgi", "--host", address, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(THREADS), "--respawn-failed-workers",
        "--workers-kill-timeout", "5", "--no-ws", "--log-level", "warning",
        "peckham.config.wsgi:application",
    ]  # fmt: skip
    own = _environment("web", {books.WEB: books.address(books.WEB)})
    return Part("web", command, own, home / "logs" / "web.log")


def worker(home: Path) -> Part:
    """Describe the worker."""
    command = [*PYTHON, "-m", "peckham.interfaces.cli.work"]
    url = os.environ.get(books.WORKER) or books.address(books.WEB)
    return Part(
        "worker", command, _environment("worker", {books.WORKER: url}), home / "logs" / "worker.log"
    )


def check_port_is_free(address: str, port: int) -> None:
    """Refuse a port that is in use, before anything long is begun.

    The web server itself would share a port with another of its kind, and answer at random.

    Raises:
        PortInUse: Naming the port, and how to choose another.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError as problem:
            raise PortInUse(
                f"This account may not listen on port {port}.",
                remedy="Choose one from 1024 on with --port, such as `--port 8000`.",
            ) from problem
        except OSError as problem:
            raise PortInUse(
                f"Port {port} of {address} is in use by another program ({problem.strerror}).",
                remedy=f"Stop that program, or choose another port: `--port {port + 1}`.",
            ) from problem


def _environment(process: str, urls: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in books.ADDRESSES}
    return {**kept, **urls, "PECKHAM_PROCESS": process, "PYTHONUNBUFFERED": "1"}
