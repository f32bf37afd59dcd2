"""The workflow of a request as one table: what may happen, in which state, who may, what it needs.

The law in `migrations/sql/` holds a copy of its moves, and docs/reference/request-states.md is made
from it; tests keep the three in step.
"""

from dataclasses import dataclass
from typing import Final, Literal

from peckham.care.domain.states import OPEN, State

Role = Literal["navigator", "clinician", "service_member", "manager", "public", "system"]

# Whose teams one has to act in: any; the one that holds it; the one asked to take it; the door
# (the hub's reception, the team that took it, or the holder); or nobody's, for the worker.
Standing = Literal["any", "holder", "offered", "door", "worker"]

Move = tuple[State | None, State]


@dataclass(frozen=True, slots=True)
class Transition:
    """One kind of thing that may happen to a request.

    Args:
        kind: Name of the event; what the trail is told is "care.<kind>".
        verb: The action in the api that makes it happen.
        label: What its button says.
        moves: From which state to which; None is "not there yet".
        roles: Who may, at most.
        standing: In which team one has to act.
        guards: Names of conditions in `policies`, checked in this order.
        moves_holder: Whether the accountable team may change by it.
        may_postpone: Whether the due time may become later by it; only where a person says why.
        sentence: What staff read; braces are filled by `sentences`.
        told: What the resident reads.
        permission: What such a role needs to be allowed where it acts, of data/permissions.toml;
            "" where the table alone decides.
    """

    kind: str
    verb: str
    label: str
    moves: tuple[Move, ...]
    roles: tuple[Role, ...]
    standing: Standing
    guards: tuple[str, ...] = ()
    moves_holder: bool = False
    may_postpone: bool = False
    sentence: str = ""
    told: str = ""
    permission: str = "work_on_requests"


_STAFF: Final[tuple[Role, ...]] = ("navigator", "clinician", "service_member", "manager")
_SAME: Final[tuple[Move, ...]] = tuple((state, state) for state in OPEN)


def _all_to(state: State) -> tuple[Move, ...]:
    return tuple((open_state, state) for open_state in OPEN)


