"""What the team that holds a request does with it."""

from datetime import datetime
from uuid import UUID

from peckham.care.actions.changing import Effect, Step, change
from peckham.care.catalogue import outcomes
from peckham.care.domain.policies import Facts
from peckham.care.domain.story import Held
from peckham.care.models import RequestEvent
from peckham.kernel import Actor
from peckham.services import api as services


def start(
    public_id: UUID, *, version: int, key: UUID | None = None, by: Actor, at: datetime
) -> Held:
    """Begin on a request that one's team holds."""

    def effect(_: Step) -> Effect:
        return Effect(Facts(at=at), columns={"escalated_at": None})

    return change("started", public_id, effect, version=version, key=key, by=by, at=at)


def hold(
    public_id: UUID,
    *,
    until: datetime,
    reason: str,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Stop the clock, for a reason, until a moment at which it is due again."""

    def effect(step: Step) -> Effect:
        due = step.request.due_at
        return Effect(
            Facts(at=at, reason=reason, new_due_at=until),
            due_at=until,
            columns={"held_at": at},
            detail={"due_before": due.isoformat() if due else None},
            reason=reason,
        )

    return change("held", public_id, effect, version=version, key=key, by=by, at=at)


def resume(
    public_id: UUID, *, version: int, key: UUID | None = None, by: Actor, at: datetime
) -> Held:
    """Start the clock again, with the open time that was left when it stopped."""

    def effect(step: Step) -> Effect:
        return Effect(Facts(at=at), due_at=_due_again(step))

    return change("resumed", public_id, effect, version=version, key=key, by=by, at=at)


def _due_again(step: Step) -> datetime:
    """Work out when a request is due that comes off hold now."""
    held = RequestEvent.objects.filter(request=step.request, kind="held").latest("sequence")
    return services.due_after_hold(
        team_id=step.request.accountable_team_id,
        held_at=held.at,
        due_at=datetime.fromisoformat(held.detail["due_before"]),
        resumed_at=step.at,
    )


def raise_due(
    public_id: UUID,
    *,
    due_at: datetime,
    reason: str,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Bring a request forward; nothing puts one back but a hold."""

    def effect(_: Step) -> Effect:
        return Effect(Facts(at=at, reason=reason, new_due_at=due_at), due_at=due_at, reason=reason)

    return change("raised", public_id, effect, version=version, key=key, by=by, at=at)


def complete(
    public_id: UUID,
    *,
    outcome: str,
    note: str = "",
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Say that a request is dealt with, and what came of it; the person is still to be told."""

    def effect(_: Step) -> Effect:
        known = frozenset(each.code for each in outcomes())
        return Effect(
            Facts(at=at, outcome=outcome, outcomes=known),
            columns={"outcome": outcome, "escalated_at": None},
            detail={"outcome": outcome},
            reason=note,
        )

    return change("completed", public_id, effect, version=version, key=key, by=by, at=at)


def reopen(
    public_id: UUID,
    *,
    reason: str,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Take up again what was called dealt with too soon."""

    def effect(_: Step) -> Effect:
        return Effect(Facts(at=at, reason=reason), columns={"outcome": None}, reason=reason)

    return change("reopened", public_id, effect, version=version, key=key, by=by, at=at)
