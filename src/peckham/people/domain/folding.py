"""Names as searchable words: without accents, case, apostrophes, hyphens, emoji or direction marks.

The database's `peckham.name_words` does the same to what it indexes; a test holds the two equal.
"""

import re
import unicodedata

_APOSTROPHES = re.compile("['`\u00b4\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]")
_HYPHENS = re.compile("[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
# Accents and vowel marks of the scripts that names here are written in, and marks of direction.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff]"
)
_SEPARATORS = re.compile(
    "[\x00-\x26\x28-\x2c\x2e\x2f\x3a-\x60\x7b-\xa0\u00a1-\u00bf\u00d7\u00f7\u2000-\u200a\u2016-\u2bff"
    "\u3000-\u303f\ue000-\uf8ff\U0001f000-\U0001faff\U000e0000-\U000e0fff]+"
)
# Letters that do not decompose, and capitals of the other scripts with case.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ħ": "h", "Ħ": "h", "ı": "i"}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss"}
    | {"þ": "th", "Þ": "th", "ð": "d", "Ð": "d"}
    | {capital: capital.lower() for capital in "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"}
    | {capital: capital.lower() for capital in "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЄІ"}
)

WORDS_MAX = 12
WORD_LENGTH_MAX = 40


def fold(text: str) -> str:
    """Give a text's letters, lower case and bare, with one space between words.

    Apostrophes and hyphens inside a word stay, so that the word can be read whole and in parts.

    >>> fold("Síle  O’Brien-ŁUKASZ 🌻")
    "sile o'brien-lukasz"
    """
    bare = _HYPHENS.sub("-", _APOSTROPHES.sub("'", text))
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", bare)).translate(_LETTERS)
    lowered = "".join(letter.lower() if letter.isascii() else letter for letter in bare)
    return _SEPARATORS.sub(" ", lowered).strip(" ")


def name_words(name: str) -> tuple[str, ...]:
    """List the words by which a name is found: each word whole, its parts, and all run together.

    >>> name_words("O'Brien-Smith")
    ('obriensmith', 'obrien', 'smith', 'brien')
    >>> name_words("van der Berg")
    ('van', 'der', 'berg', 'vanderberg')
    """
    tokens = [token for token in fold(name).split(" ") if token.strip("'-")]
    words = [re.sub("['-]", "", token) for token in tokens]
    for separator in ("-", "['-]"):
        for token in tokens:
            parts = [part.replace("'", "") for part in re.split(separator, token)]
            words += [part for part in parts if len(part) > 1]
    if len(tokens) > 1:
        words.append(re.sub("['-]", "", "".join(tokens)))
    unique = dict.fromkeys(word[:WORD_LENGTH_MAX] for word in words)
    return tuple(unique)[:WORDS_MAX]
