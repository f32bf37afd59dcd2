"""What every command says that verifies a sealed book: what waits, and the last hash to keep."""

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, Protocol

FITS, DOES_NOT_FIT, NOT_SEALED = 0, 1, 3
# The job seals each minute; what waits longer than this means that it stands still.
SEALED_WITHIN: Final = timedelta(minutes=10)


class Verified(Protocol):
    """What verifying found: how many rows wait to be sealed, and the last sealing."""

    @property
    def unsealed(self) -> int: ...
    @property
    def unsealed_since(self) -> datetime | None: ...
    @property
    def last_sealed_at(self) -> datetime | None: ...
    @property
    def last_sha256(self) -> str: ...


def add_expect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--expect",
        metavar="HASH",
        default="",
        help="a hash that an earlier run printed and that was kept elsewhere: it has to be there, "
        "or seals were taken away or made anew",
    )


def code(found: Verified, *, fits: bool, now: datetime) -> int:
    """Give the code with which the command ends."""
    if not fits:
        return DOES_NOT_FIT
    return NOT_SEALED if _stands_still(found, now) else FITS


def waiting(found: Verified, what: str, *, now: datetime) -> Iterator[str]:
    """Say what is not sealed yet, and whether anybody seals."""
    if found.unsealed and found.unsealed_since:
        since = f"{found.unsealed_since:%Y-%m-%d %H:%M:%S} UTC"
        yield f"{found.unsealed:,} {what} are not sealed yet, the oldest since {since}."
        if _stands_still(found, now):
            yield "Sealing stands still: is the worker running?"


def last(found: Verified, called: str, *, fits: bool) -> Iterator[str]:
    """Say the last hash, and that it is worth keeping where everything fits."""
    if found.last_sealed_at:
        yield f"{called}, made {found.last_sealed_at:%Y-%m-%d %H:%M:%S} UTC:"
        yield found.last_sha256
        if fits:
            yield "Keep this hash where nobody who runs the database can change it."


def _stands_still(found: Verified, now: datetime) -> bool:
    return found.unsealed_since is not None and now - found.unsealed_since > SEALED_WITHIN
