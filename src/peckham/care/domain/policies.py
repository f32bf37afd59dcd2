"""May this happen now? Conditions of a transition, by name; who may is for `permissions`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from peckham.care.domain.states import State
from peckham.care.domain.transitions import Transition, target_of
from peckham.kernel import Refused

HOLD_DAYS_MAX: Final = 366


class NotInThisState(Refused):
    """The request is in a state from which this does not happen."""


class ReasonMissing(Refused):
    """This has to say why."""


class AlternativeMissing(Refused):
    """An offer is returned only with what could help instead."""


class WordsMissing(Refused):
    """What was said has to be written down."""


class OfferHasRunOut(Refused):
    """The time to accept is over."""


class OfferStillStands(Refused):
    """The time to accept is not over yet."""


class NotAnotherTeam(Refused):
    """That team holds the request already."""


class TeamNotStaffed(Refused):
    """Nobody of that team is in."""


class UntilNotAhead(Refused):
    """A hold has to end after now, and within a year."""


class NotSooner(Refused):
    """A request is brought forward, never put back."""


class OutcomeUnknown(Refused):
    """The outcome is not on the list."""


class NeedsClinician(Refused):
    """A red flag was ticked, so a navigator alone does not call it dealt with."""


class ModeBlocked(Refused):
    """The person cannot be reached in this way, by a communication need that is on record."""


class ToldAhead(Refused):
    """The person cannot have been told at a time that has not come."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions look at. A field that a transition does not use stays as it is here."""

    at: datetime
    reason: str = ""
    alternative: str = ""
    words: str = ""
    holder_team_id: int = 0
    to_team_id: int | None = None
    team_is_staffed: bool = True
    expires_at: datetime | None = None
    due_at: datetime | None = None
    new_due_at: datetime | None = None
    outcome: str = ""
    outcomes: frozenset[str] = frozenset()
    told_at: datetime | None = None
    role: str = ""
    red_flags: tuple[str, ...] = ()
    mode: str = ""
    blocked_modes: Mapping[str, str] = field(default_factory=dict)


def check_state(transition: Transition, state: State) -> State:
    """Give the state that follows, or refuse.

    Raises:
        NotInThisState: If the transition does not start in this state.
    """
    target = target_of(transition, state)
    if target is None:
        raise NotInThisState(
            f"“{transition.label}” cannot be done while the request is {state.replace('_', ' ')}.",
            remedy="Look at the request as it is now, and choose from what can be done.",
        )
    return target


def check_guards(transition: Transition, facts: Facts) -> None:
    """Refuse where a condition of the transition does not hold; the first one speaks.

    Raises:
        Refused: The condition's own subclass.
    """
    for name in transition.guards:
        GUARDS[name](facts)


def can_hold(name: str, facts: Facts) -> bool:
    """Say whether a condition holds."""
    try:
        GUARDS[name](facts)
    except Refused:
        return False
    return True


def can_be_offered(transition: Transition, facts: Facts) -> bool:
    """Say whether a transition could pass at all, whatever is written in its form.

    Args:
        transition: What might be done.
        facts: What the request, its offer, the reader's role and the moment say.
    """
    soonest = replace(facts, new_due_at=facts.at)
    asked = (name for name in transition.guards if name in DECIDED_BEFOREHAND)
    return all(can_hold(name, soonest) for name in asked)


def check_reason(facts: Facts) -> None:
    """A reason is given."""
    if not facts.reason.strip():
        raise ReasonMissing("Say why, in a few words.", field="reason")


def check_alternative(facts: Facts) -> None:
    """Something that could help instead is named."""
    if not facts.alternative.strip():
        raise AlternativeMissing(
            "Say what could help this person instead.",
            why="A request is never sent back with nothing to go on.",
            field="alternative",
        )


def check_words(facts: Facts) -> None:
    """What was said is written down."""
    if not facts.words.strip():
        raise WordsMissing("Write down what was said.", field="words")


def check_offer_stands(facts: Facts) -> None:
    """The time to accept is not over."""
    if facts.expires_at is None or facts.at >= facts.expires_at:
        raise OfferHasRunOut(
            "The time to accept this has run out.",
            remedy="Ask the team that holds it to offer it again.",
        )


def check_offer_ran_out(facts: Facts) -> None:
    """The time to accept is over."""
    if facts.expires_at is None or facts.at < facts.expires_at:
        raise OfferStillStands("The time to accept this is not over.")


