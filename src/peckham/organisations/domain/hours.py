"""When a team is staffed by its hours: weekdays, London time, bank holidays."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from peckham.kernel import london

# A team with no hours in a fortnight has none that a person could wait for.
_DAYS_AHEAD_MAX = 21


@dataclass(frozen=True, slots=True)
class Hours:
    """One weekday's opening of a team.

    Args:
        weekday: Monday is 0, Sunday is 6.
        opens_at: London clock.
        closes_at: London clock, after `opens_at`.
        open_on_bank_holidays: Whether these hours hold on bank holidays too.
    """

    weekday: int
    opens_at: time
    closes_at: time
    open_on_bank_holidays: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which a team is staffed, half open, aware moments."""

    opens_at: datetime
    closes_at: datetime

    @property
    def length(self) -> timedelta:
        """How long it lasts in real time, whatever the clocks do."""
        return self.closes_at.astimezone(london.UTC) - self.opens_at.astimezone(london.UTC)


def windows_on(
    day: date, *, hours: Sequence[Hours], bank_holidays: Set[date]
) -> tuple[Window, ...]:
    """List a day's staffed windows, earliest first."""
    todays = sorted(
        (
            entry
            for entry in hours
            if entry.weekday == day.weekday()
            and (day not in bank_holidays or entry.open_on_bank_holidays)
        ),
        key=lambda entry: entry.opens_at,
    )
    return tuple(
        Window(london.moment(day, entry.opens_at), london.moment(day, entry.closes_at))
        for entry in todays
    )


def windows_from(
    at: datetime, *, hours: Sequence[Hours], bank_holidays: Set[date]
) -> Iterator[Window]:
    """Give the staffed windows from a moment on, the first cut to start no earlier than it.

    Ends after three weeks: a team with no hours in that time has none to wait for.
    """
    day = london.day_of(at)
    for ahead in range(_DAYS_AHEAD_MAX):
        for window in windows_on(
            day + timedelta(days=ahead), hours=hours, bank_holidays=bank_holidays
        ):
            if window.closes_at > at:
                yield Window(max(window.opens_at, at), window.closes_at)


def is_open(at: datetime, *, hours: Sequence[Hours], bank_holidays: Set[date]) -> bool:
    """Say whether a moment lies in a staffed window.

    >>> from datetime import UTC
    >>> monday = Hours(0, time(8), time(18, 30))
    >>> is_open(datetime(2026, 11, 23, 9, tzinfo=UTC), hours=[monday], bank_holidays=set())
    True
    """
    day = london.day_of(at)
    return any(
        window.opens_at <= at < window.closes_at
        for window in windows_on(day, hours=hours, bank_holidays=bank_holidays)
    )
