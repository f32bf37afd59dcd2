"""The table of participation: between which pairs of mode and core contract what may happen."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

type Mode = Literal["none", "partial", "full", "new_practice"]
type Core = Literal[
    "none", "active", "notified", "patients_written", "suspended", "return_notified", "ended"
]
type Part = Literal["signatory", "commissioner", "provider"]
type Pair = tuple[Mode, Core]

MODES: Final[tuple[Mode, ...]] = get_args(Mode.__value__)
CORES: Final[tuple[Core, ...]] = get_args(Core.__value__)


@dataclass(frozen=True, slots=True)
class Transition:
    """One thing that may happen: between which pairs, who may, and what is asked first."""

    kind: str
    moves: tuple[tuple[Pair, Pair], ...]
    part: Part
    guards: tuple[str, ...] = ()


TRANSITIONS: Final[tuple[Transition, ...]] = (
    Transition(
        "join partly",
        ((("none", "active"), ("partial", "active")),),
        "signatory",
        ("agreement_is_signed",),
    ),
    Transition("join as new", ((("none", "none"), ("new_practice", "none")),), "signatory"),
    Transition(
        "give notice",
        (
            (("none", "active"), ("none", "notified")),
            (("partial", "active"), ("partial", "notified")),
        ),
        "signatory",
        ("names_a_later_day",),
    ),
    Transition(
        "write to patients",
        (
            (("none", "notified"), ("none", "patients_written")),
            (("partial", "notified"), ("partial", "patients_written")),
        ),
        "signatory",
        ("every_patient_is_written_to",),
    ),
    Transition(
        "take notice back",
        (
            (("none", "notified"), ("none", "active")),
            (("none", "patients_written"), ("none", "active")),
            (("partial", "notified"), ("partial", "active")),
            (("partial", "patients_written"), ("partial", "active")),
            (("full", "return_notified"), ("full", "suspended")),
        ),
        "signatory",
    ),
    Transition(
        "suspend",
        (
            (("none", "patients_written"), ("full", "suspended")),
            (("partial", "patients_written"), ("full", "suspended")),
        ),
        "commissioner",
        ("its_day_has_come", "every_patient_is_written_to"),
    ),
    Transition(
        "give notice of return",
        ((("full", "suspended"), ("full", "return_notified")),),
        "signatory",
        ("notice_is_long_enough", "a_return_is_left"),
    ),
    Transition(
        "reactivate",
        ((("full", "return_notified"), ("none", "active")),),
        "commissioner",
        ("its_day_has_come",),
    ),
    Transition("end the core contract", ((("full", "suspended"), ("full", "ended")),), "signatory"),
    Transition(
        "leave",
        (
            (("partial", "active"), ("none", "active")),
            (("new_practice", "none"), ("none", "none")),
            (("full", "ended"), ("none", "ended")),
        ),
        "signatory",
    ),
)


# Every pair that the table knows: there is no other way to stand.
PAIRS: Final = frozenset(pair for one in TRANSITIONS for move in one.moves for pair in move)
