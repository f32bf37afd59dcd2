"""Recompute the chain of seals over the log of looks, and say the first that does not fit."""

import argparse
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from peckham.infra import clock
from peckham.interfaces.cli.progress import Progress

if TYPE_CHECKING:
    from peckham.sharing.api import log

FITS, DOES_NOT_FIT, NOT_SEALED = 0, 1, 3
# The job seals each minute; looks that wait longer than this mean that it stands still.
SEALED_WITHIN = timedelta(minutes=10)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--expect",
        metavar="HASH",
        default="",
        help="a hash that an earlier run printed and that was kept elsewhere: it has to be in the "
        "chain, or seals were taken away or made anew",
    )
    parser.add_argument(
        "--from",
        dest="after",
        metavar="HASH",
        default="",
        help="begin after the seal with this hash and trust what is before it",
    )


def run(options: argparse.Namespace) -> int:
    from peckham.sharing import api as sharing

    progress, begun = Progress(), time.monotonic()
    with progress.step("Reading the log of looks"):
        found = sharing.log.verify(
            expected=options.expect.strip().lower(),
            after=options.after.strip().lower(),
            said=progress.at,
        )
    seconds = time.monotonic() - begun
    now = clock.now()
    print("\n".join(_said(found, seconds=seconds, now=now)))
    if found.problem:
        return DOES_NOT_FIT
    return NOT_SEALED if _stands_still(found, now) else FITS


def _said(found: "log.Verification", *, seconds: float, now: datetime) -> Iterator[str]:
    yield (
        f"{found.looks:,} looks under {found.seals:,} seals are what was sealed "
        f"({found.looks / max(seconds, 0.001):,.0f} a second)."
    )
    if found.problem:
        yield f"DOES NOT FIT: {found.problem}"
    if found.unsealed and found.unsealed_since:
        since = f"{found.unsealed_since:%Y-%m-%d %H:%M:%S} UTC"
        yield f"{found.unsealed:,} looks are not sealed yet, the oldest since {since}."
        if _stands_still(found, now):
            yield "Sealing stands still: is the worker running?"
    else:
        yield "Every look is sealed."
    if found.last_sealed_at:
        yield f"Last seal that fits, made {found.last_sealed_at:%Y-%m-%d %H:%M:%S} UTC:"
        yield found.last_sha256
        if not found.problem:
            yield "Keep this hash where nobody who runs the database can change it."


def _stands_still(found: "log.Verification", now: datetime) -> bool:
    return found.unsealed_since is not None and now - found.unsealed_since > SEALED_WITHIN
