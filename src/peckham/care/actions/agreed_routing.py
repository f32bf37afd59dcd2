"""Routing within what is agreed: a request goes to another organisation only as they signed."""

from dataclasses import replace
from datetime import datetime

from peckham.care.domain.asked import Asked
from peckham.kernel import Refused
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services
from peckham.sharing import api as sharing


class NotAgreed(Refused):
    """No agreement lets this request be given to the other team's organisation."""


def route(asked: Asked, hub: places.records.HubView, *, at: datetime) -> services.Route:
    """Decide where a request goes; one that may not be given away stays with the reception.

    Somebody who may be in danger is handed over live whatever is signed: that protects a life.

    Raises:
        UnknownRedFlag: If a tick is not on the list.
    """
    found = services.route(category=asked.category, red_flags=asked.red_flags, hub=hub, at=at)
    if found.is_live or found.offer_team_id is None:
        return found
    if sharing.may_hand_over(found.holder_team_id, found.offer_team_id, at=at):
        return found
    teams = organisations.teams([found.holder_team_id, found.offer_team_id])
    holder, offered = teams[found.holder_team_id], teams[found.offer_team_id]
    return replace(
        found,
        offer_team_id=None,
        offer_expires_at=None,
        why=f"{holder.name} keeps it: no agreement in force lets {offered.organisation_name} be "
        "given requests from here.",
    )


def check_agreed(from_team_id: int, to_team_id: int, *, at: datetime) -> None:
    """Refuse to give a request to a team whose organisation is not to be given it.

    Raises:
        NotAgreed: If the two organisations share no agreement in force on requests.
        UnknownTeam: If there is no such team.
    """
    giver, receiver = organisations.team(from_team_id), organisations.team(to_team_id)
    if not sharing.may_hand_over(from_team_id, to_team_id, at=at):
        raise NotAgreed(
            f"{receiver.organisation_name} may not be given this request.",
            why=f"No data sharing agreement on requests is in force between "
            f"{giver.organisation_name} and {receiver.organisation_name}.",
            remedy="Offer it to another team, or ask both organisations' information governance "
            "leads to sign one.",
            field="to_team_id",
        )
