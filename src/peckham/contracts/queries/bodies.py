"""Organisations as what providers owe people names them."""

from collections.abc import Iterable

from peckham.contracts.domain.duties.complaint import Body
from peckham.infra.scope import current_scope
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services


class UnknownBody(Refused):
    """No organisation here has this key."""


def bodies_by_id() -> dict[int, Body]:
    """Give every organisation by key."""
    return {each.id: Body(each.id, each.kind, each.name) for each in organisations.directory()}


def body(key: int) -> Body:
    """Give one organisation.

    Raises:
        UnknownBody: If there is none with this key.
    """
    found = bodies_by_id().get(key)
    if found is None:
        raise UnknownBody("There is no such organisation.", field="body")
    return found


def bodies_of(keys: Iterable[int]) -> tuple[Body, ...]:
    """Give several organisations, in the order asked."""
    known = bodies_by_id()
    return tuple(known[key] for key in keys)


def bodies_on_offer() -> tuple[Body, ...]:
    """List whom somebody may write to: those who provide at a hub, boards and councils, by name."""
    on = day_of(current_scope().at)
    teams: set[int] = set()
    for hub in places.hubs(on):
        teams |= {hub.reception_team_id, hub.duty_team_id}
        teams |= {each.team_id for each in services.services_of(hub.id, on=on)}
    providing = {team.organisation_id for team in organisations.teams(teams).values()}
    kinds = ("icb", "local_authority")
    return tuple(
        each for each in bodies_by_id().values() if each.id in providing or each.kind in kinds
    )


def default_body() -> Body:
    """Give the body that gets what nobody knows where to send: the default hub's reception's."""
    team = organisations.team(places.default_hub().reception_team_id)
    return body(team.organisation_id)
