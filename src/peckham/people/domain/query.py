"""What somebody types into the search box, read as terms: any order, any common form."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from peckham.kernel import NhsNumber, Refused
from peckham.people.domain.birth_dates import Dates, find_dates, near_dates
from peckham.people.domain.folding import WORD_LENGTH_MAX, fold
from peckham.people.domain.telephones import find_telephones

QUERY_LENGTH_MAX = 200
WORDS_MAX = 6

_POSTCODE = re.compile(r"(?<!\w)([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})(?!\w)", re.IGNORECASE)
_DISTRICT = re.compile(r"(?<!\w)([a-z]{1,2}[0-9]{1,2}[a-z]?)(?:\s+([0-9]))?(?!\w)", re.IGNORECASE)
_TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr"}
_LABELS = {"dob", "born", "nhs", "tel", "phone", "postcode"}


class SearchTooLong(Refused):
    """More was typed than names, a date, a postcode and a number take."""


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """Terms of a search.

    Args:
        words: Folded name words, in the order typed.
        birth_dates: Whole dates that may be meant (two where the century is open).
        near_dates: Dates one slip away: a wrong digit, two swapped, day and month swapped.
        birth_years: Years typed on their own.
        postcode: Capitals without a space; a whole postcode, a district or a sector.
        near_postcode: Regular expression of the postcodes one slip away, or "".
        nhs_number: Ten digits that check, or "".
        phones: Telephone numbers as digits with a leading 0 (or + for abroad).
        notes: What was typed and cannot be used, in words.
    """

    words: tuple[str, ...] = ()
    birth_dates: tuple[date, ...] = ()
    near_dates: tuple[date, ...] = ()
    birth_years: tuple[int, ...] = ()
    postcode: str = ""
    near_postcode: str = ""
    nhs_number: str = ""
    phones: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing that can be searched by was typed."""
        return not (
            self.words or self.birth_dates or self.postcode or self.nhs_number or self.phones
        )


def parse_query(text: str, *, on: date) -> SearchTerms:
    """Read a search.

    Args:
        text: What was typed, at most 200 characters.
        on: The day of the search: nobody is born after it.

    Raises:
        SearchTooLong: If more was typed.

    >>> terms = parse_query("smyth 14/3/1951 rm13 8ab", on=date(2026, 11, 21))
    >>> terms.words, terms.birth_dates, terms.postcode
    (('smyth',), (datetime.date(1951, 3, 14),), 'RM138AB')
    """
    if len(text) > QUERY_LENGTH_MAX:
        raise SearchTooLong(
            f"A search takes at most {QUERY_LENGTH_MAX} characters; this has {len(text):,}.",
            remedy="Type a name and a date of birth, a postcode, a phone number or an NHS number.",
            field="q",
        )
    rest = _plain_digits(text)
    dates, rest = find_dates(rest, on=on)
    nhs_number, notes, rest = _nhs_number(rest)
    phones, rest = find_telephones(rest)
    compact, rest = find_dates(rest, on=on, compact=True)
    postcode, rest = _postcode(rest)
    read = Dates(dates.whole + compact.whole, dates.years + compact.years)
    near = {day for whole in read.whole for day in near_dates(whole, on=on)}
    is_alone = not (read.whole or read.years or postcode or nhs_number or phones)
    return SearchTerms(
        words=_words(rest, is_alone=is_alone),
        birth_dates=read.whole,
        near_dates=tuple(sorted(near - set(read.whole))),
        birth_years=read.years,
        postcode=postcode,
        near_postcode=near_postcode(postcode),
        nhs_number=nhs_number,
        phones=phones,
        notes=notes,
    )


def near_postcode(postcode: str) -> str:
    r"""Give the pattern of whole postcodes one slip away, or "" for a part of a postcode.

    >>> import re
    >>> bool(re.search(near_postcode("RM138AB"), "RM138BA"))
    True
    """
    if not re.search(r"[0-9][A-Z]{2}$", postcode) or len(postcode) < 5:
        return ""
    wrong = [f"{postcode[:i]}.{postcode[i + 1 :]}" for i in range(len(postcode))]
    extra = [f"{postcode[:i]}{postcode[i + 1 :]}" for i in range(len(postcode))]
    missing = [f"{postcode[:i]}.{postcode[i:]}" for i in range(len(postcode) + 1)]
    swapped = [
        f"{postcode[:i]}{postcode[i + 1]}{postcode[i]}{postcode[i + 2 :]}"
        for i in range(len(postcode) - 1)
    ]
    return f"^({'|'.join(dict.fromkeys(wrong + extra + missing + swapped))})$"


def _plain_digits(text: str) -> str:
    """Give digits of any script as 0 to 9, and drop what no database text may hold."""
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in unicodedata.normalize("NFC", text.replace("\x00", ""))
        if unicodedata.category(letter) not in ("Cf", "Cs")
    )


def _nhs_number(text: str) -> tuple[str, tuple[str, ...], str]:
    for found in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        if NhsNumber.check_digit(digits[:9]) == int(digits[9]):
            return digits, (), rest
        if not digits.startswith("0"):
            note = f"{found[0]} is not a valid NHS number: its last digit does not match."
            return "", (note,), rest
    return "", (), text


def _postcode(text: str) -> tuple[str, str]:
    found = _POSTCODE.search(text) or _DISTRICT.search(text)
    if found is None:
        return "", text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return f"{found[1]}{found[2] or ''}".upper(), rest


def _words(text: str, *, is_alone: bool) -> tuple[str, ...]:
    """Fold what is left into name words; "Mrs" is one only where nothing else was typed."""
    tokens = fold(text).replace("-", " ").replace("'", "").split()
    words = [token[:WORD_LENGTH_MAX] for token in tokens if not token.isdigit()]
    meant = [word for word in words if word not in _TITLES | _LABELS]
    return tuple(dict.fromkeys(meant or (words if is_alone else ())))[:WORDS_MAX]
