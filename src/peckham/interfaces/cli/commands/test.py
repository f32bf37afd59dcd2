"""Run every check: style, types, architecture, tests."""

import argparse
import os
import sys
import time
from contextlib import ExitStack

from peckham.infra import postgres
from peckham.interfaces.cli import books, checks, setup
from peckham.interfaces.cli.progress import Progress
from peckham.interfaces.cli.setup import browser, static_files

PASSES_ARGUMENTS_ON = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Everything else on the command line is passed on to pytest."


def run(options: argparse.Namespace) -> int:
    started = time.monotonic()
    progress = Progress()
    progress.line("Setting up.")
    setup.make_ready(options.checkout, options.home, progress)
    browser.make_ready(progress)
    static_files.collect_in_child(options.home, progress)
    progress.line("Checking the code.")
    outcomes = checks.run_static(options.checkout, progress)
    progress.line("Running the tests.")
    with ExitStack() as stack:
        if not any(os.environ.get(name) for name in books.ADDRESSES):
            # The tests find it under PECKHAM_HOME; the last one out stops it.
            stack.enter_context(postgres.running(options.home / "test", durable=False))
        code, last = checks.run_pytest(options.checkout, options.rest)
    failed = [outcome.check.name for outcome in outcomes if not outcome.passed]
    if code != 0:
        failed.append("pytest")
    if os.environ.get("CI") == "true" and " skipped" in last:
        failed.append("nothing may be skipped in CI")
    return _report(failed, last, time.monotonic() - started)


def _report(failed: list[str], last: str, seconds: float) -> int:
    """Say what failed, then end with pytest's own count."""
    verdict = f"FAILED: {', '.join(failed)}" if failed else "Every check passed"
    sys.stdout.write(f"\n{verdict} ({seconds:.0f} s in all)\n{last}\n")
    return 1 if failed else 0
