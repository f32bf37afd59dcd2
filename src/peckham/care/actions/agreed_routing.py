"""Routing within what is agreed: a request goes to another organisation only as they signed."""

from dataclasses import replace
from datetime import datetime

from peckham.care.domain.asked import Asked
from peckham.care.models import Request
from peckham.kernel import Refused
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.places import api as places
from peckham.services import api as services

REFUSED = "refused"


class NotAgreed(Refused):
    """No agreement lets this request be given to the other team's organisation."""


class RefusesToShare(Refused):
    """The person has refused to share beyond their own practice."""


def route(asked: Asked, hub: places.records.HubView, *, at: datetime) -> services.Route:
    """Decide where a request goes; one that may not be given away stays with the reception.

    Somebody who may be in danger is handed over live whatever is signed: that protects a life.

    Raises:
        UnknownRedFlag: If a tick is not on the list.
    """
    found = services.route(category=asked.category, red_flags=asked.red_flags, hub=hub, at=at)
    if found.is_live or found.offer_team_id is None:
        return found
    why = people.limits.why_not_handed(
        found.holder_team_id, found.offer_team_id, asked.person_id, at=at
    )
    if not why:
        return found
    teams = organisations.teams([found.holder_team_id, found.offer_team_id])
    holder, offered = teams[found.holder_team_id], teams[found.offer_team_id]
    because = (
        f"they refuse to share with {offered.organisation_name}; ask them first."
        if why == REFUSED
        else f"no agreement in force lets {offered.organisation_name} be given requests from here."
    )
    return replace(
        found, offer_team_id=None, offer_expires_at=None, why=f"{holder.name} keeps it: {because}"
    )


def check_agreed(request: Request, to_team_id: int, *, at: datetime) -> None:
    """Refuse to give a request to a team whose organisation is not to be given it.

    Raises:
        NotAgreed: If the two organisations share no agreement in force on requests.
        RefusesToShare: If the person has refused to share it further.
        UnknownTeam: If there is no such team.
    """
    giver = organisations.team(request.accountable_team_id)
    receiver = organisations.team(to_team_id)
    why = people.limits.why_not_handed(
        giver.id, receiver.id, None if request.red_flags else request.person_id, at=at
    )
    if why == REFUSED:
        raise RefusesToShare(
            f"{receiver.organisation_name} may not be given this request.",
            why="The person has refused to share beyond their own practice.",
            remedy="Ask them. If they want it passed on, write down that they take the refusal "
            "back; else help them from here.",
            field="to_team_id",
        )
    if why:
        raise NotAgreed(
            f"{receiver.organisation_name} may not be given this request.",
            why=f"No data sharing agreement on requests is in force between "
            f"{giver.organisation_name} and {receiver.organisation_name}.",
            remedy="Offer it to another team, or ask both organisations' information governance "
            "leads to sign one.",
            field="to_team_id",
        )
