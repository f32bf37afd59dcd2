"""Working days against Easter, Christmas and a count made another way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.infra import reference
from peckham.kernel.working_days import CalendarEnds, WorkingDays

HOLIDAYS = frozenset(date.fromisoformat(row["day"]) for row in reference.rows("bank_holidays.csv"))
DAYS = WorkingDays(HOLIDAYS)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Good Friday and Easter Monday
        (date(2026, 4, 3), 1, date(2026, 4, 7)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Boxing Day's substitute is the Monday
        (date(2026, 3, 6), 3, date(2026, 3, 11)),
    ],
)
def test_weekends_and_bank_holidays_are_not_counted(day, count, expected):
    assert DAYS.after(day, count) == expected


@given(st.dates(date(2024, 1, 1), date(2028, 9, 1)), st.integers(1, 40))
def test_between_a_day_and_its_nth_working_day_lie_n_working_days(day, count):
    last = DAYS.after(day, count)
    between = (day + timedelta(days=n) for n in range(1, (last - day).days + 1))
    names = [d for d in between if d.strftime("%a") not in ("Sat", "Sun") and d not in HOLIDAYS]
    assert len(names) == count
    assert names[-1] == last


def test_a_year_whose_bank_holidays_are_not_listed_is_refused_not_guessed():
    with pytest.raises(CalendarEnds, match="2029"):
        DAYS.after(date(2028, 12, 29), 1)
    with pytest.raises(CalendarEnds):
        DAYS.is_working(date(2023, 5, 8))
    with pytest.raises(ValueError, match="0th"):
        DAYS.after(date(2026, 1, 1), 0)


def easter(year):
    """Give Easter Sunday by the anonymous Gregorian computation (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    epact = (
        19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays_of(year):
    """Work out a year's bank holidays by the rules alone: no list is read."""
    sunday = easter(year)
    mondays = [d for d in (date(year, 5, n) for n in range(1, 32)) if d.weekday() == 0]
    august = [d for d in (date(year, 8, n) for n in range(1, 32)) if d.weekday() == 0]
    found = {sunday - timedelta(2), sunday + timedelta(1), mondays[0], mondays[-1], august[-1]}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in found:
            fixed += timedelta(1)
        found.add(fixed)
    return found


@pytest.mark.parametrize("year", range(2024, 2029))
def test_the_listed_bank_holidays_are_those_that_the_rules_give(year):
    """An independent calendar: Easter computed, days at a weekend moved to the next free one."""
    assert {day for day in HOLIDAYS if day.year == year} == holidays_of(year)
