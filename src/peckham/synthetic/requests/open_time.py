"""Open time of every team at once: moments to open seconds and back, for arrays of both."""

from collections.abc import Sequence, Set
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import london
from peckham.synthetic.place.model import Hours, Team

Whole = NDArray[np.int64]

NEVER = np.int64(2) ** 60
"""Later than any moment; moments are seconds since 1970 in UTC."""

_APART = np.int64(10) ** 11
_DAYS_APART = np.int64(10) ** 7


class OpenTime:
    """When each team is open between two days, as lines that arrays are looked up on.

    Teams with the same hours share a line. A line is a list of windows and the open seconds before
    each; lines are laid end to end, far apart, so that one search serves every team. The services
    room counts open time one request at a time; a test holds this to its answers.
    """

    def __init__(
        self,
        teams: Sequence[Team],
        *,
        first: date,
        last: date,
        bank_holidays: Set[date],
    ) -> None:
        kinds: dict[tuple[tuple[Hours, ...], bool], int] = {}
        self.line = np.array(
            [kinds.setdefault((t.hours, t.open_on_bank_holidays), len(kinds)) for t in teams]
        )
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        lines = [_windows(hours, days, holidays, bank_holidays) for hours, holidays in kinds]
        number = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        windows = np.concatenate(lines)
        self.days, self.opens, self.closes = windows.T
        length = self.closes - self.opens
        total = np.cumsum(length) - length
        begin = np.concatenate([[0], np.cumsum([len(line) for line in lines])[:-1]])
        self.before = total - total[begin][number]
        self.first, self.final = begin, np.append(begin[1:], len(windows)) - 1
        self._open_keys = self.opens + number * _APART
        self._count_keys = self.before + length + number * _APART
        self._day_keys = self.days + number * _DAYS_APART

    def opened_by(self, team: Whole, at: Whole) -> Whole:
        """Count the open seconds of each team from the first day up to a moment."""
        line = self.line[team]
        window = np.searchsorted(self._open_keys, at + line * _APART, side="right") - 1
        begun = window >= self.first[line]
        window = np.maximum(window, self.first[line])
        since = np.clip(at - self.opens[window], 0, self.closes[window] - self.opens[window])
        return np.asarray(np.where(begun, self.before[window] + since, 0))

    def when(self, team: Whole, opened: Whole) -> Whole:
        """Give the first moment by which each team has been open for so many seconds."""
        line = self.line[team]
        window = np.searchsorted(self._count_keys, opened + line * _APART, side="left")
        window = np.minimum(window, self.final[line])
        return np.asarray(self.opens[window] + opened - self.before[window])

    def after(self, team: Whole, at: Whole, seconds: Whole) -> Whole:
        """Give the moment at which each team has been open for `seconds` (> 0) from `at` on."""
        return self.when(team, self.opened_by(team, at) + seconds)

    def between(self, team: Whole, start: Whole, end: Whole) -> Whole:
        """Count the open seconds from one moment to a later one; 0 where it is not later."""
        return np.asarray(np.maximum(self.opened_by(team, end) - self.opened_by(team, start), 0))

    def is_open(self, team: Whole, at: Whole) -> NDArray[np.bool_]:
        """Say whether each team is open at a moment."""
        return np.asarray(self.opened_by(team, at + 1) > self.opened_by(team, at))

    def closing(self, team: Whole, at: Whole, day: Whole, open_days: Whole) -> Whole:
        """Give closing time on the day that is so many open days after the day of asking.

        Args:
            team: Shape (n,).
            at: Moment of asking.
            day: Its London day, as `date.toordinal` counts.
            open_days: 0 asks for that day's own closing time.

        Returns:
            Moments; NEVER where the day of asking has no open time left (for 0).
        """
        key = day + self.line[team] * _DAYS_APART
        today = np.minimum(np.searchsorted(self._day_keys, key), len(self.days) - 1)
        later = np.searchsorted(self._day_keys, key, side="right") + open_days - 1
        later = np.minimum(later, self.final[self.line[team]])
        still_open = (self._day_keys[today] == key) & (self.closes[today] > at)
        now = np.where(still_open, self.closes[today], NEVER)
        return np.asarray(np.where(open_days == 0, now, self.closes[later]))


def _windows(
    hours: Sequence[Hours], days: Sequence[date], holidays: bool, bank_holidays: Set[date]
) -> Whole:
    """List a line's windows as rows: day, opening and closing moment."""
    by_weekday = {one.weekday: one for one in hours}
    rows = []
    for day in days:
        one = by_weekday.get(day.weekday())
        if one is None or (day in bank_holidays and not holidays):
            continue
        opens = int(london.moment(day, one.opens_at).timestamp())
        closes = int(london.moment(day, one.closes_at).timestamp())
        rows.append((day.toordinal(), opens, closes))
    return np.array(rows, dtype=np.int64)
