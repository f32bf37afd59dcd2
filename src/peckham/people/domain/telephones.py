"""Telephone numbers as digits, so that what is typed and what is stored can be compared."""

import re

from peckham.kernel import Refused

_TYPED = re.compile(r"(?<![\w+])(?:\+|00)?[0-9(][0-9 ().-]{7,17}[0-9](?!\w)")


class InvalidTelephone(Refused):
    """The text is not a telephone number."""


def telephone(text: str) -> str:
    """Give a number as digits: 0 first for the United Kingdom, + and the country for abroad.

    Raises:
        InvalidTelephone: If it has fewer than nine digits or more than fifteen.

    >>> telephone("+44 (0)20 7946 0123"), telephone("+353 1 234 5678")
    ('02079460123', '+35312345678')
    """
    digits = re.sub(r"[^0-9+]", "", text)
    digits = re.sub(r"^00", "+", digits)
    digits = re.sub(r"^\+440?", "0", digits)
    if not re.fullmatch(r"\+?[0-9]{9,15}", digits):
        raise InvalidTelephone(
            f"“{text[:30]}” is not a telephone number.",
            remedy="Write it like 020 7946 0123, with + and the country for abroad.",
            field="value",
        )
    return digits


def find_telephones(text: str) -> tuple[tuple[str, ...], str]:
    """Find telephone numbers among other words, and give what is left of the text."""
    found = []
    rest = text
    for typed in _TYPED.finditer(text):
        squeezed = re.sub(r"[^0-9+]", "", typed[0])
        if squeezed.startswith(("0", "+")) and 9 <= len(squeezed) <= 16:
            found.append(telephone(squeezed))
            rest = rest.replace(typed[0], " ")
    return tuple(dict.fromkeys(found)), rest
