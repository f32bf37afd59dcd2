"""The checks of `./peckham test`: each run to its end, and every failure told, not the first."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from peckham.interfaces.cli.progress import Progress

COUNTS = re.compile(r"\b(\d+ (passed|failed|errors?|skipped)|no tests ran)\b.* in \d")
LAST_WORDS_SECONDS = 30.0
CHOSEN_BY_TESTS = ("DJANGO_SETTINGS_MODULE", "PECKHAM_PROCESS", "PECKHAM_SECRET_KEY")
PYTHON = [sys.executable, "-P", "-m"]


@dataclass(frozen=True)
class Check:
    """A program that passes or fails.

    Args:
        name: What it is called in the report.
        command: Program and arguments.
    """

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    check: Check
    passed: bool
    words: str
    seconds: float


LINTER = ["--no-cache", "--config", "importlinter.ini"]
STATIC = (
    Check("mypy", [*PYTHON, "mypy"]),
    Check("ruff check", [*PYTHON, "ruff", "check", "."]),
    Check("ruff format", [*PYTHON, "ruff", "format", "--check", "."]),
    Check("import-linter", [str(Path(sys.executable).with_name("lint-imports")), *LINTER]),
)


def run_static(checkout: Path, progress: Progress) -> list[Outcome]:
    """Run the checks that only read the code, two at a time; print what the failing ones say."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(lambda check: _run(check, checkout), STATIC))
    for outcome in outcomes:
        state = "passed" if outcome.passed else "FAILED"
        progress.line(f"  {outcome.check.name}: {state} ({outcome.seconds:.1f} s)")
        if not outcome.passed:
            progress.line(outcome.words)
    return outcomes


def _run(check: Check, checkout: Path) -> Outcome:
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=checkout,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check, done.returncode == 0, done.stdout, time.monotonic() - started)


def run_pytest(checkout: Path, words: Sequence[str]) -> tuple[int, str]:
    """Run the tests, showing what they say as they say it.

    Args:
        checkout: Where to run.
        words: Further arguments for pytest; they come last, so they win.

    Returns:
        Pytest's exit code, and the line that counts what passed and failed.
    """
    processes = str(min(8, os.cpu_count() or 1))
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    # In the order of tests/conftest.py: the longest files first.
    dealt = ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [*PYTHON, "pytest", "-rs", *dealt, *colour, *words]
    running = subprocess.Popen(
        command,
        cwd=checkout,
        env=_environment(checkout),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    counted: list[str] = []
    passing = Thread(target=_pass_on, args=(running.stdout, counted), daemon=True)
    passing.start()
    code = running.wait()
    # A process that a test left behind may hold the pipe open: the run is over all the same.
    passing.join(timeout=LAST_WORDS_SECONDS)
    return code, counted[-1] if counted else ""


def _pass_on(lines: Iterable[str] | None, counted: list[str]) -> None:
    """Show what is said as it is said, and keep the lines that count tests."""
    for line in lines or ():
        sys.stdout.write(line)
        sys.stdout.flush()
        if COUNTS.search(line):
            counted.append(line.strip())


def _environment(checkout: Path) -> dict[str, str]:
    """Leave out what set-up put in for commands: tests choose their own settings."""
    own = {name: value for name, value in os.environ.items() if name not in CHOSEN_BY_TESTS}
    # A plugin of ours is imported before pytest reads where our tests lie.
    return {**own, "PYTHONPATH": str(checkout)}
