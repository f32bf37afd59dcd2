"""Days, weekdays and local times in England: every day in Peckham is a Europe/London day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

__all__ = ["LONDON", "UTC", "day_of", "local", "moment"]

LONDON = ZoneInfo("Europe/London")


def day_of(at: datetime) -> date:
    """Give the London day of a moment.

    Args:
        at: An aware moment.

    Raises:
        ValueError: If `at` has no time zone, since a day would then be a guess.

    >>> from datetime import UTC
    >>> day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    return local(at).date()


def local(at: datetime) -> datetime:
    """Give the London clock's reading of an aware moment."""
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone; got a naive datetime.")
    return at.astimezone(LONDON)


def moment(day: date, clock: time) -> datetime:
    """Give the aware moment at which London's clock shows `clock` on `day`.

    A time that the spring change skips is read as one hour later; of a time that the autumn
    change repeats, the first is meant (`fold=0`).

    >>> moment(date(2026, 12, 1), time(8, 0)).isoformat()
    '2026-12-01T08:00:00+00:00'
    """
    return datetime.combine(day, clock, tzinfo=LONDON)
