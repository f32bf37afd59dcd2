"""Recompute the chains of all books and every balance, and say the first that does not fit."""

import argparse
import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from peckham.infra import clock
from peckham.interfaces.cli import verified
from peckham.interfaces.cli.progress import Progress

if TYPE_CHECKING:
    from peckham.ledger.api import chain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verified.add_expect(parser)


def run(options: argparse.Namespace) -> int:
    from peckham.ledger import api as ledger

    progress, begun = Progress(), time.monotonic()
    with progress.step("Reading the books"):
        found = ledger.chain.verify(expected=options.expect.strip().lower(), said=progress.at)
    now = clock.now()
    print("\n".join(_said(found, seconds=time.monotonic() - begun, now=now)))
    return verified.code(found, fits=not found.problems, now=now)


def _said(found: "chain.Verification", *, seconds: float, now: datetime) -> Iterator[str]:
    yield (
        f"{found.entries:,} journals and outcomes in {len(found.heads)} books are what was sealed "
        f"({found.entries / max(seconds, 0.001):,.0f} a second)."
    )
    for problem in found.problems:
        yield f"DOES NOT FIT: {problem}"
    if not found.problems:
        yield "Every journal balances, and every fund is what its postings say."
    for head in found.heads:
        yield f"{head.books}: {head.entries:,} entries, {head.sha256}"
    yield from verified.waiting(found, "journals and outcomes", now=now)
    yield from verified.last(found, "Last sealing", fits=not found.problems)
