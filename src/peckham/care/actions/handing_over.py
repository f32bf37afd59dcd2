"""Handing a request over: an offer until it is accepted, and the sender stays accountable."""

from datetime import datetime
from uuid import UUID

from peckham.care.actions.agreed_routing import check_agreed
from peckham.care.actions.changing import Effect, Step, change
from peckham.care.actions.deferring import lapse_at
from peckham.care.domain.policies import Facts
from peckham.care.domain.story import Held
from peckham.care.models import Offer, Request
from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.services import api as services


def offer(
    public_id: UUID,
    *,
    to_team_id: int,
    reason: str = "",
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Ask another team to take a request, within the time that its category gives."""

    def effect(step: Step) -> Effect:
        check_agreed(step.request, to_team_id, at=at)
        expires_at = services.offer_expires_at(
            team_id=to_team_id,
            category=step.request.category,
            due_at=step.request.due_at or at,
            at=at,
        )

        def make(request: Request) -> None:
            made = Offer.objects.create(
                request=request,
                from_team_id=request.accountable_team_id,
                to_team_id=to_team_id,
                offered_at=at,
                expires_at=expires_at,
            )
            lapse_at(made.pk, expires_at)

        return Effect(
            Facts(at=at, to_team_id=to_team_id),
            detail={"to_team_id": to_team_id, "expires_at": expires_at.isoformat()},
            reason=reason,
            columns={"escalated_at": None},
            afterwards=make,
        )

    return change("offered", public_id, effect, version=version, key=key, by=by, at=at)


def accept(
    public_id: UUID, *, version: int, key: UUID | None = None, by: Actor, at: datetime
) -> Held:
    """Take a request that was offered to one's team: from now on that team is accountable."""

    def effect(step: Step) -> Effect:
        to_team_id = step.offer.to_team_id if step.offer else None
        return Effect(
            Facts(at=at),
            to_team_id=to_team_id,
            detail={"from_team_id": step.request.accountable_team_id},
            columns={"escalated_at": None},
            offer_state="accepted",
        )

    return change("accepted", public_id, effect, version=version, key=key, by=by, at=at)


def return_offer(
    public_id: UUID,
    *,
    reason: str,
    alternative: str,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Send an offer back to the team that holds the request: why, and what could help instead."""

    def effect(step: Step) -> Effect:
        to_team_id = step.offer.to_team_id if step.offer else None
        return Effect(
            Facts(at=at, reason=reason, alternative=alternative),
            detail={"to_team_id": to_team_id, "alternative": alternative},
            reason=reason,
            offer_state="returned",
            alternative=alternative,
        )

    return change("returned", public_id, effect, version=version, key=key, by=by, at=at)


def withdraw_offer(
    public_id: UUID,
    *,
    reason: str = "",
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Take an offer back that nobody has answered yet."""

    def effect(step: Step) -> Effect:
        to_team_id = step.offer.to_team_id if step.offer else None
        return Effect(
            Facts(at=at), detail={"to_team_id": to_team_id}, reason=reason, offer_state="withdrawn"
        )

    return change("offer_withdrawn", public_id, effect, version=version, key=key, by=by, at=at)


def reassign(
    public_id: UUID,
    *,
    to_team_id: int,
    reason: str,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Move a request to a team that is in, without asking it: a manager's way out of a dead end."""

    def effect(step: Step) -> Effect:
        check_agreed(step.request, to_team_id, at=at)
        staffed = organisations.is_staffed(to_team_id, at=at)
        return Effect(
            Facts(at=at, reason=reason, to_team_id=to_team_id, team_is_staffed=staffed),
            to_team_id=to_team_id,
            detail={"from_team_id": step.request.accountable_team_id},
            reason=reason,
            offer_state="withdrawn",
        )

    return change("reassigned", public_id, effect, version=version, key=key, by=by, at=at)
