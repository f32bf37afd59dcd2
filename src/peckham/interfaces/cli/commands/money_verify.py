"""Recompute the chains of all books and every balance, and say the first that does not fit."""

import argparse
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from peckham.infra import clock
from peckham.interfaces.cli.progress import Progress

if TYPE_CHECKING:
    from peckham.ledger.api import chain

FITS, DOES_NOT_FIT, NOT_SEALED = 0, 1, 3
# The job seals each minute; journals that wait longer than this mean that it stands still.
SEALED_WITHIN = timedelta(minutes=10)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--expect",
        metavar="HASH",
        default="",
        help="a hash that an earlier run printed and that was kept elsewhere: it has to be there, "
        "or sealings were taken away or made anew",
    )


def run(options: argparse.Namespace) -> int:
    from peckham.ledger import api as ledger

    progress, begun = Progress(), time.monotonic()
    with progress.step("Reading the books"):
        found = ledger.chain.verify(expected=options.expect.strip().lower(), said=progress.at)
    now = clock.now()
    print("\n".join(_said(found, seconds=time.monotonic() - begun, now=now)))
    if found.problems:
        return DOES_NOT_FIT
    return NOT_SEALED if _stands_still(found, now) else FITS


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
    if found.unsealed and found.unsealed_since:
        since = f"{found.unsealed_since:%Y-%m-%d %H:%M:%S} UTC"
        yield f"{found.unsealed:,} are not sealed yet, the oldest since {since}."
        if _stands_still(found, now):
            yield "Sealing stands still: is the worker running?"
    if found.last_sealed_at:
        yield f"Last sealing, made {found.last_sealed_at:%Y-%m-%d %H:%M:%S} UTC:"
        yield found.last_sha256
        if not found.problems:
            yield "Keep this hash where nobody who runs the database can change it."


def _stands_still(found: "chain.Verification", now: datetime) -> bool:
    return found.unsealed_since is not None and now - found.unsealed_since > SEALED_WITHIN
