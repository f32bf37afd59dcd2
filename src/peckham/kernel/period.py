"""Half-open periods of days: the first day is in, the end day is out."""

from dataclasses import dataclass
from datetime import date

from peckham.kernel.refused import Refused


class EmptyPeriod(Refused):
    """A period ends before, or on, the day on which it starts."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to but not including `end`; an `end` of None is open.

    Raises:
        EmptyPeriod: If `end` is not after `start`.

    >>> Period(date(2026, 4, 1), date(2026, 4, 3)).contains(date(2026, 4, 3))
    False
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise EmptyPeriod(f"A period from {self.start} cannot end on {self.end}.")

    def contains(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Say whether two periods share a day."""
        starts_before_other_ends = other.end is None or self.start < other.end
        ends_after_other_starts = self.end is None or other.start < self.end
        return starts_before_other_ends and ends_after_other_starts
