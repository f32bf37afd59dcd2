"""Names as people write them: any script, kept as given, within a length."""

import re
import unicodedata
from dataclasses import dataclass

from peckham.kernel import Refused

NAME_LENGTH_MAX = 200


class NameMissing(Refused):
    """A person is recorded with a family name or a given name."""


class NameTooLong(Refused):
    """A name is shorter than this."""


@dataclass(frozen=True, slots=True)
class Names:
    """A person's names, trimmed."""

    family: str
    given: str
    preferred: str


def check_names(family_name: str, given_name: str, preferred_name: str = "") -> Names:
    """Trim names and drop invisible characters; letters, marks and order stay as given.

    Raises:
        NameMissing: If neither a family nor a given name is left.
        NameTooLong: If one has more than 200 characters.

    >>> check_names(" O’Brien ", "Síle").family
    'O’Brien'
    """
    names = Names(*(tidy_name(name) for name in (family_name, given_name, preferred_name)))
    if not names.family and not names.given:
        raise NameMissing("Give a family name or a given name.", field="family_name")
    for field, name in (
        ("family_name", names.family),
        ("given_name", names.given),
        ("preferred_name", names.preferred),
    ):
        if len(name) > NAME_LENGTH_MAX:
            raise NameTooLong(
                f"A name has at most {NAME_LENGTH_MAX} characters; this has {len(name):,}.",
                field=field,
            )
    return names


def tidy_name(text: str) -> str:
    """Compose accents, drop control and direction characters, and squeeze spaces."""
    visible = "".join(
        # Joiners shape letters in Persian, Urdu and Indian scripts: they belong to the name.
        letter if letter in "\u200c\u200d" or unicodedata.category(letter)[0] != "C" else " "
        for letter in unicodedata.normalize("NFC", text)
    )
    return re.sub(r"\s+", " ", visible).strip()
