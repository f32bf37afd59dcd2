"""Somebody is at the door: a team may open their record until the day ends."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from peckham.care.domain.asked import CHANNELS, UnknownChoice
from peckham.care.models import Contact
from peckham.infra import audit, clock
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused, london
from peckham.places import api as places
from peckham.sharing import api as sharing


class NoTeam(Refused):
    """A contact is begun in the name of a team, and none is acted in."""


@transaction.atomic
def begin_contact(
    person_id: int, *, channel: str, hub_id: int | None = None, by: Actor, at: datetime
) -> UUID:
    """Write down that a person is at the door, and let one's team open the record today.

    Args:
        person_id: Who it is.
        channel: "phone", "desk" or "online".
        hub_id: At which hub; None is the hub in whose reception one acts, else the
            default hub.
        by: Who answers.
        at: Now.

    Returns:
        Public id of the contact, for the trail.

    Raises:
        NoTeam: If the actor acts in no team.
        UnknownChoice: If the channel is not on the list.
    """
    if channel not in CHANNELS:
        raise UnknownChoice("Choose how they came.", field="channel")
    team_id = current_scope().team_id
    if team_id is None:
        raise NoTeam("You act in no team, so there is nobody to open this record for.")
    until = london.moment(london.day_of(at) + timedelta(days=1), time(0))
    public_id = uuid4()
    contact = Contact(
        public_id=public_id,
        person_id=person_id,
        team_id=team_id,
        hub_id=hub_id or _hub_of(team_id, on=london.day_of(at)),
        channel=channel,
        at=at,
        until=until,
        recorded_at=clock.now(),
        actor_kind=by.kind,
        actor=by.identifier,
    )
    contact.save(force_insert=True)
    sharing.open_relationship(
        person_id=person_id,
        team_id=team_id,
        kind="contact",
        source_kind="care.contact",
        source_id=contact.pk,
        from_at=at,
        until=until,
    )
    audit.record(
        action="care.begin_contact",
        subject_kind="contact",
        subject_id=public_id,
        by=by,
        at=at,
        detail={"channel": channel, "team_id": team_id},
    )
    return public_id


def _hub_of(team_id: int, *, on: date) -> int:
    """Give the hub whose reception a team is; for any other team, the default hub."""
    for hub in places.hubs(on):
        if team_id == hub.reception_team_id:
            return hub.id
    return places.default_hub().id
