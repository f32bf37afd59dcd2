"""What somebody asks, as it crosses the door: one form for online, phone and desk (rule 36)."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final, Literal

from peckham.kernel import Refused

Channel = Literal["online", "phone", "desk"]
ContactMode = Literal["phone", "text", "email", "post", "in_person"]
ForWhom = Literal["self", "other"]

CHANNELS: Final[tuple[Channel, ...]] = ("online", "phone", "desk")
CONTACT_MODES: Final[tuple[ContactMode, ...]] = ("phone", "text", "email", "post", "in_person")
FOR_WHOM: Final[tuple[ForWhom, ...]] = ("self", "other")

WORDS_LENGTH_MAX: Final = 5_000
SHORT_LENGTH_MAX: Final = 200


class NothingAsked(Refused):
    """The form has no words in it: somebody has to be able to read what is asked."""


class TooLong(Refused):
    """What was written is longer than the form holds."""


class UnknownChoice(Refused):
    """The form holds a choice that is not on its list."""


class UnreadableText(Refused):
    """The text holds a character that cannot be kept (a null)."""


class NobodyNamed(Refused):
    """The form does not say who it is about: neither a known person nor a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Who somebody says that the request is about, until a navigator links it to a resident.

    Nothing in it is checked against a record, and none of it opens one.
    """

    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None
    nhs_number: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    language: str = ""
    needs: str = ""

    @property
    def name(self) -> str:
        """The name as claimed, given name first; "" where none was."""
        return " ".join(part for part in (self.given_name, self.family_name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks on behalf of somebody else, and how to reach them."""

    name: str
    relationship: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it was asked, whatever the channel.

    Args:
        words: The person's own words, up to 5,000 characters.
        category: Code of a category of services; one that is not known stays with reception.
        channel: How it came. Routing never sees it.
        contact_mode: How the person wants to be told.
        for_whom: Whether the asker asks for herself or for somebody else.
        person_id: The resident, where a navigator has found her; else None.
        claimed: Who it is said to be about, where no resident is given.
        asker: Who asks, where it is for somebody else.
        red_flags: Codes of the ticks.
        hub_id: A hub that the person chose; None lets her home decide.
    """

    words: str
    category: str
    channel: Channel
    contact_mode: ContactMode
    for_whom: ForWhom = "self"
    person_id: int | None = None
    claimed: Claimed | None = None
    asker: Asker | None = None
    red_flags: tuple[str, ...] = field(default=())
    hub_id: int | None = None


def check_asked(asked: Asked) -> None:
    """Refuse a form that could not be read, answered or kept.

    Raises:
        NothingAsked: If there are no words.
        TooLong: If a text is longer than its field.
        UnknownChoice: If a choice is not on its list.
        UnreadableText: If a text holds a null character.
        NobodyNamed: If it names nobody.
    """
    if not asked.words.strip():
        raise NothingAsked("Say what you need, in a few words.", field="words")
    if len(asked.words) > WORDS_LENGTH_MAX:
        raise TooLong(
            f"That is longer than {WORDS_LENGTH_MAX:,} characters.",
            remedy="Write the most important part; somebody will ask you for the rest.",
            field="words",
        )
    _check_choice(asked.channel, CHANNELS, "channel")
    _check_choice(asked.contact_mode, CONTACT_MODES, "contact_mode")
    _check_choice(asked.for_whom, FOR_WHOM, "for_whom")
    _check_texts(asked)
    if asked.person_id is None and (asked.claimed is None or not asked.claimed.name):
        raise NobodyNamed("Say who this is for: a name is enough.", field="family_name")


def _check_choice(value: str, choices: tuple[str, ...], field_name: str) -> None:
    if value not in choices:
        raise UnknownChoice("Choose one of the answers on the form.", field=field_name)


def _check_texts(asked: Asked) -> None:
    short = {"category": asked.category, **as_json(asked.claimed), **as_json(asked.asker)}
    short |= {f"red_flags_{n}": flag for n, flag in enumerate(asked.red_flags)}
    for name, text in {**short, "words": asked.words}.items():
        if "\x00" in text:
            raise UnreadableText("The text holds a character that cannot be kept.", field=name)
    for name, text in short.items():
        if len(text) > SHORT_LENGTH_MAX:
            raise TooLong(f"That is longer than {SHORT_LENGTH_MAX} characters.", field=name)
    if len(asked.red_flags) > SHORT_LENGTH_MAX:
        raise TooLong("There are more ticks than the form holds.", field="red_flags")


def as_json(part: Claimed | Asker | None) -> dict[str, str]:
    """Give the filled fields of a claimed identity or an asker as strings; {} for none."""
    if part is None:
        return {}
    values: dict[str, Any] = asdict(part)
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def claimed_from(stored: dict[str, str] | None) -> Claimed | None:
    """Read a claimed identity back from how it is stored."""
    if not stored:
        return None
    born = stored.get("birth_date")
    known = {name: text for name, text in stored.items() if name != "birth_date"}
    return Claimed(birth_date=date.fromisoformat(born) if born else None, **known)
