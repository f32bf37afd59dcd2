"""The languages that a resident may choose, and which of them may be shown.

A catalogue is shown only once a named person has approved it: a wrong word at a front door can hurt
somebody. Until then the page stays in English and says why, in view, and offers an interpreter.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO

COOKIE = "peckham_language"

# Django's own table has no Somali, and asks for an entry before a language can be activated.
LANG_INFO.setdefault(
    "so", {"bidi": False, "code": "so", "name": "Somali", "name_local": "Soomaali"}
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language on offer.

    Args:
        code: Two letters of ISO 639-1.
        name: Its name in English, for staff.
        own_name: Its name as its speakers write it.
        is_right_to_left: Whether its script runs from the right.
    """

    code: str
    name: str
    own_name: str
    is_right_to_left: bool = False

    @property
    def direction(self) -> str:
        """The value of the `dir` attribute."""
        return "rtl" if self.is_right_to_left else "ltr"


ENGLISH = Language("en", "English", "English")
ON_OFFER = (
    ENGLISH,
    Language("so", "Somali", "Soomaali"),
    Language("pl", "Polish", "Polski"),
    Language("bn", "Bengali", "বাংলা"),
    Language("ar", "Arabic", "العربية", is_right_to_left=True),
)
LANGUAGES = [(language.code, language.name) for language in ON_OFFER]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for, and what can honestly be shown."""

    chosen: Language
    shown: Language

    @property
    def awaits_approval(self) -> bool:
        """Whether the page is not in the language asked for."""
        return self.chosen != self.shown


def choose(code: str | None, approved: Collection[str]) -> Choice:
    """Match a wish with what has been approved.

    Args:
        code: What the cookie says; anything unknown is English.
        approved: Codes of the languages whose catalogue a named person approved.

    >>> choose("so", approved=()).shown.code
    'en'
    """
    chosen = next((language for language in ON_OFFER if language.code == code), ENGLISH)
    shown = chosen if chosen is ENGLISH or chosen.code in approved else ENGLISH
    return Choice(chosen, shown)


def approved() -> Collection[str]:
    """Give the languages that the deployer has had approved (none are, to begin with)."""
    return getattr(settings, "PECKHAM_APPROVED_LANGUAGES", ())
