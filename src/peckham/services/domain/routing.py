"""Where a request goes, and by when: values in, a `Route` out. The channel is not an argument.

Everything enters by the hub's one reception (rule 32), which holds it until another team accepts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from peckham.kernel import Refused
from peckham.services.domain.calendar import Windows, in_utc
from peckham.services.domain.catalogue import Catalogue, Category
from peckham.services.domain.targets import due_by, expires_by


class UnknownRedFlag(Refused):
    """A tick was sent that the list of red flags does not hold."""


@dataclass(frozen=True, slots=True)
class Door:
    """A hub as routing sees it: who receives, who takes a person live, who is on call.

    Args:
        hub_id: Key of the hub.
        hub_name: For sentences.
        reception_team_id: The one reception (rule 32).
        duty_team_id: Takes a person handed over live.
        on_call_team_id: Takes them where nobody of the duty team is in.
        duty_is_staffed: Whether somebody of the duty team is in at the moment of asking.
    """

    hub_id: int
    hub_name: str
    reception_team_id: int
    duty_team_id: int
    on_call_team_id: int
    duty_is_staffed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One service of the hub and the team that answers for it."""

    service_id: int
    name: str
    core_kind: str | None
    team_id: int


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes: who holds it, to whom it is offered, and by when it is answered.

    Args:
        holder_team_id: Accountable from the first moment: the hub's reception.
        offer_team_id: Team to which it is offered at once, or None where reception keeps it.
        service_id: The service that answers, or None.
        due_at: Promise to the resident; aware, UTC.
        offer_expires_at: When the offer lapses, before `due_at`; None without an offer.
        why: One sentence for the page.
        version: Version of the data that decided.
        target: Code of the target that set the due time.
        is_live: Whether the person is handed over live now.
    """

    holder_team_id: int
    offer_team_id: int | None
    service_id: int | None
    due_at: datetime
    offer_expires_at: datetime | None
    why: str
    version: str
    target: str
    is_live: bool


def route_request(
    *,
    category: str,
    red_flags: Iterable[str],
    door: Door,
    answers: Iterable[Answer],
    windows: Mapping[int, Windows],
    catalogue: Catalogue,
    at: datetime,
) -> Route:
    """Decide where a request goes.

    Args:
        category: Code of a category; one that is not known stays with the reception.
        red_flags: Codes that were ticked.
        door: The hub.
        answers: The hub's services on the day.
        windows: Open windows from `at` on, by team; a team left out has none.
        catalogue: What `data/` says.
        at: Aware moment of asking.

    Raises:
        UnknownRedFlag: If a tick is not in the catalogue; a tick is never dropped.
    """
    moment = at.astimezone(UTC)
    known = catalogue.categories.get(category)
    answer = _answer_for(known, answers)
    target = known.target if known else catalogue.routine
    open_windows = _windows_of(answer.team_id if answer else None, door, windows)
    due_at = due_by(target, moment, open_windows)
    flags = _checked(red_flags, catalogue)
    if flags:
        return _live(door, answer, due_at, flags, catalogue, moment)
    offered = answer is not None and answer.team_id != door.reception_team_id
    return Route(
        holder_team_id=door.reception_team_id,
        offer_team_id=answer.team_id if answer and offered else None,
        service_id=answer.service_id if answer else None,
        due_at=due_at,
        offer_expires_at=expires_by(target, moment, due_at, open_windows) if offered else None,
        why=_why(known, answer, door),
        version=catalogue.version,
        target=target.code,
        is_live=False,
    )


def _checked(red_flags: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    flags = tuple(sorted(set(red_flags)))
    unknown = [flag for flag in flags if flag not in catalogue.red_flags]
    if unknown:
        raise UnknownRedFlag(
            "One of the ticks is not on the list, so it cannot be acted on.",
            remedy="Load the page again; if it happens again, ring the hub.",
            field="red_flags",
        )
    return flags


def _answer_for(category: Category | None, answers: Iterable[Answer]) -> Answer | None:
    if category is None or category.core_kind is None:
        return None
    fitting = [answer for answer in answers if answer.core_kind == category.core_kind]
    return min(fitting, key=lambda answer: answer.service_id, default=None)


def _windows_of(team_id: int | None, door: Door, windows: Mapping[int, Windows]) -> Windows:
    """Give the answering team's open time, or the reception's where it has none."""
    for candidate in (team_id, door.reception_team_id):
        if candidate is not None and windows.get(candidate):
            return in_utc(windows[candidate])
    return ()


def _live(
    door: Door,
    answer: Answer | None,
    due_at: datetime,
    flags: tuple[str, ...],
    catalogue: Catalogue,
    at: datetime,
) -> Route:
    """Hand over live: to the duty team, or to the team on call where nobody of it is in."""
    live = catalogue.live
    due = min(due_at, due_by(live, at, ()))
    team_id = door.duty_team_id if door.duty_is_staffed else door.on_call_team_id
    offered = team_id != door.reception_team_id
    said = "; ".join(catalogue.red_flags[flag].words for flag in flags)
    return Route(
        holder_team_id=door.reception_team_id,
        offer_team_id=team_id if offered else None,
        service_id=answer.service_id if answer else None,
        due_at=due,
        offer_expires_at=expires_by(live, at, due, ()) if offered else None,
        why=f"Handed over live, because somebody ticked: {said}.",
        version=catalogue.version,
        target=live.code,
        is_live=True,
    )


def _why(category: Category | None, answer: Answer | None, door: Door) -> str:
    if category is None or category.core_kind is None:
        return f"The reception of {door.hub_name} finds out who can help."
    if answer is None:
        return f"{door.hub_name} has no service for “{category.words}”: its reception finds one."
    return f"“{category.words}” is answered by {answer.name} at {door.hub_name}."
