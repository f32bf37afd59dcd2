"""Rebuilds how a request stands from its events alone: the row is nothing but their sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peckham.care.domain.states import State
from peckham.care.domain.transitions import BY_KIND


class BrokenStory(Exception):
    """The events of a request do not follow from one another: a bug, or somebody's raw SQL."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event, as folding reads it."""

    sequence: int
    kind: str
    from_state: State | None
    to_state: State
    accountable_team_id: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands: what its row says, and no more."""

    version: int
    state: State
    accountable_team_id: int
    due_at: datetime | None


def fold(events: Sequence[Happened]) -> Standing:
    """Replay a request's events in order.

    Args:
        events: All of them, by sequence.

    Returns:
        How the request stands after the last.

    Raises:
        BrokenStory: If one is missing or doubled, starts in a state that the one before did not
            lead to, makes no move of the table, or moves the holder or the due time where its
            kind may not.
    """
    now: Standing | None = None
    for count, event in enumerate(events, start=1):
        _check_follows(now, event, count)
        now = Standing(event.sequence, event.to_state, event.accountable_team_id, event.due_at)
    if now is None:
        raise BrokenStory("A request has at least one event.")
    return now


def _check_follows(before: Standing | None, event: Happened, count: int) -> None:
    transition = BY_KIND.get(event.kind)
    problem = ""
    if event.sequence != count:
        problem = f"event {count} is numbered {event.sequence}"
    elif event.from_state != (before.state if before else None):
        problem = f"{event.kind} starts in {event.from_state}"
    elif transition is None or (event.from_state, event.to_state) not in transition.moves:
        problem = f"{event.kind} does not lead from {event.from_state} to {event.to_state}"
    elif before is not None:
        moved = event.accountable_team_id != before.accountable_team_id
        later = event.due_at and before.due_at and event.due_at > before.due_at
        if moved and not transition.moves_holder:
            problem = f"{event.kind} moves the holder"
        elif later and not transition.may_postpone:
            problem = f"{event.kind} puts the due time back"
    if problem:
        raise BrokenStory(problem)
