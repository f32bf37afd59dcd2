"""How a subcontract comes about: steps by the table of its regime, and what each needs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from peckham.contracts.domain.kinds import Subcontracts
from peckham.contracts.domain.subcontract_table import GROUNDS, TABLES, Part, State, Transition
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.kernel.parameters import Parameters


class NotInThisRegime(Refused):
    """What is asked for belongs to another regime, or does not follow from where it stands."""


class NotYours(Refused):
    """The other side of the subcontract decides this."""


class NotYetPermitted(Refused):
    """The commissioner has not permitted the subcontract: it does not start, nor is it paid."""


class NotYetPossible(Refused):
    """Something has to be said or done, or a day has to come, before this can happen."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a subcontract stands.

    Args:
        reference: Its name for ever.
        regime: Of the contract at the top.
        starts_on: The day for which it is meant.
        state: Where it stands.
        permitted_on: The day on which the commissioner permitted it; None before that.
        objection_until: The last day for an objection; None before the notice.
        active_on: The day on which it started.
        within: Where the subcontract stands in which it lies; None where it lies in none.
    """

    reference: str
    regime: Subcontracts
    starts_on: date
    state: State = "proposed"
    permitted_on: date | None = None
    objection_until: date | None = None
    active_on: date | None = None
    within: State | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Args:
        kind: The transition.
        reason: Why, of a refusal or an objection.
        ground: Of an objection, one of those that there are.
        decision: Where the decision of a permission is found.
    """

    kind: str
    reason: str = ""
    ground: str = ""
    decision: str = ""


def take_step(
    standing: Standing, asked: Asked, *, by: Part, at: datetime, parameters: Parameters
) -> Standing:
    """Do what is asked, or refuse it. It takes effect on the day of `at`: never on one before.

    Raises:
        NotInThisRegime: If it cannot follow from where the subcontract stands.
        NotYours: If the other side decides it.
        NotYetPermitted: If it would start without permission (rule 64).
        NotYetPossible: If something is missing.
    """
    transition = _transition(standing, asked.kind)
    if by != transition.part:
        raise NotYours(
            f"Only the {transition.part} can “{asked.kind}”.",
            rule=64,
            remedy=f"Ask the {transition.part}.",
            who=f"the {transition.part}",
        )
    today = day_of(at)
    for guard in transition.guards:
        GUARDS[guard](standing, asked, today, parameters)
    until = last_day_to_object(today, parameters) if asked.kind == "notify" else None
    return replace(
        standing,
        state=transition.end,
        permitted_on=today if asked.kind == "permit" else standing.permitted_on,
        objection_until=until or standing.objection_until,
        active_on=today if asked.kind == "start" else standing.active_on,
    )


def open_to(standing: Standing) -> tuple[str, ...]:
    """List what could happen next, whoever may do it."""
    return tuple(one.kind for one in TABLES[standing.regime] if standing.state in one.start)


def whose_turn(standing: Standing) -> tuple[tuple[str, Part], ...]:
    """List what could be tried next, each with who decides it.

    A start is among it before permission too: whoever tries is told what is missing (rule 64).
    """
    table = TABLES[standing.regime]
    open_now = [(one.kind, one.part) for one in table if standing.state in one.start]
    waits = standing.state in ("asked", "refused") and standing.regime == "consent"
    return tuple(open_now + ([("start", "giver")] if waits else []))


def last_day_to_object(notified_on: date, parameters: Parameters) -> date:
    """Give the last day on which a commissioner may object to what it had notice of."""
    days = parameters.number("subcontracts.gms_objection_days", notified_on)
    return notified_on + timedelta(days=days)


def may_be_paid(standing: Standing, on: date) -> bool:
    """Say whether what is done under it on a day may be paid: never before it started by rule."""
    if standing.active_on is None or on < standing.active_on:
        return False
    if standing.regime == "notice":
        return True
    return standing.permitted_on is not None and standing.permitted_on <= standing.active_on


def _transition(standing: Standing, kind: str) -> Transition:
    found = [one for one in TABLES[standing.regime] if one.kind == kind]
    for one in found:
        if standing.state in one.start:
            return one
    if kind == "start" and found and standing.regime == "consent":
        raise NotYetPermitted(
            f"{standing.reference} is {standing.state}: the commissioner has not permitted it.",
            why="A service is subcontracted only with the commissioner's permission.",
            rule=64,
            remedy="Ask for permission; once it is given, start from that day or later.",
            who="the commissioner",
        )
    raise NotInThisRegime(
        f"{standing.reference} cannot “{kind}”: it is {standing.state}, under {standing.regime}.",
        rule=64,
        remedy=f"From here it can: {', '.join(open_to(standing)) or 'nothing'}.",
    )


def names_a_day_to_come(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """The day for which it is meant has not passed: what went on before is not made right."""
    if standing.starts_on < on:
        raise NotYetPossible(
            f"It was meant to start on {standing.starts_on}, which has passed.",
            rule=64,
            remedy="Propose it anew, for a day to come.",
        )


def names_the_decision(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """A permission says where its decision is found."""
    if not asked.decision.strip():
        raise NotYetPossible(
            "It does not say where the decision is found.",
            rule=64,
            remedy="Name the minute or letter.",
        )


def gives_a_reason(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """A refusal gives its reason."""
    if not asked.reason.strip():
        raise NotYetPossible("No reason is given.", rule=64, remedy="Say why, and what would help.")


def gives_a_ground(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """An objection has one of the two grounds that there are, and says why."""
    gives_a_reason(standing, asked, on, parameters)
    if asked.ground not in GROUNDS:
        raise NotYetPossible(
            "An objection needs one of its grounds.", remedy=f"It is one of: {', '.join(GROUNDS)}."
        )


def objects_in_time(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """An objection comes within the days that the figure in force gives from the notice."""
    if standing.objection_until is None or on > standing.objection_until:
        raise NotYetPossible(
            f"An objection was possible until {standing.objection_until}.",
            remedy="Talk to the holder of the contract.",
        )


def permission_came_first(
    standing: Standing, asked: Asked, on: date, parameters: Parameters
) -> None:
    """It starts on the day of its permission or later."""
    if standing.permitted_on is None or standing.permitted_on > on:
        raise NotYetPermitted("The permission is not dated on or before the start.", rule=64)


def the_days_to_object_are_over(
    standing: Standing, asked: Asked, on: date, parameters: Parameters
) -> None:
    """It starts after the last day for an objection."""
    if standing.objection_until is None or on <= standing.objection_until:
        raise NotYetPossible(
            f"The commissioner may object until {standing.objection_until}.",
            remedy="Start the day after, or later.",
        )


def its_day_has_come(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """It does not start before the day for which it is meant."""
    if on < standing.starts_on:
        raise NotYetPossible(
            f"It is meant to start on {standing.starts_on}.", remedy="Wait for the day."
        )


def what_it_lies_in_is_active(
    standing: Standing, asked: Asked, on: date, parameters: Parameters
) -> None:
    """A subcontract of a subcontract starts only while the one in which it lies is active."""
    if standing.within not in (None, "active"):
        raise NotYetPossible(
            f"The subcontract in which it lies is {standing.within}.",
            remedy="That one has to start first.",
        )


type Guard = Callable[[Standing, Asked, date, Parameters], None]

GUARDS: Final[dict[str, Guard]] = {
    guard.__name__: guard
    for guard in (
        names_a_day_to_come,
        names_the_decision,
        gives_a_reason,
        gives_a_ground,
        objects_in_time,
        permission_came_first,
        the_days_to_object_are_over,
        its_day_has_come,
        what_it_lies_in_is_active,
    )
}