TRANSITIONS: Final[tuple[Transition, ...]] = (
    Transition(
        "taken",
        "take_request",
        "Save and hand over",
        moves=((None, "received"),),
        roles=(*_STAFF, "public"),
        standing="any",
        guards=("can_be_read", "mode_is_not_blocked"),
        moves_holder=True,
        sentence="{actor} took this {channel}; {team} holds it.",
        told="You asked for help {channel}. {team} has your request.",
        permission="",
    ),
    Transition(
        "offered",
        "offer",
        "Offer to another team",
        moves=(("received", "offered"), ("in_progress", "offered")),
        roles=_STAFF,
        standing="holder",
        guards=("another_team",),
        sentence="{team} offered this to {to_team}; they have until {expires}.",
        told="{team} has asked {to_team} to help you.",
    ),
    Transition(
        "accepted",
        "accept",
        "Accept",
        moves=(("offered", "in_progress"),),
        roles=_STAFF,
        standing="offered",
        guards=("offer_still_stands",),
        moves_holder=True,
        sentence="{actor} accepted this for {team}.",
        told="{team} has agreed to help you.",
        permission="answer_offers",
    ),
    Transition(
        "returned",
        "return_offer",
        "Return",
        moves=(("offered", "received"),),
        roles=_STAFF,
        standing="offered",
        guards=("reason_given", "alternative_given"),
        sentence="{to_team} returned this to {team}: {reason} They suggest: {alternative}",
        told="{to_team} could not help, and {team} is finding somebody who can.",
        permission="answer_offers",
    ),
    Transition(
        "offer_withdrawn",
        "withdraw_offer",
        "Take the offer back",
        moves=(("offered", "received"),),
        roles=_STAFF,
        standing="holder",
        sentence="{team} took its offer to {to_team} back.",
        told="{team} is looking after your request again.",
    ),
    Transition(
        "lapsed",
        "lapse_offer",
        "Let the offer lapse",
        moves=(("offered", "received"),),
        roles=("system",),
        standing="worker",
        guards=("offer_has_run_out",),
        moves_holder=True,
        sentence="{to_team} did not answer in time: {team} holds it, and it is escalated.",
        told="{to_team} has not answered yet, so {team} has taken your request up.",
        permission="",
    ),
    Transition(
        "started",
        "start",
        "Start",
        moves=(("received", "in_progress"),),
        roles=_STAFF,
        standing="holder",
        sentence="{actor} of {team} started on this.",
        told="{team} has started on your request.",
    ),
    Transition(
        "held",
        "hold",
        "Put on hold",
        moves=(("received", "on_hold"), ("in_progress", "on_hold")),
        roles=_STAFF,
        standing="holder",
        guards=("reason_given", "until_is_ahead"),
        may_postpone=True,
        sentence="{team} put this on hold until {due}: {reason}",
        told="{team} is waiting for something until {due}.",
    ),
    Transition(
        "resumed",
        "resume",
        "Take off hold",
        moves=(("on_hold", "in_progress"),),
        roles=_STAFF,
        standing="holder",
        may_postpone=True,
        sentence="{team} took this off hold; it is due {due}.",
        told="{team} is dealing with your request again.",
    ),
    Transition(
        "raised",
        "raise_due",
        "Bring forward",
        moves=_SAME,
        roles=_STAFF,
        standing="door",
        guards=("reason_given", "due_is_sooner"),
        sentence="{actor} brought this forward: it is due {due}. {reason}",
        told="Your request was brought forward.",
    ),
    Transition(
        "reassigned",
        "reassign",
        "Move to another team",
        moves=(
            ("received", "received"),
            ("offered", "received"),
            ("in_progress", "received"),
            ("on_hold", "received"),
            ("completed", "completed"),
        ),
        roles=("manager",),
        standing="door",
        guards=("reason_given", "another_team", "team_is_staffed"),
        moves_holder=True,
        sentence="{actor} moved this to {team}: {reason}",
        told="{team} has your request now.",
        permission="move_requests",
    ),
    Transition(
        "linked",
        "link_person",
        "Link to a resident",
        moves=_SAME,
        roles=_STAFF,
        standing="door",
        sentence="{actor} linked this to a resident's record.",
        told="We found your record.",
    ),
    Transition(
        "messaged",
        "message",
        "Write down a message",
        moves=_SAME,
        roles=_STAFF,
        standing="door",
        guards=("words_given", "mode_is_not_blocked"),
        sentence="{actor} wrote down a message {direction} the person ({mode}).",
        told="A message was written down.",
    ),
    Transition(
        "completed",
        "complete",
        "Mark as dealt with",
        moves=(("received", "completed"), ("in_progress", "completed")),
        roles=_STAFF,
        standing="holder",
        guards=("outcome_is_known", "red_flag_needs_more_than_a_navigator"),
        sentence="{team} dealt with this: {outcome}. The person is still to be told.",
        told="{team} has dealt with your request and will tell you what came of it.",
    ),
    Transition(
        "reopened",
        "reopen",
        "Not dealt with after all",
        moves=(("completed", "in_progress"),),
        roles=_STAFF,
        standing="holder",
        guards=("reason_given",),
        sentence="{actor} took this up again: {reason}",
        told="{team} has taken your request up again.",
    ),
    Transition(
        "closed",
        "close",
        "Close, the person has been told",
        moves=(("completed", "closed"),),
        roles=_STAFF,
        standing="holder",
        guards=("words_given", "told_before_now", "mode_is_not_blocked"),
        sentence="{actor} told the person what came of it ({mode}) and closed this.",
        told="{team} told you what came of it.",
    ),
    Transition(
        "withdrawn",
        "withdraw",
        "The person no longer asks",
        moves=_all_to("withdrawn"),
        roles=(*_STAFF, "public"),
        standing="door",
        guards=("reason_given",),
        sentence="{actor} withdrew this: {reason}",
        told="This request was withdrawn.",
    ),
    Transition(
        "entered_in_error",
        "enter_in_error",
        "Entered by mistake",
        moves=_all_to("entered_in_error"),
        roles=_STAFF,
        standing="door",
        guards=("reason_given",),
        sentence="{actor} marked this as entered by mistake: {reason}",
        told="This request was written down by mistake.",
    ),
)

BY_KIND: Final[dict[str, Transition]] = {each.kind: each for each in TRANSITIONS}


def target_of(transition: Transition, state: State | None) -> State | None:
    """Give the state to which a transition leads from a state; None where it does not start there.

    >>> target_of(BY_KIND["accepted"], "offered")
    'in_progress'
    """
    return dict(transition.moves).get(state)
