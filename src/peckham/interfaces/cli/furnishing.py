"""Opening an imported place's doors: hubs, teams and services from a template, and named so.

In the demonstration its sign-ins become members of those teams, so that somebody can stand at the
door; anywhere else whoever runs the deployment adds real members.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time

from django.contrib.auth import get_user_model

from peckham.infra import reference
from peckham.infra.models import Deployment
from peckham.kernel import Actor
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services

_WEEKDAYS = range(5)
# Care navigation is the reception itself, so it has no team of its own.
_RECEPTION = "care_navigation"


def furnish(place: places.records.PlaceView, *, by: Actor, at: datetime) -> int:
    """Give each neighbourhood without a hub one, with the ten core services (rule 35).

    The services of one kind are answered by one team for the whole place, until each hub has its
    own.

    Returns:
        How many hubs were made.
    """
    made = places.create_hubs_from_template(place_id=place.id, from_on=day_of(at), by=by, at=at)
    if not made:
        return 0
    entry = reference.table("hub_template.toml")["service"]
    employer_id = organisations.team(made[0].reception_team_id).organisation_id
    team_ids = {
        kind.code: organisations.create_team(
            organisation_id=employer_id,
            name=entry["name"].format(service=kind.words, place=place.name),
            hours=_hours(entry),
            by=by,
            at=at,
        )
        for kind in services.core_kinds()
        if kind.code != _RECEPTION
    }
    for hub in made:
        services.create_core_services(
            hub_id=hub.id,
            organisation_id=employer_id,
            hours=_hours(entry),
            team_ids=team_ids,
            by=by,
            at=at,
        )
    return len(made)


def _hours(entry: Mapping[str, str]) -> tuple[organisations.hours.Hours, ...]:
    opens_at, closes_at = (
        time.fromisoformat(entry["opens_at"]),
        time.fromisoformat(entry["closes_at"]),
    )
    return tuple(organisations.hours.Hours(weekday, opens_at, closes_at) for weekday in _WEEKDAYS)


def admit_demonstrators(place: places.records.PlaceView, *, by: Actor, at: datetime) -> list[str]:
    """Make the demonstration's sign-ins members of a place's teams; elsewhere do nothing.

    Returns:
        The usernames that were made members of something.
    """
    if not Deployment.objects.get().is_demonstration:
        return []
    hubs = [hub for hub in places.hubs(day_of(at)) if hub.place_id == place.id]
    found = []
    for username, role, team_ids in _stands(hubs, at):
        account = get_user_model().objects.filter(username=username).first()
        if account is not None and _join(account.pk, role, team_ids, by=by, at=at):
            found.append(username)
    return found


def _stands(
    hubs: Sequence[places.records.HubView], at: datetime
) -> Iterator[tuple[str, str, set[int]]]:
    """Say which sign-in stands where, and as what."""
    receptions = {hub.reception_team_id for hub in hubs}
    answering = {
        service.team_id for hub in hubs for service in services.services_of(hub.id, on=day_of(at))
    }
    duty = {hub.duty_team_id for hub in hubs} | {hub.on_call_team_id for hub in hubs}
    yield "navigator", "navigator", receptions
    yield "clinician", "clinician", duty
    yield "service", "service_member", answering - receptions
    yield "manager", "manager", receptions
    yield "governance", "governance_lead", receptions
    yield "administrator", "administrator", receptions
    yield "planner", "planner", receptions
    yield "complaints", "complaints_manager", receptions


def _join(account_id: int, role: str, team_ids: set[int], *, by: Actor, at: datetime) -> bool:
    held = {
        membership.team.id
        for membership in organisations.memberships(account_id, at=at)
        if membership.role == role
    }
    for team_id in sorted(team_ids - held):
        organisations.add_member(account_id=account_id, team_id=team_id, role=role, by=by, at=at)
    return bool(team_ids - held)
