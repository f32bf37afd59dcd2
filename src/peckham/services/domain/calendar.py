"""Arithmetic of open time: real minutes, whatever the clocks do, counted only while a team is open.

A calendar is the tuple of windows in which a team is open from some moment on, earliest first, as
half-open pairs of aware moments. They are compared in UTC: two moments of one London zone compare
by their clock faces, which is an hour wrong on the night that the clocks go back.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from peckham.kernel import london

Windows = Sequence[tuple[datetime, datetime]]

_NOTHING = timedelta(0)


def in_utc(windows: Iterable[tuple[datetime, datetime]]) -> tuple[tuple[datetime, datetime], ...]:
    """Put windows into UTC, in order, leaving out those that are empty."""
    pairs = ((opens.astimezone(UTC), closes.astimezone(UTC)) for opens, closes in windows)
    return tuple(sorted(pair for pair in pairs if pair[0] < pair[1]))


def after_open_minutes(at: datetime, minutes: int, windows: Windows) -> datetime | None:
    """Give the moment by which a team has been open for so many minutes from `at` on.

    Args:
        at: Aware moment from which to count.
        minutes: Open minutes to count, not negative.
        windows: Open windows in UTC, in order.

    Returns:
        The moment, or None where the windows end first.
    """
    left = timedelta(minutes=minutes)
    for opens, closes in windows:
        start = max(opens, at)
        length = closes - start
        if length >= left and length > _NOTHING:
            return start + left
        left -= max(length, _NOTHING)
    return None


def open_minutes_between(start: datetime, end: datetime, windows: Windows) -> int:
    """Count the whole open minutes from one moment to another; 0 where `end` is not after."""
    spans = (min(closes, end) - max(opens, start) for opens, closes in windows)
    total = sum((span for span in spans if span > _NOTHING), _NOTHING)
    return int(total // timedelta(minutes=1))


def closing_after_days(at: datetime, open_days: int, windows: Windows) -> datetime | None:
    """Give closing time on the day that is so many open days after the day of `at`.

    Args:
        at: Aware moment of asking.
        open_days: Open days to count after its day; 0 asks for closing time on that day itself.
        windows: Open windows in UTC, in order.

    Returns:
        The moment; None where the day of asking has no open time left (for 0), or where the
        windows end first.
    """
    today = london.day_of(at)
    closings: dict[date, datetime] = {}
    for opens, closes in windows:
        if closes > at:
            closings[london.day_of(opens)] = closes
    if open_days == 0:
        return closings.get(today)
    later = sorted(day for day in closings if day > today)
    return closings[later[open_days - 1]] if len(later) >= open_days else None
