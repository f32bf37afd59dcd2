"""A duty's workflow as a table: what may happen, in which state, whose part it is, what it needs.

Complaints and travel claims are each such a table. The law in `migrations/sql/duties_law.sql` holds
a copy of their moves, and the drawings in docs/reference are made from them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from peckham.kernel import Refused

# Whose part it is: whoever takes it at the door; a handler of the body that leads; a handler of any
# body that is concerned; or the job that looks for what is overdue.
type Part = Literal["door", "lead", "concerned", "job"]
type Move = tuple[str | None, str]


class NotInThisState(Refused):
    """This does not happen from the state that it is in."""


class NotOnesPart(Refused):
    """This is for a handler of another body."""


class BrokenStory(Exception):
    """The events of a duty do not follow from one another: a bug, or somebody's raw SQL."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One kind of thing that may happen.

    Args:
        kind: Name of the event.
        label: What its button says.
        moves: From which state to which; None is "not there yet".
        part: Whose part it is.
        guards: Names of conditions, checked in this order.
        moves_lead: Whether the body that leads may change by it.
        may_postpone: Whether the due day may become later by it.
        sentence: What staff read of it; braces are filled from the event.
        told: What the person reads of it; "" where it is between staff.
    """

    kind: str
    label: str
    moves: tuple[Move, ...]
    part: Part
    guards: tuple[str, ...] = ()
    moves_lead: bool = False
    may_postpone: bool = False
    sentence: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Workflow[Facts]:
    """A duty: its states, its table and its conditions.

    Args:
        name: What it is called, in a sentence.
        rule: Which of the 74 it keeps.
        meaning: What each state means, by state, in order; open states first.
        open_states: States in which a body leads it and a day is due.
        transitions: The table.
        guards: Conditions by name, whose docstrings say them.
    """

    name: str
    rule: int
    meaning: Mapping[str, str]
    open_states: frozenset[str]
    transitions: tuple[Transition, ...]
    guards: Mapping[str, Callable[[Facts], None]]

    def transition(self, kind: str) -> Transition:
        """Give the entry of the table with this name."""
        return next(each for each in self.transitions if each.kind == kind)

    def target(self, kind: str, state: str | None) -> str:
        """Give the state that follows.

        Raises:
            NotInThisState: If this does not happen from that state.
        """
        transition = self.transition(kind)
        found = dict(transition.moves).get(state)
        if found is None:
            said = self.meaning[state].lower() if state else "not there yet"
            raise NotInThisState(
                f"“{transition.label}” cannot be done now: {said}.",
                rule=self.rule,
                remedy="Look at it as it is now, and choose from what can be done.",
            )
        return found

    def check(self, kind: str, state: str | None, facts: Facts) -> str:
        """Give the state that follows where every condition holds.

        Raises:
            Refused: The state's, or the first condition's that does not hold.
        """
        target = self.target(kind, state)
        for name in self.transition(kind).guards:
            self.guards[name](facts)
        return target

    def check_part(self, kind: str, *, is_lead: bool, is_concerned: bool) -> None:
        """Refuse whoever acts for a body whose part this is not.

        Raises:
            NotOnesPart: If it is for another body.
        """
        part = self.transition(kind).part
        if not {"lead": is_lead, "concerned": is_concerned}.get(part, False):
            raise NotOnesPart(
                "This is for the body that leads."
                if part == "lead"
                else "This is for a body that is concerned.",
                rule=self.rule,
                who="A handler of that body.",
            )

    def possible(self, state: str, *, is_lead: bool) -> tuple[Transition, ...]:
        """List what a handler may try now, in the order of the table."""
        parts = {"lead", "concerned"} if is_lead else {"concerned"}
        return tuple(
            each for each in self.transitions if each.part in parts and state in dict(each.moves)
        )


@dataclass(frozen=True, slots=True)
class Happened:
    """One event, as folding reads it."""

    sequence: int
    kind: str
    from_state: str | None
    to_state: str
    lead_id: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a duty stands: what its row says, and no more."""

    version: int
    state: str
    lead_id: int
    due_on: date | None


def fold[Facts](workflow: Workflow[Facts], events: Sequence[Happened]) -> Standing:
    """Replay the events in order: the row is nothing but their sum.

    Raises:
        BrokenStory: If one is missing, makes no move of the table, moves the lead or postpones
            where its kind may not, or leaves an open state without a due day.
    """
    now: Standing | None = None
    for count, event in enumerate(events, start=1):
        problem = _problem(workflow, now, event, count)
        if problem:
            raise BrokenStory(f"{event.kind}: {problem}")
        now = Standing(event.sequence, event.to_state, event.lead_id, event.due_on)
    if now is None:
        raise BrokenStory("A duty has at least one event.")
    return now


def _problem[Facts](
    workflow: Workflow[Facts], before: Standing | None, event: Happened, count: int
) -> str:
    known = {each.kind: each for each in workflow.transitions}
    transition = known.get(event.kind)
    if transition is None or (event.from_state, event.to_state) not in transition.moves:
        return f"does not lead from {event.from_state} to {event.to_state}"
    if event.sequence != count or event.from_state != (before.state if before else None):
        return "does not follow from the one before"
    if (event.due_on is not None) != (event.to_state in workflow.open_states):
        return "is open without a due day, or ended with one"
    if before is None:
        return ""
    if event.lead_id != before.lead_id and not transition.moves_lead:
        return "moves the lead"
    later = event.due_on and before.due_on and event.due_on > before.due_on
    return "puts the due day back" if later and not transition.may_postpone else ""
