"""The moments of a generated world: few, so that things begin and end at the very same one.

They go over the night in which London's clocks go back, so that a midnight is not always at the
same hour of UTC.
"""

from datetime import UTC, date, datetime, time, timedelta

from peckham.kernel import london

FIRST_DAY = date(2026, 10, 21)
LONG_AGO = -1
DAYS = 9
MOMENTS = 2 * DAYS
# What happened, happened until here; who reads, reads from here on.
LAST_WRITTEN = 12


def day(index: int) -> date:
    """Give a day of the world; long before it for LONG_AGO."""
    return date(2020, 1, 1) if index == LONG_AGO else FIRST_DAY + timedelta(days=index)


def midnight(index: int) -> datetime:
    """Give the moment at which a day of the world begins in London."""
    return london.moment(day(index), time(0))


def moment(index: int) -> datetime:
    """Give a moment: each day's beginning in London, and ten in the morning of UTC."""
    if index == LONG_AGO:
        return datetime(2020, 1, 1, 10, tzinfo=UTC)
    whole, half = divmod(index, 2)
    if not half:
        return midnight(whole)
    return datetime.combine(day(whole), time(10), tzinfo=UTC)
