from datetime import UTC, date, datetime, time, timedelta

import pytest

from peckham.kernel import london


def test_a_summer_evening_in_utc_is_already_tomorrow_in_london():
    assert london.day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_a_moment_without_a_zone_is_refused_rather_than_guessed():
    with pytest.raises(ValueError, match="time zone"):
        london.day_of(datetime(2026, 6, 30, 12))


def test_the_day_of_the_spring_change_has_twenty_three_hours():
    first = london.moment(date(2026, 3, 29), time(0))
    after = london.moment(date(2026, 3, 30), time(0))
    assert after.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=23)
