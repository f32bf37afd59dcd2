"""The one way in which a request changes: locked, checked, written with its event and its trail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from peckham.care.actions.relating import relate
from peckham.care.domain.folding import Standing
from peckham.care.domain.permissions import Acting, Sides, check_may
from peckham.care.domain.policies import Facts, check_guards, check_state
from peckham.care.domain.states import State, is_open
from peckham.care.domain.story import Held, RequestStory
from peckham.care.domain.transitions import BY_KIND, Transition
from peckham.care.models import Offer, Request, RequestEvent
from peckham.care.queries.reading import held_now, last_event, not_found, story_of
from peckham.infra import audit, clock
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused
from peckham.organisations import api as organisations
from peckham.places import api as places

REASON_LENGTH_MAX = 2_000


class StaleEdit(Refused):
    """Somebody changed the request since you read it. `story` is how it stands now."""

    def __init__(self, story: RequestStory) -> None:
        super().__init__(
            "Somebody else changed this request while you had it open; nothing of yours was saved.",
            remedy="Look at it as it is now, and do again what still needs doing.",
        )
        self.story = story


class ReasonTooLong(Refused):
    """What was written is longer than its field."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action changes, besides the state.

    Args:
        facts: Its conditions' facts; the request's own are filled in by `change`.
        to_team_id: The team that holds it from now on; None leaves it.
        due_at: The new due time; None leaves it.
        columns: Other columns of the row.
        detail: Facts of the event for its sentence; nothing that names the resident.
        reason: Why, in somebody's words.
        offer_state: What becomes of the pending offer; "" leaves it.
        alternative: What could help instead, on a returned offer.
        afterwards: What else to write, in the same transaction, given the changed row.
    """

    facts: Facts
    to_team_id: int | None = None
    due_at: datetime | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)
    detail: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    offer_state: str = ""
    alternative: str = ""
    afterwards: Callable[[Request], None] | None = None


@dataclass(slots=True)
class Step:
    """A request, locked, on its way through one transition."""

    transition: Transition
    request: Request
    offer: Offer | None
    hub: places.records.HubView
    by: Actor
    at: datetime
    key: UUID | None

    @property
    def sides(self) -> Sides:
        """The teams that have something to do with it."""
        teams = (self.hub.reception_team_id, self.request.taken_team_id)
        return Sides(
            holder_team_id=self.request.accountable_team_id,
            offered_team_id=self.offer.to_team_id if self.offer else None,
            door_team_ids=frozenset(team_id for team_id in teams if team_id is not None),
        )


def change(
    kind: str,
    public_id: UUID,
    effect_of: Callable[[Step], Effect],
    *,
    version: int,
    key: UUID | None,
    by: Actor,
    at: datetime,
) -> Held:
    """Take a request through one transition, or refuse and change nothing.

    Args:
        kind: The transition.
        public_id: The request.
        effect_of: Gives what changes; it may read, and writes nothing.
        version: The version that the actor read.
        key: The form's idempotency key; a second call with it answers like the first.
        by: Who does it.
        at: When it takes effect.

    Raises:
        RequestNotFound: If there is none that the actor may see.
        StaleEdit: If somebody changed it since.
        NotInThisState: If the transition does not start in its state.
        Refused: If the actor may not, or a condition does not hold.
    """
    with transaction.atomic():
        request = locked(public_id)
        if key is not None and RequestEvent.objects.filter(request=request, key=key).exists():
            return held_now(request, last_event(request))
        if request.version != version:
            raise StaleEdit(story_of(request, at=at))
        offer = Offer.objects.select_for_update().filter(request=request, state="pending").first()
        step = Step(BY_KIND[kind], request, offer, places.hub(request.hub_id), by, at, key)
        return take(step, effect_of)


def locked(public_id: UUID) -> Request:
    """Lock a request's row until the transaction ends.

    Raises:
        RequestNotFound: If there is none that the actor may see.
    """
    found = Request.objects.select_for_update().filter(public_id=public_id).first()
    if found is None:
        raise not_found()
    return found


def take(step: Step, effect_of: Callable[[Step], Effect]) -> Held:
    """Check and write one transition of a request that is locked already."""
    request, transition = step.request, step.transition
    state = check_state(transition, request.state)
    acting = acting_now()
    holder = organisations.team(request.accountable_team_id).name
    check_may(transition, acting, step.sides, holder=holder)
    effect = effect_of(step)
    check_guards(transition, _with_own_facts(effect.facts, step, acting))
    if len(effect.reason) > REASON_LENGTH_MAX or len(effect.alternative) > REASON_LENGTH_MAX:
        raise ReasonTooLong(
            f"That is longer than {REASON_LENGTH_MAX:,} characters.", field="reason"
        )
    before = request.state, step.sides, request.person_id
    _write_row(request, effect, state)
    event = _write_event(step, effect, acting, before[0])
    if step.offer is not None and effect.offer_state:
        _resolve(step.offer, effect, step.at)
    if effect.afterwards is not None:
        effect.afterwards(request)
    relate(request, before[1], before[2], step.hub.reception_team_id, at=step.at)
    audit.record(
        action=f"care.{transition.kind}",
        subject_kind="request",
        subject_id=request.public_id,
        by=step.by,
        at=step.at,
        detail={"version": request.version, "state": request.state},
    )
    return held_now(request, event)


def acting_now() -> Acting:
    """Give in which role and teams the open scope's actor acts."""
    scope = current_scope()
    role = scope.role if scope.actor.kind == "staff" else scope.actor.kind
    return Acting(role, frozenset(scope.teams), scope.organisation_id, scope.permissions)


def _with_own_facts(facts: Facts, step: Step, acting: Acting) -> Facts:
    """Fill in what the request itself says."""
    request = step.request
    return replace(
        facts,
        holder_team_id=request.accountable_team_id,
        due_at=request.due_at,
        role=acting.role,
        red_flags=tuple(request.red_flags),
        expires_at=step.offer.expires_at if step.offer else None,
    )


def _write_row(request: Request, effect: Effect, state: State) -> None:
    changed = {
        "state": state,
        "version": request.version + 1,
        "accountable_team_id": effect.to_team_id or request.accountable_team_id,
        "due_at": (effect.due_at or request.due_at) if is_open(state) else None,
        "held_at": request.held_at if state == "on_hold" else None,
        **effect.columns,
    }
    for name, value in changed.items():
        setattr(request, name, value)
    Request.objects.filter(pk=request.pk).update(**changed)


def _write_event(step: Step, effect: Effect, acting: Acting, from_state: str) -> RequestEvent:
    request = step.request
    return RequestEvent.objects.create(
        request_id=request.pk,
        sequence=request.version,
        kind=step.transition.kind,
        from_state=from_state,
        to_state=request.state,
        accountable_team_id=request.accountable_team_id,
        due_at=request.due_at,
        at=step.at,
        recorded_at=clock.now(),
        actor_kind=step.by.kind,
        actor=step.by.identifier,
        role=acting.role if step.by.kind == "staff" else "",
        organisation_id=acting.organisation_id,
        reason=effect.reason,
        detail={"by": step.by.name, **effect.detail},
        key=step.key,
    )


def _resolve(offer: Offer, effect: Effect, at: datetime) -> None:
    Offer.objects.filter(pk=offer.pk).update(
        state=effect.offer_state,
        reason=effect.reason,
        alternative=effect.alternative,
        resolved_at=at,
    )


def standing_of(request: Request) -> Standing:
    """Give how a request's row says that it stands, to compare with its events."""
    return Standing(request.version, request.state, request.accountable_team_id, request.due_at)
