"""How a practice takes part in an integrated care provider: steps by the table, and what they need.

A practice stands in a pair: the mode in which it takes part, and the state of its core contract.
Only the practice's own signatory begins anything (rules 20 and 21); a commissioner completes what
a practice gave notice of. Full participation goes with a core contract that is suspended, or ended,
from the same day (rule 8); a new practice has none to suspend (rule 9).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from peckham.contracts.domain.participation_table import (
    PAIRS,
    TRANSITIONS,
    Core,
    Mode,
    Pair,
    Part,
    Transition,
)
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.kernel.months import months_after
from peckham.kernel.parameters import Parameters


class ForbiddenStanding(Refused):
    """A practice would take part in a way that does not go with its core contract (rule 8)."""


class NotForYou(Refused):
    """Somebody other than the practice's signatory would decide on its participation."""


class NotFromHere(Refused):
    """The practice does not stand where this could happen."""


class NotYetReady(Refused):
    """Something has to be done before this can happen."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts on participation: in which part, and a signatory for which practice."""

    part: Part
    practice: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a practice stands.

    Args:
        practice: The practice.
        mode: How it takes part.
        core: Where its core contract stands; "none" for a new practice that never had one.
        intended_on: The day for which notice was given; None without a notice.
        suspended_on: The day on which the core contract was suspended; None if it was not.
        returns: How often the core contract came back from suspension.
    """

    practice: str
    mode: Mode = "none"
    core: Core = "active"
    intended_on: date | None = None
    suspended_on: date | None = None
    returns: int = 0

    def __post_init__(self) -> None:
        if (self.mode, self.core) not in PAIRS:
            raise ForbiddenStanding(
                f"{self.practice} cannot take part {self.mode} with its core contract {self.core}.",
                rule=8,
            )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, with what shows that it can be.

    Args:
        kind: The transition.
        intended_on: Of a notice: the day for which it is given.
        agreement_signed: Whether the integration agreement is signed.
        waiting: How many patients of the list, as it stands on the day, had no written notice;
            None where the list was not taken.
    """

    kind: str
    intended_on: date | None = None
    agreement_signed: bool = False
    waiting: int | None = None


def take_step(
    standing: Standing, asked: Asked, *, by: Acting, at: datetime, parameters: Parameters
) -> Standing:
    """Do what is asked, or refuse it. It takes effect on the day of `at`: never on one before.

    Raises:
        NotForYou: If another than the practice's signatory would decide (rule 21).
        NotFromHere: If the practice does not stand where this could happen.
        NotYetReady: If something has to be done first.
    """
    transition = next((one for one in TRANSITIONS if one.kind == asked.kind), None)
    moves = dict(transition.moves) if transition else {}
    here = (standing.mode, standing.core)
    if transition is None or here not in moves:
        raise NotFromHere(
            f"{standing.practice} cannot “{asked.kind}”: it takes part {standing.mode}, its core "
            f"contract is {standing.core}.",
            rule=8,
            remedy=f"From here it can: {', '.join(open_to(standing)) or 'nothing'}.",
        )
    _check_actor(standing, transition, by)
    for guard in transition.guards:
        GUARDS[guard](standing, asked, day_of(at), parameters)
    return _moved(standing, asked, day_of(at), moves[here])


def open_to(standing: Standing) -> tuple[str, ...]:
    """List what could happen next, whoever may do it."""
    here = (standing.mode, standing.core)
    return tuple(one.kind for one in TRANSITIONS if here in dict(one.moves))


def _check_actor(standing: Standing, transition: Transition, by: Acting) -> None:
    if by.part != transition.part or (by.part == "signatory" and by.practice != standing.practice):
        whose = f"the signatory of {standing.practice}"
        who = whose if transition.part == "signatory" else f"a {transition.part}"
        raise NotForYou(
            f"Only {who} can “{transition.kind}”.",
            why="Taking part is voluntary, and the practice's own choice.",
            rule=21,
            remedy=f"Ask {who}.",
            who=who,
        )


def _moved(standing: Standing, asked: Asked, on: date, to: Pair) -> Standing:
    mode, core = to
    suspends = core == "suspended" and standing.core == "patients_written"
    return replace(
        standing,
        mode=mode,
        core=core,
        intended_on=_intended(standing, asked, core),
        suspended_on=on if suspends else standing.suspended_on,
        returns=standing.returns + (asked.kind == "reactivate"),
    )


def _intended(standing: Standing, asked: Asked, core: Core) -> date | None:
    """Keep the day of a notice while it runs, and forget it afterwards."""
    if core in ("notified", "return_notified"):
        return asked.intended_on
    return standing.intended_on if core == "patients_written" else None


def agreement_is_signed(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """Partial participation needs the integration agreement, beside an active core contract."""
    if not asked.agreement_signed:
        raise NotYetReady(
            "The integration agreement is not signed.", rule=8, remedy="Sign it first."
        )


def names_a_later_day(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """A notice names the day for which it is given, after the day on which it is given."""
    if asked.intended_on is None or asked.intended_on <= on:
        raise NotYetReady("The notice names no later day.", rule=8, remedy="Name the day intended.")


def every_patient_is_written_to(
    standing: Standing, asked: Asked, on: date, parameters: Parameters
) -> None:
    """Every registered patient had written notice, by the list as it stands on the day.

    Source: SI 2015/1862, Schedule 3A, paragraph 2.
    """
    if asked.waiting is None:
        raise NotYetReady("The list was not taken.", rule=8, remedy="Take the list of the day.")
    if asked.waiting:
        raise NotYetReady(
            f"{asked.waiting} registered patients have had no written notice.",
            rule=8,
            remedy="Write to each of them.",
        )


def its_day_has_come(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """What was given notice of happens on its day, not before."""
    if standing.intended_on is None or on < standing.intended_on:
        raise NotYetReady(
            f"Notice was given for {standing.intended_on}.", rule=8, remedy="Wait for the day."
        )


def notice_is_long_enough(
    standing: Standing, asked: Asked, on: date, parameters: Parameters
) -> None:
    """Notice of a return is as long as the figure in force asks."""
    names_a_later_day(standing, asked, on, parameters)
    figure = parameters.on("participation.reactivation_notice_months", on)
    months = parameters.number("participation.reactivation_notice_months", on)
    first = months_after(on, months)
    if asked.intended_on is not None and asked.intended_on < first:
        doubt = "" if figure.verified else ", which could not be verified"
        raise NotYetReady(
            f"{months} months of notice end on {first}.",
            why=f"From {figure.source}{doubt}.",
            remedy=f"Give notice for {first} or later.",
        )


def a_return_is_left(standing: Standing, asked: Asked, on: date, parameters: Parameters) -> None:
    """A core contract comes back no more often than the figure in force allows."""
    most = parameters.number("participation.reactivations_max", on)
    if standing.returns >= most:
        raise NotYetReady(f"It has come back {standing.returns} times of {most}.", remedy="Stay.")


type Guard = Callable[[Standing, Asked, date, Parameters], None]

GUARDS: Final[dict[str, Guard]] = {
    guard.__name__: guard
    for guard in (
        agreement_is_signed,
        names_a_later_day,
        every_patient_is_written_to,
        its_day_has_come,
        notice_is_long_enough,
        a_return_is_left,
    )
}
