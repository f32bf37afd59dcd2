"""The teams that a hub can ask: those of its services, its reception, duty and on-call teams."""

from datetime import date, datetime

from peckham.kernel.london import day_of
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services


def teams_of_hub(hub_id: int, *, at: datetime) -> dict[int, str]:
    """Give the hub's teams by key, each with its name and what it answers, by name.

    Args:
        hub_id: The hub.
        at: The moment at which they are wanted.
    """
    hub = places.hub(hub_id)
    answers: dict[int, list[str]] = {
        hub.reception_team_id: ["reception"],
        hub.duty_team_id: ["duty"],
        hub.on_call_team_id: ["on call"],
    }
    for service in services.services_of(hub_id, on=day_of(at)):
        answers.setdefault(service.team_id, []).append(service.name)
    names = organisations.teams(list(answers))
    labelled = {
        key: f"{names[key].name} ({', '.join(dict.fromkeys(what))})"
        for key, what in answers.items()
        if key in names
    }
    return dict(sorted(labelled.items(), key=lambda entry: entry[1]))


def hub_of_team(team_id: int, *, on: date) -> places.records.HubView | None:
    """Find the hub for which a team answers: as one of its three teams, or through a service."""
    hubs = places.hubs(on)
    for hub in hubs:
        if team_id in (hub.reception_team_id, hub.duty_team_id, hub.on_call_team_id):
            return hub
    for hub in hubs:
        if any(service.team_id == team_id for service in services.services_of(hub.id, on=on)):
            return hub
    return None
