"""Working days of England and Wales: not a Saturday, a Sunday or a bank holiday."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from peckham.kernel.refused import Refused

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


class CalendarEnds(Refused):
    """A working day is asked for in a year whose bank holidays are not listed."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Counts working days between the first and the last year whose bank holidays are known.

    A year without a listed bank holiday is an unknown year, never one without holidays.

    >>> days = WorkingDays(frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
    >>> days.after(date(2026, 4, 2), 1)
    datetime.date(2026, 4, 7)
    """

    bank_holidays: Set[date]

    def is_working(self, day: date) -> bool:
        """Say whether a day is a working day.

        Raises:
            CalendarEnds: If the bank holidays of its year are not listed.
        """
        if day.year not in {holiday.year for holiday in self.bank_holidays}:
            raise CalendarEnds(
                f"The bank holidays of {day.year} are not listed.",
                remedy="Add them to data/bank_holidays.csv.",
            )
        return day.weekday() < _SATURDAY and day not in self.bank_holidays

    def after(self, day: date, count: int) -> date:
        """Give the `count`-th working day after a day, which may itself be any day.

        Args:
            day: The day not counted.
            count: At least 1.

        Raises:
            CalendarEnds: If the count runs into a year whose bank holidays are not listed.
            ValueError: If `count` is below 1.
        """
        if count < 1:
            raise ValueError(f"The {count}th working day after a day is none.")
        following = self._following(day)
        for _ in range(count - 1):
            next(following)
        return next(following)

    def _following(self, day: date) -> Iterator[date]:
        while True:
            day += _DAY
            if self.is_working(day):
                yield day
