"""Communication needs and the contact modes that they rule out (hazard H8).

The accessible information standard has five steps: identify, record, flag, share, meet. A mode of
contact that somebody cannot use is refused, with the reason, wherever one is chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peckham.kernel import Refused

# Ways to reach a person. A "mobile" contact point serves phone and text.
CONTACT_MODES = ("phone", "text", "email", "post", "video", "in_person")
_MODES_OF_POINT = {
    "phone": ("phone",),
    "mobile": ("phone", "text"),
    "email": ("email",),
    "post": ("post",),
}


class UnknownNeed(Refused):
    """No communication need has that code."""


class ContactModeBlocked(Refused):
    """The person cannot be reached in that way: a recorded communication need rules it out."""


class UnknownContactMode(Refused):
    """There is no such way to reach a person."""


@dataclass(frozen=True, slots=True)
class NeedKind:
    """A kind of communication need.

    Args:
        code: Its code in data/communication_needs.csv.
        words: As a page says it.
        group: "language", "hearing", "sight", "speech", "format", "support" or "contact".
        blocks: Contact modes that it rules out.
        blocks_unless: Mode -> code of another need that makes it usable again.
        how_to_meet: What to do instead, one plain sentence.
        asks_detail: What the detail says, such as "which language", or "".
    """

    code: str
    words: str
    group: str
    blocks: tuple[str, ...]
    blocks_unless: Mapping[str, str]
    how_to_meet: str
    asks_detail: str = ""


def need_kinds(rows: Iterable[Mapping[str, str]]) -> dict[str, NeedKind]:
    """Read the kinds of need from the rows of data/communication_needs.csv."""
    kinds = {}
    for row in rows:
        exceptions = dict(part.split(":") for part in row["blocks_unless"].split())
        kinds[row["code"]] = NeedKind(
            code=row["code"],
            words=row["words"],
            group=row["group"],
            blocks=tuple(row["blocks"].split()),
            blocks_unless=exceptions,
            how_to_meet=row["how_to_meet"],
            asks_detail=row["asks_detail"],
        )
    return kinds


def blocked_contact_modes(codes: Iterable[str], kinds: Mapping[str, NeedKind]) -> dict[str, str]:
    """Say which contact modes must not be used, and why.

    A code that is not known blocks nothing and is never ignored silently: it raises.

    Args:
        codes: The needs that hold.
        kinds: Every kind of need, by code.

    Returns:
        Contact mode -> one sentence that says why and what to do instead.

    Raises:
        UnknownNeed: If a code names no kind of need.
    """
    held = list(dict.fromkeys(codes))
    blocked: dict[str, list[str]] = {}
    for code in held:
        kind = kind_of(code, kinds)
        for mode in kind.blocks:
            if kind.blocks_unless.get(mode) not in held:
                blocked.setdefault(mode, []).append(f"{kind.words}: {kind.how_to_meet}")
    return {mode: " ".join(blocked[mode]) for mode in CONTACT_MODES if mode in blocked}


def kind_of(code: str, kinds: Mapping[str, NeedKind]) -> NeedKind:
    """Give a kind of need.

    Raises:
        UnknownNeed: If the code names none.
    """
    if code not in kinds:
        raise UnknownNeed(
            f"“{code[:40]}” is not a communication need that this system knows.",
            remedy="Choose one from the list.",
            field="code",
        )
    return kinds[code]


def modes_of_point(point_mode: str) -> tuple[str, ...]:
    """List the ways of reaching a person that a contact point serves.

    Raises:
        UnknownContactMode: If there is no such kind of contact point.

    >>> modes_of_point("mobile")
    ('phone', 'text')
    """
    if point_mode not in _MODES_OF_POINT:
        raise UnknownContactMode(f"“{point_mode[:20]}” is not a kind of contact.", field="mode")
    return _MODES_OF_POINT[point_mode]


def check_contact_point(point_mode: str, blocked: Mapping[str, str]) -> None:
    """Refuse to prefer a contact point of which no use is left.

    Raises:
        ContactModeBlocked: If every mode that it serves is blocked.
    """
    modes = modes_of_point(point_mode)
    if all(mode in blocked for mode in modes):
        raise ContactModeBlocked(
            f"This person must not be reached by {' or '.join(modes)}.",
            why=blocked[modes[0]],
            remedy="Choose another way to reach the person.",
            field="mode",
        )
