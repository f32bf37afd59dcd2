"""Due times and offer windows: a due time is always given, and an offer ends before it."""

from datetime import datetime, timedelta

from peckham.services.domain.calendar import (
    Windows,
    after_open_minutes,
    closing_after_days,
    open_minutes_between,
)
from peckham.services.domain.catalogue import Target


def due_by(target: Target, at: datetime, windows: Windows) -> datetime:
    """Give the moment by which a request asked at `at` is to be answered.

    Never lost: where no team opens within the windows, it is counted by the clock.

    Args:
        target: What was promised.
        at: Moment of asking, UTC.
        windows: Open windows in UTC from `at` on, in order.

    Returns:
        A moment after `at`, UTC; for a later `at` it is never earlier.
    """
    if target.count == "clock":
        return at + timedelta(minutes=target.minutes)
    if target.count == "open":
        found = after_open_minutes(at, target.minutes, windows)
    else:
        found = _closing(target, at, windows)
    return found or at + timedelta(minutes=target.shut_clock_minutes)


def _closing(target: Target, at: datetime, windows: Windows) -> datetime | None:
    least = after_open_minutes(at, target.least_open_minutes, windows)
    closing = closing_after_days(at, target.open_days, windows)
    if least is None or closing is None:
        # Asked on a day with no open time left, "by closing today" is the least open time.
        return least if target.open_days == 0 else None
    return max(least, closing)


def expires_by(target: Target, at: datetime, due_at: datetime, windows: Windows) -> datetime:
    """Give the moment at which an offer made at `at` lapses.

    At most half of the open time that is left before `due_at`, so that there is time to do
    something else; by the clock where there is no open time left, or for a live handover.

    Args:
        target: What was promised.
        at: Moment of the offer, UTC.
        due_at: When the request is due, UTC; it may have passed.
        windows: Open windows of the team that is asked, in UTC from `at` on.
    """
    if target.count != "clock":
        left = open_minutes_between(at, due_at, windows)
        minutes = min(target.offer_minutes, left // 2)
        found = after_open_minutes(at, minutes, windows) if minutes else None
        if found is not None:
            return found
    clock = timedelta(minutes=target.offer_minutes)
    half = (due_at - at) / 2
    return at + (min(clock, half) if half > timedelta(0) else clock)
