"""The tables of subcontracts: one for each regime, never merged, as law keeps them apart.

Under consent nothing starts before the commissioner permitted it (rule 64). Under notice it may
start once the days for an objection are over. A subcontract of a subcontract is in the regime of
the contract at the top.
"""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from peckham.contracts.domain.kinds import Subcontracts

type State = Literal[
    "proposed",
    "asked",
    "permitted",
    "refused",
    "notified",
    "objected",
    "active",
    "ended",
    "withdrawn",
]
type Part = Literal["giver", "commissioner"]


@dataclass(frozen=True, slots=True)
class Transition:
    """One thing that may happen: from which states to which, who may, and what is asked first."""

    kind: str
    start: tuple[State, ...]
    end: State
    part: Part
    guards: tuple[str, ...] = ()


_END: Final = Transition("end", ("active",), "ended", "giver")

CONSENT: Final[tuple[Transition, ...]] = (
    Transition("ask", ("proposed", "refused"), "asked", "giver", ("names_a_day_to_come",)),
    Transition("permit", ("asked",), "permitted", "commissioner", ("names_the_decision",)),
    Transition("refuse", ("asked",), "refused", "commissioner", ("gives_a_reason",)),
    Transition(
        "start",
        ("permitted",),
        "active",
        "giver",
        ("permission_came_first", "its_day_has_come", "what_it_lies_in_is_active"),
    ),
    Transition("withdraw", ("proposed", "asked", "permitted", "refused"), "withdrawn", "giver"),
    _END,
)

NOTICE: Final[tuple[Transition, ...]] = (
    Transition("notify", ("proposed",), "notified", "giver", ("names_a_day_to_come",)),
    Transition(
        "object", ("notified",), "objected", "commissioner", ("gives_a_ground", "objects_in_time")
    ),
    Transition(
        "start",
        ("notified",),
        "active",
        "giver",
        ("the_days_to_object_are_over", "its_day_has_come", "what_it_lies_in_is_active"),
    ),
    Transition("withdraw", ("proposed", "notified", "objected"), "withdrawn", "giver"),
    _END,
)

TABLES: Final[dict[Subcontracts, tuple[Transition, ...]]] = {"consent": CONSENT, "notice": NOTICE}
STATES: Final[tuple[State, ...]] = get_args(State.__value__)
# The only two for which a commissioner may object to what it had notice of.
GROUNDS: Final = ("serious risk to safety", "material financial loss")
