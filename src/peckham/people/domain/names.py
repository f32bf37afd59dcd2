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
    given = {
        "family_name": family_name,
        "given_name": given_name,
        "preferred_name": preferred_name,
    }
    for field, name in given.items():
        # Ten megabytes are refused before anything reads them letter by letter.
        if len(name) > 10 * NAME_LENGTH_MAX or len(tidy_name(name)) > NAME_LENGTH_MAX:
            raise NameTooLong(
                f"A name has at most {NAME_LENGTH_MAX} characters; this has {len(name):,}.",
                field=field,
            )
    names = Names(*map(tidy_name, given.values()))
    if not names.family and not names.given:
        raise NameMissing("Give a family name or a given name.", field="family_name")
    return names


def tidy_name(text: str) -> str:
    """Compose accents, drop control and direction characters, and squeeze spaces."""
    visible = "".join(
        # Joiners shape letters in Persian, Urdu and Indian scripts: they belong to the name.
        letter if letter in "\u200c\u200d" or unicodedata.category(letter)[0] != "C" else " "
        for letter in unicodedata.normalize("NFC", text)
    )
    return re.sub(r"\s+", " ", visible).strip()
