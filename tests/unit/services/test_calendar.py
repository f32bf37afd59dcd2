from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.kernel.london import LONDON
from peckham.services.domain.calendar import (
    after_open_minutes,
    closing_after_days,
    in_utc,
    open_minutes_between,
)


def at(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def local(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


# Monday to Wednesday, 9 to 5.
WEEK = in_utc([(local(day, 9), local(day, 17)) for day in (23, 24, 25)])


def test_counts_only_while_open():
    assert after_open_minutes(at(23, 16), 120, WEEK) == at(24, 10)
    assert after_open_minutes(at(23, 3), 30, WEEK) == at(23, 9, 30)
    assert after_open_minutes(at(25, 16, 30), 60, WEEK) is None


def test_counts_the_open_time_between_two_moments():
    assert open_minutes_between(at(23, 16), at(24, 10), WEEK) == 120
    assert open_minutes_between(at(24, 10), at(23, 16), WEEK) == 0


def test_closing_time_some_open_days_later():
    assert closing_after_days(at(23, 10), 0, WEEK) == at(23, 17)
    assert closing_after_days(at(23, 18), 0, WEEK) is None
    assert closing_after_days(at(23, 18), 2, WEEK) == at(25, 17)
    assert closing_after_days(at(24, 10), 2, WEEK) is None


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 29, 23), (10, 25, 25)])
def test_a_night_on_which_the_clocks_change_is_as_long_as_it_is(month, day, hours):
    whole_day = in_utc([(local(day, 0, month=month), local(day + 1, 0, month=month))])
    start, end = whole_day[0]
    assert end - start == timedelta(hours=hours)
    assert open_minutes_between(start, end, whole_day) == hours * 60


def test_the_hour_that_comes_twice_is_two_hours():
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)
    windows = in_utc([(first, second)])
    assert open_minutes_between(first, second, windows) == 60


minutes = st.integers(0, 3 * 24 * 60)


@given(minutes, st.integers(1, 1200))
def test_the_time_counted_is_the_time_that_was_open(offset, count):
    start = at(23, 0) + timedelta(minutes=offset)
    end = after_open_minutes(start, count, WEEK)
    if end is not None:
        assert open_minutes_between(start, end, WEEK) == count
