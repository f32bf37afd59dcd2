"""Moments, days and numbers as people say them; pure, so that a page never formats by itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from peckham.kernel import NhsNumber, Refused, money
from peckham.kernel.london import day_of, local

COUNT_LIMIT = 200
# A number is rounded however many digits were sent.
_WIDE = Context(prec=1000)


@dataclass(frozen=True, slots=True)
class _Words:
    """What moments are said with in one language."""

    midnight: str
    midday: str
    am: str
    pm: str
    days: dict[int, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day_and_time: str


@cache
def _words_in(_language: str | None) -> _Words:
    """Look the words up once for each language: a worklist says some two hundred moments."""
    return _Words(
        midnight=_("midnight"),
        midday=_("midday"),
        am=_("am"),
        pm=_("pm"),
        days={-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")},
        months=tuple(str(MONTHS[month]) for month in range(1, 13)),
        weekdays=tuple(str(WEEKDAYS[day]) for day in range(7)),
        day_and_time=_("%(day)s at %(time)s"),
    )


def _words() -> _Words:
    return _words_in(get_language())


def clock_time(at: datetime) -> str:
    """Say a moment's London time: 2:30pm, 9am, midday, midnight.

    >>> from datetime import UTC
    >>> clock_time(datetime(2026, 11, 21, 14, 30, tzinfo=UTC))
    '2:30pm'
    """
    reading, words = local(at), _words()
    if (reading.hour, reading.minute) in ((0, 0), (12, 0)):
        return words.midnight if reading.hour == 0 else words.midday
    hour = reading.hour % 12 or 12
    half = words.am if reading.hour < 12 else words.pm
    minutes = f":{reading.minute:02d}" if reading.minute else ""
    return f"{hour}{minutes}{half}"


def long_day(day: date) -> str:
    """Say a day in full: 21 November 2026."""
    return f"{day.day} {_words().months[day.month - 1]} {day.year}"


def month_name(day: date) -> str:
    """Say the month of a day: November 2026."""
    return f"{_words().months[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Say a day with its weekday: Saturday 21 November 2026."""
    return f"{_words().weekdays[day.weekday()]} {long_day(day)}"


def moment(at: datetime) -> str:
    """Say a moment in full: 21 November 2026 at 2:30pm."""
    return _words().day_and_time % {"day": long_day(day_of(at)), "time": clock_time(at)}


def as_stated(text: str) -> str:
    """Say a day or moment that another system stated, as exactly as it did; other words as sent.

    A year and a month stay what they are: no day is made up.
    """
    try:
        if len(text) == 7:
            first = date.fromisoformat(f"{text}-01")
            return f"{_words().months[first.month - 1]} {first.year}"
        if len(text) == 10:
            return long_day(date.fromisoformat(text))
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment(at) if at.tzinfo else text


def near_moment(at: datetime, now: datetime) -> str:
    """Say a moment as seen from now: today at 2:30pm, tomorrow at 9am, else the day in full."""
    on, words = day_of(at), _words()
    days_away = (on - day_of(now)).days
    if days_away in words.days:
        day = words.days[days_away]
    elif 1 < days_away < 7:
        day = words.weekdays[on.weekday()]
    else:
        day = long_day(on)
    return words.day_and_time % {"day": day, "time": clock_time(at)}


def duration(span: timedelta) -> str:
    """Say how long in the two largest units: 2 hours 5 minutes, 3 days, less than a minute."""
    minutes = int(abs(span).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = [
        ngettext("%d day", "%d days", days) % days if days else "",
        ngettext("%d hour", "%d hours", hours) % hours if hours else "",
        ngettext("%d minute", "%d minutes", minutes) % minutes if minutes else "",
    ]
    return " ".join([part for part in parts if part][:2]) or _("less than a minute")


def due(at: datetime, now: datetime) -> str:
    """Say when something is due, and say first if it is late."""
    if at <= now:
        return _("Overdue by %(span)s") % {"span": duration(now - at)}
    if at - now < timedelta(hours=2):
        return _("Due in %(span)s") % {"span": duration(at - now)}
    return _("Due %(moment)s") % {"moment": near_moment(at, now)}


def measured(number: Decimal | str) -> str:
    """Say a measured number with two decimals, or two digits of one below a tenth.

    >>> measured(Decimal("14.236874")), measured(Decimal("0.00432")), measured(Decimal("9E+1"))
    ('14.24', '0.0043', '90')
    """
    exact = Decimal(number)
    places = 2 if exact == 0 or abs(exact) >= Decimal("0.1") else 1 - exact.adjusted()
    return written_out(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE))


def written_out(number: Decimal | str) -> str:
    """Write a number out with every digit that was sent.

    >>> written_out("9E+1"), written_out("6.50")
    ('90', '6.5')
    """
    return f"{Decimal(number).normalize(_WIDE):f}"


def age(born_on: date, today: date) -> int:
    """Count completed years on a day.

    >>> age(date(1951, 3, 14), date(2026, 3, 13))
    74
    """
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def spaced_nhs_number(digits: str | None) -> str:
    """Say an NHS number as people read it, and leave anything else as it is.

    >>> spaced_nhs_number("9990000018")
    '999 000 0018'
    """
    if not digits:
        return ""
    try:
        return NhsNumber.parse(digits).spaced
    except Refused:
        return digits


def grouped(text: str) -> str:
    """Space a reference in threes, or a code in fours, as people read it aloud.

    >>> grouped("7K3M9Q4XA"), grouped("7K3M9Q4X")
    ('7K3 M9Q 4XA', '7K3M 9Q4X')
    """
    squeezed = "".join(text.split())
    size = 3 if len(squeezed) % 3 == 0 else 4
    return " ".join(squeezed[start : start + size] for start in range(0, len(squeezed), size))


def count(found: int, limit: int = COUNT_LIMIT) -> str:
    """Say how many without claiming to have counted further than the limit.

    >>> count(201), count(1200, limit=5000)
    ('200+', '1,200')
    """
    return f"{limit:,}+" if found > limit else f"{found:,}"


FILTERS = {
    "clock_time": clock_time,
    "long_day": long_day,
    "month_name": month_name,
    "weekday": weekday,
    "moment": moment,
    "as_stated": as_stated,
    "near_moment": near_moment,
    "duration": duration,
    "due": due,
    "measured": measured,
    "written_out": written_out,
    "age": age,
    "nhs_number": spaced_nhs_number,
    "grouped": grouped,
    "count_words": count,
    "pounds": money.in_words,
}
