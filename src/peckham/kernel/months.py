"""Months and years after a day, by the corresponding date."""

from calendar import monthrange
from datetime import date

_MONTHS = 12


def months_after(day: date, months: int) -> date:
    """Give the corresponding date some months later; the last of the month where there is none.

    Source: the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027, from general knowledge.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def years_after(day: date, years: int) -> date:
    """Give the anniversary of a day.

    >>> years_after(date(2024, 2, 29), 2)
    datetime.date(2026, 2, 28)
    """
    return months_after(day, years * _MONTHS)
