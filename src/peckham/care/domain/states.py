"""The states of a request: open ones have a holder and a due time, ended ones have an outcome."""

from typing import Final, Literal

State = Literal[
    "received",
    "offered",
    "in_progress",
    "on_hold",
    "completed",
    "closed",
    "withdrawn",
    "entered_in_error",
]

OPEN: Final[tuple[State, ...]] = ("received", "offered", "in_progress", "on_hold", "completed")
ENDED: Final[tuple[State, ...]] = ("closed", "withdrawn", "entered_in_error")
STATES: Final[tuple[State, ...]] = OPEN + ENDED

# What each state means, for the page of a request and for the manual.
MEANING: Final[dict[State, str]] = {
    "received": "A team holds it and has not begun.",
    "offered": "A team holds it and has asked another to take it.",
    "in_progress": "The team that holds it is dealing with it.",
    "on_hold": "It waits, for a written reason, until a day.",
    "completed": "It is dealt with, and the person has not been told yet.",
    "closed": "It is dealt with, and the person has been told.",
    "withdrawn": "The person no longer asks.",
    "entered_in_error": "It should not have been written down.",
}


def is_open(state: State) -> bool:
    """Say whether somebody still owes the person an answer."""
    return state in OPEN
