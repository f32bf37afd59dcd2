"""Where a page of a list ended: an opaque mark, handed back to go on from there."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import datetime

from peckham.kernel import Refused


class UnknownMark(Refused):
    """The mark is not one that a page of this list gave."""


def mark_of(after: tuple[datetime, int] | None) -> str | None:
    """Write down where a page ended, or None at the end of the list.

    >>> from datetime import UTC
    >>> mark_of((datetime(2026, 11, 23, 10, tzinfo=UTC), 7))
    'MjAyNi0xMS0yM1QxMDowMDowMCswMDowMCA3'
    """
    if after is None:
        return None
    return urlsafe_b64encode(f"{after[0].isoformat()} {after[1]}".encode()).decode().rstrip("=")


def read_mark(mark: str) -> tuple[datetime, int]:
    """Read a mark back.

    Raises:
        UnknownMark: If no page gave it.

    >>> read_mark("MjAyNi0xMS0yM1QxMDowMDowMCswMDowMCA3")[1]
    7
    """
    try:
        moment, key = urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode().split(" ")
        found = datetime.fromisoformat(moment), int(key)
    except (ValueError, Error):
        found = None
    if found is None or found[0].tzinfo is None or not 0 < found[1] < 2**63:
        raise UnknownMark(
            "No page of this list ended there.",
            remedy="Begin with the first page, and hand its “after” back as it was given.",
            field="after",
        )
    return found
