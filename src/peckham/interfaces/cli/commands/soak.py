"""Run the generative tests and the faults at their full counts, and keep the result."""

import argparse
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from peckham.infra import clock, postgres
from peckham.interfaces.cli import books, checks

# So many times the cases that a test runs otherwise, and so many kills.
TIMES, KILLS = "50", "200"
PLACES = ("tests/generative", "tests/integration/faults")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--results", type=Path, help="where to write (benchmarks/results)")


def run(options: argparse.Namespace) -> int:
    os.environ.setdefault("PECKHAM_TIMES", TIMES)
    os.environ.setdefault("PECKHAM_KILLS", KILLS)
    started = time.monotonic()
    places = [place for place in PLACES if (options.checkout / place).is_dir()]
    with ExitStack() as stack:
        if not any(os.environ.get(name) for name in books.ADDRESSES):
            stack.enter_context(postgres.running(options.home / "test", durable=False))
        # A test of a soak has no time to keep.
        words = ["-p", "tests.soak", "--timeout", "0", *places]
        code, last = checks.run_pytest(options.checkout, words)
    results = options.results or options.checkout / "benchmarks" / "results"
    _write(options.checkout, results, last, time.monotonic() - started)
    return code


def _write(checkout: Path, results: Path, last: str, seconds: float) -> None:
    sys.path.insert(0, str(checkout))
    from benchmarks.machine import this_machine

    results.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Soak: the generative tests and the faults at their full counts",
        "",
        f"Measured on {clock.now():%Y-%m-%d}:",
        *(f"- {line}" for line in this_machine(checkout).lines()),
        "",
        f"`{last.strip('= ')}`, {seconds:.0f} s in all: {os.environ['PECKHAM_TIMES']} times the "
        f"cases of `./peckham test`, {os.environ['PECKHAM_KILLS']} kills.",
    ]
    (results / "soak.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
