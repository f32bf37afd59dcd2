"""Travel claims as staff and whoever claimed read them: the list in due order, one claim."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peckham.contracts.actions.changing_duties import NotFound, claim_events
from peckham.contracts.domain.duties.amounts import Companion, Journey
from peckham.contracts.domain.duties.claim_table import CLAIMS
from peckham.contracts.domain.duties.travel import Assessment, ProvidedUnder, Visit, assess
from peckham.contracts.domain.duties.workflow import Transition
from peckham.contracts.duties_reading import clocks
from peckham.contracts.models.duties import TravelClaim, TravelClaimEvent
from peckham.contracts.queries.bodies import body
from peckham.contracts.queries.complaints import Step, steps_of
from peckham.contracts.queries.provided import provided_under
from peckham.contracts.queries.tracking import tracked, typed
from peckham.infra import reference
from peckham.infra.scope import current_scope


@dataclass(frozen=True, slots=True)
class ClaimStory:
    """One claim as one story.

    Args:
        visit: The claim, with what was checked since.
        provided: Under what the services were provided.
        assessment: What the rules say now; of a decided claim, the decision keeps what they said.
        decision: The decision's detail, once there is one.
        possible: What this reader's body may try now.
    """

    public_id: UUID
    reference: str
    version: int
    state: str
    channel: str
    contact_mode: str
    person: Mapping[str, str]
    asker: Mapping[str, str] | None
    lead: str
    received_on: date
    due_on: date | None
    working_days_left: int | None
    is_raised: bool
    said: Mapping[str, Any]
    visit: Visit
    provided: ProvidedUnder
    assessment: Assessment
    decision: Mapping[str, Any] | None
    steps: tuple[Step, ...]
    possible: tuple[Transition, ...]


def read_visit(
    said: Mapping[str, Any], *, claimed_on: date, appointment_on: date
) -> tuple[Visit, ProvidedUnder | None]:
    """Read a claim's JSON, with what was checked laid over it; what is missing is not known.

    Returns:
        The visit; and under what it was provided, where staff wrote that down.
    """
    companion = None
    if said.get("companion"):
        companion = Companion(
            said.get("companion_fare_pence"), said.get("patient_years"), said.get("is_necessary")
        )
    journey = Journey(
        means=str(said.get("means", "other")),
        fare_pence=said.get("fare_pence"),
        miles=said.get("miles"),
        parking_pence=said.get("parking_pence") or 0,
        cheapest_pence=said.get("cheapest_pence"),
        needs_this=said.get("needs_this"),
        contribution_pence=said.get("contribution_pence"),
    )
    visit = Visit(
        claimed_on=claimed_on,
        appointment_on=appointment_on,
        service_group=str(said.get("service_group", "")),
        referred_by=said.get("referred_by"),
        is_separate=said.get("is_separate"),
        entitlement=str(said.get("entitlement", "none")),
        more_is_met=said.get("more_is_met"),
        income_pence=said.get("income_pence"),
        journey=journey,
        companion=companion,
    )
    under = None
    if said.get("family"):
        under = ProvidedUnder(said["family"], bool(said.get("is_subcontract")), "", "")
    return visit, under


def assessed(row: TravelClaim) -> Assessment:
    """Say what the rules say of a claim, with what was checked so far."""
    _said, _visit, assessment, _provided = _read(row, claim_events(row.pk))
    return assessment


def _read(
    row: TravelClaim, events: list[TravelClaimEvent]
) -> tuple[Mapping[str, Any], Visit, Assessment, ProvidedUnder]:
    said = dict(row.visit)
    for event in events:
        said |= event.detail.get("checked", {})
    visit, under = read_visit(said, claimed_on=row.received_on, appointment_on=row.appointment_on)
    lead = body(row.lead_id)
    stored = provided_under(
        group=visit.service_group, hub_id=row.hub_id, provider=lead, on=row.appointment_on
    )
    provided = replace(under, provider_kind=lead.kind) if under else stored
    return said, visit, assess(visit, provided, parameters=reference.parameters()), provided


def worklist(*, on: date) -> tuple[ClaimStory, ...]:
    """List the claims that wait for the reader's body to decide, what is due first first."""
    rows = TravelClaim.objects.filter(due_on__isnull=False).order_by("due_on", "pk")
    return tuple(_story(row, claim_events(row.pk), on=on) for row in rows)


def ended() -> tuple[ClaimStory, ...]:
    """List the claims that were decided or taken back, the latest received first."""
    rows = TravelClaim.objects.filter(due_on__isnull=True).order_by("-received_on", "-pk")
    return tuple(_story(row, claim_events(row.pk), on=row.received_on) for row in rows)


def claim(public_id: UUID, *, on: date) -> ClaimStory:
    """Give one claim as one story.

    Raises:
        NotFound: If there is none that the reader may see.
    """
    row = TravelClaim.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such claim that you may see.", rule=19)
    return _story(row, claim_events(row.pk), on=on)


def own_claims(*, on: date) -> tuple[ClaimStory, ...]:
    """List a resident's own claims, the latest first, in their own scope."""
    rows = TravelClaim.objects.order_by("-received_on", "-pk")
    return tuple(_story(row, claim_events(row.pk), on=on) for row in rows)


def track(reference: str, code: str, *, at: datetime, on: date) -> ClaimStory | None:
    """Show a claim to whoever holds its reference and code; as `complaints.track`."""
    stored = tracked("claim", reference, code, at=at)
    if stored is None:
        return None
    listed = stored.pop("events")
    row = TravelClaim(**typed(stored))
    events = [TravelClaimEvent(**typed(each | {"actor": "", "role": ""})) for each in listed]
    return _story(row, events, on=on)


def _story(row: TravelClaim, events: list[TravelClaimEvent], *, on: date) -> ClaimStory:
    said, visit, assessment, provided = _read(row, events)
    decided = next((e.detail for e in events if e.kind in ("allowed", "refused")), None)
    is_lead = row.lead_id == current_scope().organisation_id
    return ClaimStory(
        public_id=row.public_id,
        reference=row.reference,
        version=row.version,
        state=row.state,
        channel=row.channel,
        contact_mode=row.contact_mode,
        person=row.claimed,
        asker=row.asker,
        lead=body(row.lead_id).name,
        received_on=row.received_on,
        due_on=row.due_on,
        working_days_left=clocks().working_days_left(row.due_on, on) if row.due_on else None,
        is_raised=events[-1].kind == "raised",
        said=said,
        visit=visit,
        provided=provided,
        assessment=assessment,
        decision=decided,
        steps=steps_of(events),
        possible=CLAIMS.possible(row.state, is_lead=is_lead) if is_lead else (),
    )
