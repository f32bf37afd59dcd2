"""Reads of one request: how it stands after a change, and its whole story."""

from datetime import datetime
from uuid import UUID

from peckham.care.domain.asked import Asker, Claimed, claimed_from
from peckham.care.domain.permissions import Acting, Sides, can_do
from peckham.care.domain.policies import Facts, can_be_offered
from peckham.care.domain.sentences import Told, staff_sentence
from peckham.care.domain.story import (
    Entry,
    Held,
    Message,
    PendingOffer,
    Possible,
    RequestStory,
)
from peckham.care.domain.transitions import TRANSITIONS, target_of
from peckham.care.models import Offer, Request, RequestEvent, RequestMessage
from peckham.care.queries.words import (
    STATE_WORDS,
    category_words,
    outcome_words,
    team_names,
)
from peckham.infra.scope import current_scope
from peckham.kernel import Refused
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.places import api as places


class RequestNotFound(Refused):
    """There is no such request, or none that you may see."""


def request(public_id: UUID, *, at: datetime) -> RequestStory:
    """Give one request's whole story, and write the look at the person's record down.

    Raises:
        RequestNotFound: If there is none that the actor may see.
    """
    found = Request.objects.filter(public_id=public_id).first()
    if found is None:
        raise not_found()
    if found.person_id is not None:
        people.record_look(found.person_id, parts=["request"], categories=["requests"])
    return story_of(found, at=at)


def not_found() -> RequestNotFound:
    """Make the refusal for a request that is not there, or not for the actor to see."""
    return RequestNotFound(
        "There is no such request among those that you may see.",
        remedy="Find the person first, or ask the team that holds it.",
    )


def last_event(found: Request) -> RequestEvent | None:
    """Read the event of a request's last change; None where the actor may not see it any more."""
    return RequestEvent.objects.filter(request_id=found.pk, sequence=found.version).first()


def held_now(found: Request, event: RequestEvent | None) -> Held:
    """Say how a request stands after its last change.

    The event is handed in: whoever returns an offer does not see the request any more.
    """
    names = team_names([found.accountable_team_id, *(_mentioned(event) if event else ())])
    return Held(
        public_id=found.public_id,
        version=found.version,
        state=found.state,
        holder_team=names[found.accountable_team_id],
        due_at=found.due_at,
        sentence=_entry(event, found, names).sentence if event else "",
    )


def story_of(found: Request, *, at: datetime) -> RequestStory:
    """Put a request's whole story together."""
    events = list(RequestEvent.objects.filter(request_id=found.pk).order_by("sequence"))
    offer = Offer.objects.filter(request_id=found.pk, state="pending").first()
    mentioned = [team_id for event in events for team_id in _mentioned(event)]
    names = team_names([found.accountable_team_id, *mentioned, *_of_offer(offer)])
    hub = places.hub(found.hub_id)
    return RequestStory(
        id=found.pk,
        public_id=found.public_id,
        reference=found.reference,
        version=found.version,
        state=found.state,
        state_words=STATE_WORDS[found.state],
        person_id=found.person_id,
        claimed=_claimed(found),
        asker=Asker(**found.asker) if found.asker else None,
        for_whom=found.for_whom,
        words=found.words,
        category=found.category,
        category_words=category_words().get(found.category, "Something else"),
        channel=found.channel,
        contact_mode=found.contact_mode,
        red_flags=tuple(found.red_flags),
        hub_id=found.hub_id,
        hub=hub.name,
        service=found.service.name if found.service else "",
        holder_team_id=found.accountable_team_id,
        holder_team=names[found.accountable_team_id],
        holder_telephone=organisations.team(found.accountable_team_id).telephone,
        due_at=found.due_at,
        escalated_at=found.escalated_at,
        taken_at=found.taken_at,
        outcome=found.outcome,
        outcome_words=outcome_words().get(found.outcome or "", ""),
        outcome_told_at=found.outcome_told_at,
        outcome_told_how=found.outcome_told_how,
        offer=pending_offer(offer, names) if offer else None,
        timeline=tuple(_entry(event, found, names) for event in events),
        messages=messages_of(found.pk),
        possible=_possible(found, offer, hub.reception_team_id, at),
    )


def _claimed(found: Request) -> Claimed | None:
    """Give what was said about who it is for.

    Once it is linked that is somebody's record, and shown to those alone to whom it is open: the
    door that a request came through may see the request for longer than the person.
    """
    if found.claimed is None or found.person_id is None or people.may_open(found.person_id):
        return claimed_from(found.claimed)
    return None


def pending_offer(offer: Offer, names: dict[int, str]) -> PendingOffer:
    """Give an offer with the names of its teams."""
    return PendingOffer(
        id=offer.pk,
        to_team_id=offer.to_team_id,
        to_team=names[offer.to_team_id],
        from_team_id=offer.from_team_id,
        from_team=names[offer.from_team_id],
        offered_at=offer.offered_at,
        expires_at=offer.expires_at,
    )


def messages_of(request_id: int) -> tuple[Message, ...]:
    """List what was said about a request, oldest first."""
    rows = RequestMessage.objects.filter(request_id=request_id).order_by("at", "pk")
    return tuple(
        Message(row.at, row.direction, row.mode, row.words, row.tells_outcome) for row in rows
    )


def _of_offer(offer: Offer | None) -> list[int]:
    return [] if offer is None else [offer.to_team_id, offer.from_team_id]


def _mentioned(event: RequestEvent) -> list[int]:
    named = (event.detail.get("to_team_id"), event.detail.get("from_team_id"))
    return [event.accountable_team_id, *(key for key in named if isinstance(key, int))]


def _entry(event: RequestEvent, found: Request, names: dict[int, str]) -> Entry:
    told = Told(
        kind=event.kind,
        at=event.at,
        team=names[event.accountable_team_id],
        due_at=event.due_at,
        names=names,
        outcomes=outcome_words(),
        detail=event.detail,
        reason=event.reason,
        channel=found.channel,
    )
    return Entry(event.at, event.kind, staff_sentence(told), event.reason, event.due_at)


def _possible(
    found: Request, offer: Offer | None, reception_team_id: int, at: datetime
) -> tuple[Possible, ...]:
    """List what the open scope's actor may do now, in the order of the table.

    What a condition would refuse, however its form is filled in, is not on the list.
    """
    scope = current_scope()
    acting = Acting(
        scope.role if scope.actor.kind == "staff" else scope.actor.kind,
        frozenset(scope.teams),
        scope.organisation_id,
        scope.permissions,
    )
    sides = Sides(
        holder_team_id=found.accountable_team_id,
        offered_team_id=offer.to_team_id if offer else None,
        door_team_ids=frozenset(
            team_id for team_id in (reception_team_id, found.taken_team_id) if team_id is not None
        ),
    )
    facts = Facts(
        at=at,
        holder_team_id=found.accountable_team_id,
        expires_at=offer.expires_at if offer else None,
        due_at=found.due_at,
        role=acting.role,
        red_flags=tuple(found.red_flags),
    )
    return tuple(
        Possible(each.verb, each.label)
        for each in TRANSITIONS
        if target_of(each, found.state) is not None
        and can_do(each, acting, sides)
        and can_be_offered(each, facts)
    )
