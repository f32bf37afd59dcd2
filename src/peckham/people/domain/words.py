"""How people, days and numbers are said on a page and read aloud."""

from datetime import date
from urllib.parse import urlsplit

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def day_words(day: date) -> str:
    """Say a day.

    >>> day_words(date(1951, 3, 14))
    '14 March 1951'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def birth_words(birth_date: date | None, partial: str) -> str:
    """Say a birth date as far as it is known.

    >>> birth_words(None, "1970-05"), birth_words(None, "1970"), birth_words(None, "")
    ('May 1970 (day not known)', '1970 (day not known)', 'not known')
    """
    if birth_date is not None:
        return day_words(birth_date)
    year, _, month = partial.partition("-")
    if not year:
        return "not known"
    said = f"{_MONTHS[int(month) - 1]} {year}" if month else year
    return f"{said} (day not known)"


def full_name(family_name: str, given_name: str, preferred_name: str = "") -> str:
    """Say a name in full, with the name that the person prefers.

    >>> full_name("Okafor", "Oluwaseun", "Seun")
    'Seun (Oluwaseun) Okafor'
    >>> full_name("", "")
    'Name not known'
    """
    first = given_name
    if preferred_name and preferred_name != given_name:
        first = f"{preferred_name} ({given_name})" if given_name else preferred_name
    return " ".join(part for part in (first, family_name) if part) or "Name not known"


def spaced_nhs_number(digits: str) -> str:
    """Say an NHS number in its three groups.

    >>> spaced_nhs_number("9990000018"), spaced_nhs_number("")
    ('999 000 0018', '')
    """
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if digits else ""


def host_of(address: str) -> str:
    """Give the host of a system's address, or "" where it names none.

    >>> host_of("https://records.example.org/id/patient"), host_of("urn:oid:1.2.3")
    ('records.example.org', '')
    """
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
