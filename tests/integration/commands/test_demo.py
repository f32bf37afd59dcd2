"""`./peckham demo` as somebody meets it who has just cloned the repository."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from peckham.interfaces.cli.synthetic_load import SIGN_INS

CHECKOUT = Path(__file__).resolve().parents[3]
PEOPLE = 300
ADDRESSES = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL")


class Demo:
    """A demonstration with a home of its own, on a port that is free."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = home / "said"
        self.port = free_port()

    def start(self, *words: str) -> None:
        """Start it and wait until it says where to look."""
        self.begin(*words)
        self.wait_until_said("Ctrl-C stops it")

    def begin(self, *words: str) -> None:
        """Start it and do not wait."""
        self.log.unlink(missing_ok=True)
        command = [sys.executable, "-P", "-m", "peckham.interfaces.cli", "demo", "--no-browser"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port), *words],
                stdout=log,
                stderr=log,
                env=environment(self.home),
            )

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)

    def said(self) -> str:
        return self.log.read_text()

    def wait_until_said(self, words: str, seconds: float = 240) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def health(self) -> dict[str, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=10) as said:
                return json.load(said)
        except OSError:
            return {}

    def wait_until_well(self) -> None:
        deadline = time.monotonic() + 120
        while [self.health().get(part) for part in ("database", "web", "worker")] != ["alive"] * 3:
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.2)

    def processes(self) -> list[psutil.Process]:
        """List everything that runs for this home, whoever started it."""
        return [found for found in psutil.process_iter() if self.is_of(found)]

    def is_of(self, process: psutil.Process) -> bool:
        try:
            told = f"{process.cmdline()} {process.environ().get('PECKHAM_HOME')}"
            return str(self.home) in told and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False

    def kill(self, words: str) -> None:
        """Kill -9 a process by what is on its command line."""
        victim = next(p for p in self.processes() if words in " ".join(p.cmdline()))
        victim.kill()


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
    for name in ("PECKHAM_PROCESS", "PECKHAM_SECRET_KEY", "PECKHAM_LOG_LEVEL"):
        kept.pop(name, None)
    return {**kept, "PECKHAM_HOME": str(home)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def demo(own_home: Path) -> Iterator[Demo]:
    running = Demo(own_home)
    yield running
    for process in running.processes():
        process.kill()


def test_it_is_cut_off_loads_again_runs_keeps_its_data_and_leaves_nothing_behind(demo: Demo):
    """One home from its first start to its last: to start anew each time would cost a minute."""
    _cut_off_while_loading(demo)
    demo.start("--people", str(PEOPLE))
    assert "The last load was cut off; it is done again." in demo.said()
    assert f"Inventing a place with {PEOPLE} people" in demo.said()
    demo.wait_until_well()
    assert f"http://127.0.0.1:{demo.port}/" in demo.said()
    assert f"Sign in as {', '.join(SIGN_INS)}; the password is" in demo.said()

    demo.kill("peckham.interfaces.cli.work")
    demo.wait_until_said("The worker process was killed by signal 9; it is started again.")
    demo.kill("granian")
    demo.wait_until_said("The web process was killed by signal 9; it is started again.")
    demo.kill("/postgres")
    demo.wait_until_said("The database was killed; it is started again.")
    demo.wait_until_well()

    assert demo.stop(signal.SIGINT) == 0
    assert demo.processes() == []
    assert f"The data is kept in {demo.home}" in demo.said()
    _start_again_on_what_is_there(demo)


def _cut_off_while_loading(demo: Demo) -> None:
    demo.begin("--people", "5000")
    demo.wait_until_said("Bringing the books up to date")
    time.sleep(1)
    assert demo.stop(signal.SIGINT) == 0
    assert demo.processes() == []


def _start_again_on_what_is_there(demo: Demo) -> None:
    started = time.monotonic()
    demo.start("--people", str(PEOPLE + 1))
    assert time.monotonic() - started < 30  # 3 s on a quiet machine
    assert "Inventing" not in demo.said()
    assert f"holds {PEOPLE} people, not {PEOPLE + 1}: add --reset" in demo.said()
    demo.wait_until_well()
    assert demo.stop(signal.SIGTERM) == 0
    assert demo.processes() == []


def test_a_busy_port_is_named_before_anything_is_made(own_home: Path):
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", 0))
        taker.listen()
        port = taker.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-P", "-m", "peckham.interfaces.cli", "demo", "--port", str(port)],
            capture_output=True,
            text=True,
            env=environment(own_home),
        )
    assert done.returncode == 2
    assert f"Port {port} of 127.0.0.1 is in use" in done.stderr
    assert "--port" in done.stderr
    assert not (own_home / "postgres").exists()
