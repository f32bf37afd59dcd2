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
