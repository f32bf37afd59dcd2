from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.organisations.domain.hours import Hours, is_open, windows_from, windows_on

WEEK = tuple(Hours(day, time(8), time(18, 30)) for day in range(5))
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 18, 30, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 25, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 7, 30, tzinfo=UTC), True),
    ],
    ids=["opening", "closing", "sunday", "bank holiday", "summer time"],
)
def test_a_team_is_open_in_its_hours_by_londons_clock(at, expected):
    assert is_open(at, hours=WEEK, bank_holidays=CHRISTMAS) is expected


def test_hours_may_hold_on_bank_holidays():
    always = (Hours(4, time(8), time(20), open_on_bank_holidays=True),)
    assert windows_on(date(2026, 12, 25), hours=always, bank_holidays=CHRISTMAS)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))
def test_windows_ahead_never_start_before_now_and_never_overlap(at):
    ahead = list(windows_from(at, hours=WEEK, bank_holidays=CHRISTMAS))
    assert ahead
    assert all(window.opens_at >= at for window in ahead)
    assert all(window.length > timedelta(0) for window in ahead)
    pairs = zip(ahead, ahead[1:], strict=False)
    assert all(one.closes_at <= other.opens_at for one, other in pairs)


def test_a_team_without_hours_is_never_open():
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert list(windows_from(at, hours=(), bank_holidays=set())) == []
