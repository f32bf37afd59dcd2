"""Where a request would go, asked before it is saved: the same hub and the same routing."""

from dataclasses import dataclass
from datetime import datetime

from peckham.care.actions import agreed_routing
from peckham.care.actions.taking import hub_of
from peckham.care.domain.asked import Asked
from peckham.care.domain.sentences import next_words
from peckham.organisations import api as organisations


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen if a form were saved now.

    Args:
        hub: Name of the hub that would serve it.
        holder: The team that would hold it.
        offered: The team that would be asked to take it, or None.
        due_at: By when it would be answered.
        offer_expires_at: By when the asked team would answer, or None.
        why: Why it goes there, in one sentence.
        next_words: What happens next, to be read aloud.
        is_live: Whether the person would be handed over now, on the line.
    """

    hub: str
    holder: organisations.views.TeamView
    offered: organisations.views.TeamView | None
    due_at: datetime
    offer_expires_at: datetime | None
    why: str
    next_words: str
    is_live: bool


def preview(asked: Asked, *, at: datetime) -> Preview:
    """Say where a form would go; nothing is written, and its words are not looked at.

    Raises:
        UnknownRedFlag: If a tick is not on the list.
    """
    hub = hub_of(asked, at=at)
    route = agreed_routing.route(asked, hub, at=at)
    keys = [key for key in (route.holder_team_id, route.offer_team_id) if key is not None]
    teams = organisations.teams(keys)
    holder, offered = teams[route.holder_team_id], teams.get(route.offer_team_id or 0)
    return Preview(
        hub=hub.name,
        holder=holder,
        offered=offered,
        due_at=route.due_at,
        offer_expires_at=route.offer_expires_at,
        why=route.why,
        next_words=next_words(
            holder=holder.name,
            offered=offered.name if offered else "",
            due_at=route.due_at,
            is_live=route.is_live,
            at=at,
        ),
        is_live=route.is_live,
    )
