"""A hub's day, for its manager and its reception."""

from datetime import datetime, time, timedelta

from django.db import connection
from django.db.models import Count, Q

from peckham.care.domain.story import HourCount, HubToday, OfferRow, TeamToday
from peckham.care.models import Request
from peckham.care.queries.lines import offer_rows, work_rows
from peckham.infra.scope import current_scope
from peckham.kernel import Refused, london
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services

_LIST_LENGTH = 20
_EXPIRING_MINUTES = 30

_TAKEN = """
SELECT extract(hour FROM taken_at AT TIME ZONE 'Europe/London')::int AS hour, channel, count(*)
FROM care_request WHERE hub_id = %s AND taken_at >= %s AND taken_at < %s
GROUP BY 1, 2 ORDER BY 1, 2
"""
_OVERDUE = """
FROM care_request r WHERE r.hub_id = %(hub)s AND r.due_at < %(at)s
ORDER BY r.due_at, r.id LIMIT %(limit)s
"""
_EXPIRING = """
WHERE o.state = 'pending' AND o.expires_at < %(soon)s AND r.hub_id = %(hub)s
ORDER BY o.expires_at, o.id LIMIT %(limit)s
"""


class NotYourHub(Refused):
    """The day of a hub is for the members of its reception: others would see half of it."""


def hub_today(hub_id: int, *, at: datetime) -> HubToday:
    """Give a hub's day: what came by hour and channel, who is in, and what is about to go wrong.

    Args:
        hub_id: The hub.
        at: Now; the day is its London day.

    Raises:
        NotYourHub: If no team of the actor is the hub's reception, so that counts would be partial.
    """
    hub = places.hub(hub_id)
    if hub.reception_team_id not in current_scope().teams:
        raise NotYourHub(
            "The day of a hub is shown to members of its reception.",
            why="Anybody else would see a part of it and take it for the whole.",
            remedy="Act in the hub's reception team, or ask its manager to add you.",
        )
    open_here = Request.objects.filter(hub_id=hub_id, due_at__isnull=False)
    counts = open_here.aggregate(
        all=Count("pk"), escalated=Count("pk", Q(escalated_at__isnull=False))
    )
    return HubToday(
        hub_id=hub.id,
        hub=hub.name,
        taken=_taken(hub_id, at),
        teams=_teams(hub, at),
        offers_expiring=_expiring(hub_id, at),
        overdue=work_rows(_OVERDUE, {"hub": hub_id, "at": at, "limit": _LIST_LENGTH}),
        open_requests=counts["all"],
        escalated_requests=counts["escalated"],
    )


def _taken(hub_id: int, at: datetime) -> tuple[HourCount, ...]:
    day = london.day_of(at)
    start, end = (london.moment(day + timedelta(days=ahead), time(0)) for ahead in (0, 1))
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [hub_id, start, end])
        return tuple(HourCount(*row) for row in cursor.fetchall())


def _expiring(hub_id: int, at: datetime) -> tuple[OfferRow, ...]:
    soon = at + timedelta(minutes=_EXPIRING_MINUTES)
    return offer_rows(_EXPIRING, {"hub": hub_id, "soon": soon, "limit": _LIST_LENGTH})


def _teams(hub: places.records.HubView, at: datetime) -> tuple[TeamToday, ...]:
    """List the hub's three door teams and those of its services, each once."""
    answering = services.services_of(hub.id, on=london.day_of(at))
    keys = [hub.reception_team_id, hub.duty_team_id, hub.on_call_team_id]
    keys = list(dict.fromkeys(keys + [service.team_id for service in answering]))
    held = {
        key: (count, overdue)
        for key, count, overdue in Request.objects.filter(
            accountable_team_id__in=keys, due_at__isnull=False
        )
        .values("accountable_team_id")
        .annotate(all=Count("pk"), overdue=Count("pk", Q(due_at__lt=at)))
        .values_list("accountable_team_id", "all", "overdue")
    }
    found = organisations.staffing(keys, at=at)
    return tuple(_team(found[key], *held.get(key, (0, 0))) for key in keys)


def _team(
    found: organisations.views.Staffing, open_requests: int, overdue_requests: int
) -> TeamToday:
    return TeamToday(
        team_id=found.team.id,
        name=found.team.name,
        telephone=found.team.telephone,
        is_open=found.is_open,
        is_staffed=found.is_staffed,
        members_in=found.members_in,
        members_away=tuple(member.name for member in found.members if member.is_absent),
        open_requests=open_requests,
        overdue_requests=overdue_requests,
    )
