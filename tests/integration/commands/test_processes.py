"""Processes are watched, started again, and stopped without a trace."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from peckham.interfaces.cli import processes, serving
from peckham.interfaces.cli.processes import Part

FAMILY = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
"""


def part(tmp_path: Path, program: str) -> Part:
    return Part("thing", [sys.executable, "-c", program], dict(os.environ), tmp_path / "thing.log")


def wait_for_words(log: Path) -> str:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if log.exists() and (words := log.read_text().strip()):
            return words
        time.sleep(0.02)
    raise AssertionError("it said nothing")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def test_grandchildren_are_stopped_too(tmp_path: Path):
    family = part(tmp_path, FAMILY)
    with processes.running([family]):
        grandchild = int(wait_for_words(family.log))
        assert is_alive(grandchild)
    assert not is_alive(grandchild)


def test_what_does_not_listen_is_killed(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.5)
    deaf = part(tmp_path, DEAF)
    with processes.running([deaf]):
        wait_for_words(deaf.log)
    assert deaf.is_gone()


def test_one_that_was_killed_is_started_again_and_it_is_said(tmp_path: Path):
    said: list[str] = []
    family = part(tmp_path, FAMILY)
    with processes.running([family]):
        first, grandchild = family.process.pid, int(wait_for_words(family.log))
        os.kill(first, signal.SIGKILL)
        family.process.wait()
        processes.start_again(family, family.process.returncode, said.append)
        assert family.process.pid != first
        assert not is_alive(grandchild)
    assert said == ["The thing process was killed by signal 9; it is started again."]


def test_one_that_keeps_ending_is_given_up_with_its_last_words(tmp_path: Path):
    broken = part(tmp_path, "raise SystemExit('no such column')")
    with processes.running([broken]):
        with pytest.raises(processes.PartKeepsEnding, match="no such column"):
            processes.watch([broken], lambda words: None, lambda: None)


def test_a_process_knows_only_the_address_that_it_uses(monkeypatch, tmp_path: Path):
    for name in ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL"):
        monkeypatch.setenv(name, f"postgresql://{name}@db/books")
    web = serving.web(tmp_path, address="127.0.0.1", port=8000, workers=1)
    worker = serving.worker(tmp_path)
    assert {name for name in web.environment if name.startswith("DATABASE")} == {"DATABASE_URL"}
    assert "DATABASE_WORKER_URL" in worker.environment
    assert "DATABASE_OWNER_URL" not in worker.environment
    assert not any("postgresql://" in word for word in (*web.command, *worker.command))
