"""References and codes that can be read aloud: 23 characters that nobody mistakes for another.

Left out: 0 O, 1 I L, 2 Z, 5 S, 8 B, U and V. Twenty-three is prime, so a weighted sum modulo 23
finds every single wrong character and every two that change places.
"""

import hashlib
import hmac
import re
from typing import Final

from peckham.kernel import Refused

ALPHABET: Final = "34679ACDEFGHJKMNPQRTWXY"
REFERENCE_LENGTH: Final = 9
CODE_LENGTH: Final = 8
PATTERN: Final = f"^[{ALPHABET}]{{{REFERENCE_LENGTH}}}$"

_BASE: Final = len(ALPHABET)
_DATA_LENGTH: Final = REFERENCE_LENGTH - 1
_SPACE: Final = _BASE**_DATA_LENGTH
# A reference says what it is of: requests are numbered from 0, and what is owed to people from
# these on, as the sequences in contracts/migrations/sql/duties_law.sql are.
_FIRST_NUMBERS: Final = (
    ("claim", 40_000_000_000),
    ("complaint", 20_000_000_000),
    ("request", 0),
)
# Any number with no factor 23 shuffles the space without two numbers meeting; these are large and
# arbitrary, so that references given one after another look unlike.
_STRIDE: Final = 48_271_660_103
_OFFSET: Final = 30_103_996_211
# A stolen table of hashes takes a fast machine hours for each code; taking a request, under 1 ms.
# Whoever has the table has the requests beside it: the hash keeps them from following on as others.
_HASH_ROUNDS: Final = 2_000


class NotAReference(Refused):
    """The reference is not one that was given out: a character is missing or mistaken."""


def reference_of(number: int) -> str:
    """Give the reference of the request with this key: distinct for distinct keys.

    Args:
        number: Key of the request, from 0 to 23^8 - 1 (78 thousand million).

    >>> check_reference(reference_of(1)) == reference_of(1)
    True
    """
    if not 0 <= number < _SPACE:
        raise ValueError(f"No reference is left for {number}.")
    data = _characters((number * _STRIDE + _OFFSET) % _SPACE, _DATA_LENGTH)
    return data + _check_character(data)


def check_reference(text: str) -> str:
    """Read a reference as people write it: any case, with spaces or hyphens.

    Raises:
        NotAReference: If its shape or its check character is wrong.
    """
    squeezed = _squeezed(text)
    right = re.fullmatch(PATTERN, squeezed) and squeezed[-1] == _check_character(squeezed[:-1])
    if not right:
        raise NotAReference(
            "That is not a reference that we give out.",
            remedy="It has nine letters and numbers, such as 7K3 M9Q 4XA. Check each one.",
            field="reference",
        )
    return squeezed


def subject_of(reference: str) -> str:
    """Say what a reference is of: "request", "complaint" or "claim".

    >>> subject_of(reference_of(1)), subject_of(reference_of(20_000_000_001))
    ('request', 'complaint')
    """
    data = 0
    for character in reversed(check_reference(reference)[:-1]):
        data = data * _BASE + ALPHABET.index(character)
    number = (data - _OFFSET) * pow(_STRIDE, -1, _SPACE) % _SPACE
    return next(subject for subject, first in _FIRST_NUMBERS if number >= first)


def code_of(seed: bytes, secret: bytes) -> str:
    """Make a code of eight characters from a seed, such as a form's key; the same seed, the same.

    A form that is sent twice so shows the same code twice, though only its hash is kept.

    Args:
        seed: Something that no two requests share.
        secret: The deployment's secret, without which nobody can work a code out.
    """
    digest = hmac.digest(secret, b"request code" + seed, "sha256")
    return _characters(int.from_bytes(digest) % _BASE**CODE_LENGTH, CODE_LENGTH)


def hash_code(reference: str, code: str) -> str:
    """Hash a code for keeping, salted with its reference; takes any case, spaces and hyphens."""
    salt = b"peckham request " + reference.encode()
    return hashlib.pbkdf2_hmac("sha256", _squeezed(code)[:64].encode(), salt, _HASH_ROUNDS).hex()


def grouped(text: str) -> str:
    """Space a reference in threes or a code in fours, to be read aloud.

    >>> grouped("7K3M9Q4XA"), grouped("7K3M9Q4X")
    ('7K3 M9Q 4XA', '7K3M 9Q4X')
    """
    size = 3 if len(text) % 3 == 0 else 4
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]", "", text[:64]).upper()


def _characters(number: int, length: int) -> str:
    drawn = []
    for _ in range(length):
        number, digit = divmod(number, _BASE)
        drawn.append(ALPHABET[digit])
    return "".join(drawn)


def _check_character(data: str) -> str:
    # Weights 2, 3, 4, …: distinct and never 1, which is the check character's own.
    total = sum(
        weight * ALPHABET.index(character) for weight, character in enumerate(data, start=2)
    )
    return ALPHABET[-total % _BASE]
