"""Recompute the chain of seals over the log of looks, and say the first that does not fit."""

import argparse
import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from peckham.infra import clock
from peckham.interfaces.cli import verified
from peckham.interfaces.cli.progress import Progress

if TYPE_CHECKING:
    from peckham.sharing.api import log


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verified.add_expect(parser)
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
    return verified.code(found, fits=not found.problem, now=now)


def _said(found: "log.Verification", *, seconds: float, now: datetime) -> Iterator[str]:
    yield (
        f"{found.looks:,} looks under {found.seals:,} seals are what was sealed "
        f"({found.looks / max(seconds, 0.001):,.0f} a second)."
    )
    if found.problem:
        yield f"DOES NOT FIT: {found.problem}"
    if found.unsealed:
        yield from verified.waiting(found, "looks", now=now)
    else:
        yield "Every look is sealed."
    yield from verified.last(found, "Last seal that fits", fits=not found.problem)