def check_another_team(facts: Facts) -> None:
    """It goes to a team that does not hold it already."""
    if facts.to_team_id is None or facts.to_team_id == facts.holder_team_id:
        raise NotAnotherTeam("Choose a team other than the one that holds it.", field="to_team")


def check_team_staffed(facts: Facts) -> None:
    """Somebody of the team is in."""
    if not facts.team_is_staffed:
        raise TeamNotStaffed(
            "Nobody of that team is in, so the request would lie there.",
            remedy="Choose a team that is in, such as the one on call, or make an offer.",
            field="to_team",
        )


def check_until(facts: Facts) -> None:
    """A hold ends after now, and within a year: one without an end would lose the request."""
    latest = facts.at + timedelta(days=HOLD_DAYS_MAX)
    if facts.new_due_at is None or not facts.at < facts.new_due_at <= latest:
        raise UntilNotAhead(
            "Choose a time that is still to come, within a year.",
            remedy="If nothing is going to happen, say what came of it and tell the person.",
            field="until",
        )


def check_sooner(facts: Facts) -> None:
    """It comes sooner than it was due, and not before now."""
    current, wanted = facts.due_at, facts.new_due_at
    if current is None or wanted is None or wanted >= current or wanted < facts.at:
        raise NotSooner(
            "Choose a time sooner than the one it is due.",
            why="A request may be brought forward, never put back.",
            field="due_at",
        )


def check_outcome(facts: Facts) -> None:
    """The outcome is on the list."""
    if facts.outcome not in facts.outcomes:
        raise OutcomeUnknown("Choose what came of it.", field="outcome")


def check_red_flag(facts: Facts) -> None:
    """A navigator alone does not call a red flag dealt with."""
    if facts.red_flags and facts.role == "navigator":
        raise NeedsClinician(
            "A red flag was ticked on this request, so a clinician or the service that has it "
            "says when it is dealt with.",
            remedy="Offer it to the duty team.",
            who="clinician, service member, manager",
        )


def check_mode(facts: Facts) -> None:
    """The person can be reached in this way."""
    why = facts.blocked_modes.get(facts.mode)
    if why is not None:
        raise ModeBlocked(
            f"This person is not to be reached by {facts.mode.replace('_', ' ')}.",
            why=why,
            remedy="Choose another way to reach them.",
            field="contact_mode",
        )


def check_told(facts: Facts) -> None:
    """The person was told before now."""
    if facts.told_at is None or facts.told_at > facts.at:
        raise ToldAhead(
            "Say when the person was told; it cannot be still to come.", field="told_at"
        )


def _always(_: Facts) -> None:
    """Checked where the form is read: see `asked.check_asked`."""


GUARDS: Final[dict[str, Callable[[Facts], None]]] = {
    "can_be_read": _always,
    "reason_given": check_reason,
    "alternative_given": check_alternative,
    "words_given": check_words,
    "offer_still_stands": check_offer_stands,
    "offer_has_run_out": check_offer_ran_out,
    "another_team": check_another_team,
    "team_is_staffed": check_team_staffed,
    "until_is_ahead": check_until,
    "due_is_sooner": check_sooner,
    "outcome_is_known": check_outcome,
    "red_flag_needs_more_than_a_navigator": check_red_flag,
    "mode_is_not_blocked": check_mode,
    "told_before_now": check_told,
}

# Those that hold or fail before a form is filled in; of a new due time, the soonest is asked.
DECIDED_BEFOREHAND: Final = frozenset(
    {
        "offer_still_stands",
        "offer_has_run_out",
        "due_is_sooner",
        "red_flag_needs_more_than_a_navigator",
    }
)

# What each condition says, for the manual.
GUARD_WORDS: Final[dict[str, str]] = {
    "can_be_read": "the form has words, fits its fields and names somebody",
    "reason_given": "a reason is given",
    "alternative_given": "an alternative is named",
    "words_given": "what was said is written down",
    "offer_still_stands": "the time to accept is not over",
    "offer_has_run_out": "the time to accept is over",
    "another_team": "it goes to a team that does not hold it",
    "team_is_staffed": "somebody of that team is in",
    "until_is_ahead": "the hold ends after now, within a year",
    "due_is_sooner": "the new due time is sooner",
    "outcome_is_known": "the outcome is on the list",
    "red_flag_needs_more_than_a_navigator": "a navigator alone does not end a red flag",
    "mode_is_not_blocked": "no communication need rules the contact mode out",
    "told_before_now": "the person has been told by now",
}
