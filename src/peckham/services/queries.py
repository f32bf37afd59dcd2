"""Reads of services: what a hub offers, what it lacks, and where a request goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from peckham.kernel import london
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services.catalogue import catalogue, core_kinds
from peckham.services.domain.calendar import after_open_minutes, in_utc, open_minutes_between
from peckham.services.domain.catalogue import Category, RedFlag
from peckham.services.domain.completeness import Completeness, completeness_of
from peckham.services.domain.routing import Answer, Door, Route, route_request
from peckham.services.domain.targets import expires_by
from peckham.services.models import Service


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service as other rooms see it."""

    id: int
    public_id: UUID
    hub_id: int
    core_kind: str | None
    name: str
    team_id: int
    description: str
    opening: str


def services_of(hub_id: int, *, on: date) -> tuple[ServiceView, ...]:
    """List a hub's services on a day: the ten core kinds in their order, then others by name."""
    order = {kind.code: kind.position for kind in core_kinds()}
    rows = Service.objects.filter(hub_id=hub_id, during__contains=on).values_list(
        "pk", "public_id", "hub_id", "core_kind", "name", "team_id", "description", "opening"
    )
    views = [ServiceView(*row) for row in rows]
    return tuple(sorted(views, key=lambda v: (order.get(v.core_kind or "", 99), v.name, v.id)))


def completeness(hub_id: int, *, on: date) -> Completeness:
    """Say which of the ten core kinds a hub holds on a day, and which it lacks (rule 35)."""
    return completeness_of((s.core_kind for s in services_of(hub_id, on=on)), core_kinds())


def categories() -> tuple[Category, ...]:
    """List what a person may ask about, in the order of the form."""
    return tuple(catalogue().categories.values())


def red_flags() -> tuple[RedFlag, ...]:
    """List the ticks that stop the form, in its order."""
    return tuple(catalogue().red_flags.values())


def route(
    *, category: str, red_flags: Iterable[str], hub: places.records.HubView, at: datetime
) -> Route:
    """Decide where a request goes. The channel is not asked for (rule 36).

    Args:
        category: Code of a category; one that is not known stays with the reception.
        red_flags: Codes that were ticked.
        hub: The hub that serves the person.
        at: Aware moment of asking.

    Raises:
        UnknownRedFlag: If a tick is not on the list.
    """
    answers = tuple(
        Answer(service.id, service.name, service.core_kind, service.team_id)
        for service in services_of(hub.id, on=london.day_of(at))
    )
    flags = tuple(red_flags)
    found = catalogue().categories.get(category)
    answering = {a.team_id for a in answers if found and a.core_kind == found.core_kind}
    return route_request(
        category=category,
        red_flags=flags,
        door=Door(
            hub_id=hub.id,
            hub_name=hub.name,
            reception_team_id=hub.reception_team_id,
            duty_team_id=hub.duty_team_id,
            on_call_team_id=hub.on_call_team_id,
            duty_is_staffed=bool(flags) and organisations.is_staffed(hub.duty_team_id, at=at),
        ),
        answers=answers,
        windows=windows_of_teams(answering | {hub.reception_team_id}, at=at),
        catalogue=catalogue(),
        at=at,
    )


def windows_of_teams(
    team_ids: Iterable[int], *, at: datetime
) -> dict[int, tuple[tuple[datetime, datetime], ...]]:
    """Give some teams' open windows from a moment on, for three weeks, whoever is away.

    Absence is left out on purpose: how many are in must never change by when somebody is
    answered, only who answers.
    """
    holidays = organisations.bank_holidays()
    return {
        team_id: tuple(
            (window.opens_at, window.closes_at)
            for window in organisations.hours.windows_from(at, hours=hours, bank_holidays=holidays)
        )
        for team_id, hours in organisations.hours_of_teams(team_ids).items()
    }


def windows_of(team_id: int, *, at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Give one team's open windows: see `windows_of_teams`."""
    return windows_of_teams([team_id], at=at)[team_id]


def offer_expires_at(*, team_id: int, category: str, due_at: datetime, at: datetime) -> datetime:
    """Give when an offer of a request to a team lapses, by the category's own window."""
    found = catalogue().categories.get(category)
    target = found.target if found else catalogue().routine
    moment = at.astimezone(UTC)
    return expires_by(target, moment, due_at.astimezone(UTC), in_utc(windows_of(team_id, at=at)))


def due_after_hold(
    *, team_id: int, held_at: datetime, due_at: datetime, resumed_at: datetime
) -> datetime:
    """Give the due time after a hold: the open time that was left when the clock stopped.

    Without any left it is due at once; never later than the time that was left by the clock
    where the team has no open time.
    """
    left = open_minutes_between(
        held_at.astimezone(UTC), due_at.astimezone(UTC), in_utc(windows_of(team_id, at=held_at))
    )
    resumed = resumed_at.astimezone(UTC)
    if left == 0:
        return resumed + max(due_at - held_at, timedelta(0))
    found = after_open_minutes(resumed, left, in_utc(windows_of(team_id, at=resumed_at)))
    return found or resumed + (due_at - held_at)
