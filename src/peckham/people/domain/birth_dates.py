"""Birth dates as people type them, and the dates that a slip of the finger would make of them."""

import re
from dataclasses import dataclass
from datetime import date

from peckham.kernel import Refused

_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan feb mar apr may jun jul aug sep oct nov dec").split()
_GAP = r"[\s/.,-]*"
_FORMS = (
    # 14 Mar 1951, 14th of March 51, 14-Mar-1951
    (
        re.compile(
            rf"(?<!\w)(\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?:of\s+)?{_MONTH}{_GAP}(\d{{4}}|\d{{2}})(?!\w)",
            re.I,
        ),
        "dby",
    ),
    # March 14, 1951
    (
        re.compile(rf"(?<!\w){_MONTH}{_GAP}(\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(\d{{4}})(?!\w)", re.I),
        "bdy",
    ),
    # 1951-03-14
    (re.compile(r"(?<![\d/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])"), "ymd"),
    # 14/3/1951, 14.3.51
    (re.compile(r"(?<![\d/.-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?![\d/-])"), "dmy"),
    # 14 3 1951
    (re.compile(r"(?<![\d+] )(?<![\d+])(\d{1,2}) (\d{1,2}) ((?:18|19|20)\d{2})(?!\d| \d)"), "dmy"),
)
_COMPACT = (
    (re.compile(r"(?<!\d)(\d{2})(\d{2})((?:18|19|20)\d{2})(?!\d)"), "dmy"),
    (re.compile(r"(?<!\d)((?:18|19|20)\d{2})(\d{2})(\d{2})(?!\d)"), "ymd"),
    (re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})(?!\d)"), "dmy"),
)
_YEAR = re.compile(r"(?<!\d)(18[89]\d|19\d{2}|20\d{2})(?!\d)")
AGE_MAX = 130


class BirthDateInFuture(Refused):
    """The date of birth lies after today."""


class BirthDateTooLongAgo(Refused):
    """Nobody alive was born that long ago."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Whole dates and years found in a text."""

    whole: tuple[date, ...] = ()
    years: tuple[int, ...] = ()


def check_birth_date(birth_date: date, *, on: date) -> None:
    """Refuse a date of birth that cannot be.

    Args:
        birth_date: As given.
        on: Today.

    Raises:
        BirthDateInFuture: If it lies after today.
        BirthDateTooLongAgo: If it lies more than 130 years ago.
    """
    if birth_date > on:
        raise BirthDateInFuture(
            "The date of birth lies in the future.", remedy="Check the year.", field="birth_date"
        )
    if on.year - birth_date.year > AGE_MAX:
        raise BirthDateTooLongAgo(
            f"The date of birth lies more than {AGE_MAX} years ago.",
            remedy="Check the year.",
            field="birth_date",
        )


def find_dates(text: str, *, on: date, compact: bool = False) -> tuple[Dates, str]:
    """Find birth dates among other words, and give what is left of the text.

    Day before month, as written here; month before day only where nothing else can be meant. Two
    digits of a year mean the latest such year that is not in the future, and the one before it.

    Args:
        text: What was typed.
        on: The day of the search.
        compact: Whether to read runs of digits (14031951) and years on their own; done last, after
            telephone and NHS numbers have been taken out.

    >>> find_dates("smith 14th March '51", on=date(2026, 1, 1))[0].whole[0]
    datetime.date(1951, 3, 14)
    """
    text = re.sub(r"['\u2019](?=\d{2}(?!\d))", "", text) if not compact else text
    whole: list[date] = []
    for form, order in _COMPACT if compact else _FORMS:
        for found in form.finditer(text):
            meant = _meant(found.groups(), order, on)
            if meant:
                whole += meant
                text = text.replace(found[0], " ", 1)
    years: tuple[int, ...] = ()
    if compact:
        years = tuple(int(year) for year in _YEAR.findall(text) if int(year) <= on.year)
        text = _YEAR.sub(" ", text)
    return Dates(tuple(dict.fromkeys(whole)), years), text


def near_dates(day: date, *, on: date) -> tuple[date, ...]:
    """List the dates one slip from a date: a wrong digit, two swapped, day and month swapped.

    >>> date(1951, 4, 3) in near_dates(date(1951, 3, 4), on=date(2026, 1, 1))
    True
    >>> date(1915, 3, 14) in near_dates(date(1951, 3, 14), on=date(2026, 1, 1))
    True
    """
    digits = f"{day:%d%m}{day.year:04d}"
    texts = {
        f"{digits[:i]}{wrong}{digits[i + 1 :]}"
        for i in range(len(digits))
        for wrong in "0123456789"
    }
    texts |= {
        f"{digits[:i]}{digits[i + 1]}{digits[i]}{digits[i + 2 :]}" for i in range(len(digits) - 1)
    }
    texts |= {f"{digits[2:4]}{digits[:2]}{digits[4:]}"}
    dates = {_date(int(t[4:]), int(t[2:4]), int(t[:2]), on) for t in texts}
    return tuple(sorted(near for near in dates if near is not None and near != day))


def _meant(parts: tuple[str, ...], order: str, on: date) -> list[date]:
    named = dict(zip(order, parts, strict=True))
    day = int(named["d"])
    month = int(named["m"]) if "m" in named else _MONTHS.index(named["b"][:3].lower()) + 1
    years = _years(named["y"], on)
    meant = [_date(year, month, day, on) for year in years]
    if not any(meant) and "m" in named:
        meant = [_date(year, day, month, on) for year in years]
    return [found for found in meant if found is not None]


def _years(digits: str, on: date) -> tuple[int, ...]:
    if len(digits) == 4:
        return (int(digits),)
    latest = on.year - (on.year - int(digits)) % 100
    return (latest, latest - 100)


def _date(year: int, month: int, day: int, on: date) -> date | None:
    if not 1 <= year <= 9999:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found <= on and on.year - year <= AGE_MAX else None
