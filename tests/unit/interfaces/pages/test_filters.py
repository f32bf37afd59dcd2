"""Moments, days and numbers as people say them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.formats import date_format

from peckham.interfaces.pages import filters

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (14, 30, "2:30pm"),
        (9, 0, "9am"),
        (9, 5, "9:05am"),
        (12, 0, "midday"),
        (0, 0, "midnight"),
        (0, 30, "12:30am"),
        (12, 1, "12:01pm"),
    ],
)
def test_clock_time(hour, minute, said):
    assert filters.clock_time(datetime(2026, 11, 21, hour, minute, tzinfo=UTC)) == said


def test_clock_time_is_london_time_in_summer():
    assert filters.clock_time(datetime(2026, 7, 1, 13, 30, tzinfo=UTC)) == "2:30pm"


def test_days():
    assert filters.long_day(date(2026, 11, 21)) == "21 November 2026"
    assert filters.weekday(date(2026, 11, 21)) == "Saturday 21 November 2026"


@pytest.mark.parametrize("language", ["en", "pl", "bn", "ar", "so"])
def test_days_are_said_in_the_language_of_the_page(language):
    with translation.override(language):
        for day in (date(2026, month, 9) for month in range(1, 13)):
            assert filters.long_day(day) == date_format(day, "j F Y")
            assert filters.weekday(day) == date_format(day, "l j F Y")


def test_moment_takes_its_day_from_london():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert filters.moment(late) == "1 July 2026 at 12:30am"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today at 2pm"),
        (1, "tomorrow at 2pm"),
        (-1, "yesterday at 2pm"),
        (3, "Tuesday at 2pm"),
        (10, "1 December 2026 at 2pm"),
        (-10, "11 November 2026 at 2pm"),
    ],
)
def test_near_moment(days, said):
    assert filters.near_moment(NOW + timedelta(days=days), NOW) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=30), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=2, minutes=5), "2 hours 5 minutes"),
        (timedelta(days=3, hours=1, minutes=9), "3 days 1 hour"),
        (timedelta(minutes=-90), "1 hour 30 minutes"),
    ],
)
def test_duration(span, said):
    assert filters.duration(span) == said


def test_due_says_lateness_first():
    assert filters.due(NOW - timedelta(minutes=5), NOW) == "Overdue by 5 minutes"
    assert filters.due(NOW + timedelta(minutes=45), NOW) == "Due in 45 minutes"
    assert filters.due(NOW + timedelta(hours=4), NOW) == "Due today at 6pm"


def test_nhs_numbers_are_spaced_and_anything_else_is_left_alone():
    assert filters.spaced_nhs_number("9990000018") == "999 000 0018"
    assert filters.spaced_nhs_number("999 000 0018") == "999 000 0018"
    assert filters.spaced_nhs_number("123") == "123"
    assert filters.spaced_nhs_number(None) == ""


def test_a_count_is_never_a_lie():
    assert filters.count(200) == "200"
    assert filters.count(201) == "200+"
    assert filters.count(10_000_000) == "200+"


def test_references_and_codes_are_grouped_for_reading_aloud():
    assert filters.grouped("7K3M9Q4XA") == "7K3 M9Q 4XA"
    assert filters.grouped("7K3 M9Q 4XA") == "7K3 M9Q 4XA"
    assert filters.grouped("7K3M9Q4X") == "7K3M 9Q4X"


def test_age_on_the_birthday_itself():
    born = date(1951, 3, 14)
    assert filters.age(born, date(2026, 3, 13)) == 74
    assert filters.age(born, date(2026, 3, 14)) == 75


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("2019", "2019"),
        ("2019-05", "May 2019"),
        ("2019-05-01", "1 May 2019"),
        ("2019-05-01T10:30:00+01:00", "1 May 2019 at 10:30am"),
        ("2019-05-01T23:30:00Z", "2 May 2019 at 12:30am"),
        ("2019-05-01T10:30:00", "2019-05-01T10:30:00"),
        ("at 40 years", "at 40 years"),
        ("2019-13", "2019-13"),
        ("2019-02-30", "2019-02-30"),
        ("20190501", "20190501"),
        ("", ""),
    ],
)
def test_a_day_is_said_as_exactly_as_it_was_stated(stated, said):
    assert filters.as_stated(stated) == said


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("142.12983679161132", "142.13"),
        ("2.675", "2.68"),
        ("-0.5", "-0.5"),
        ("6.0", "6"),
        ("0", "0"),
        ("0.00", "0"),
        ("0.0996", "0.1"),
        ("0.00043219", "0.00043"),
        ("9E+1", "90"),
        ("123456789012345678901234567890.125", "123456789012345678901234567890.13"),
    ],
)
def test_a_measured_number_is_rounded_and_never_to_nothing(sent, said):
    assert filters.measured(Decimal(sent)) == filters.measured(sent) == said
