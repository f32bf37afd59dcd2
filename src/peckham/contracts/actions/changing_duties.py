"""The one way in which a duty changes: locked, checked, written with its event and its trail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from peckham.contracts.domain.duties.workflow import Happened, Standing, Workflow
from peckham.contracts.models.duties import (
    Complaint,
    ComplaintEvent,
    DutyEvent,
    TravelClaim,
    TravelClaimEvent,
)
from peckham.infra import audit
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of


class NotFound(Refused):
    """There is none that the reader may see."""


class ChangedMeanwhile(Refused):
    """Somebody changed it since it was read; nothing was saved."""


@dataclass(frozen=True, slots=True)
class Book[Row: (Complaint, TravelClaim), Facts]:
    """One kind of duty: its tables and its workflow."""

    subject: str
    rows: type[Row]
    events: type[ComplaintEvent] | type[TravelClaimEvent]
    workflow: Workflow[Facts]


@dataclass(frozen=True, slots=True)
class Effect[Facts]:
    """What a change says, and what it moves.

    Args:
        facts: What its conditions look at.
        detail: Facts of the event, for its sentence.
        due_on: The new due day; None leaves it.
        lead_id: The body that leads from now on; None leaves it.
        before: What else is written first, in the same transaction.
    """

    facts: Facts
    detail: Mapping[str, Any] = field(default_factory=dict)
    due_on: date | None = None
    lead_id: int | None = None
    before: Callable[[], None] | None = None


def locked[Row: (Complaint, TravelClaim), Facts](
    book: Book[Row, Facts], public_id: UUID, *, version: int
) -> Row:
    """Lock a row that the reader has read in this version.

    Raises:
        NotFound: If there is none that the reader may see.
        ChangedMeanwhile: If it has another version by now.
    """
    row = book.rows.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is none here that you may see.", rule=book.workflow.rule)
    if row.version != version:
        raise ChangedMeanwhile(
            "Somebody else changed this while you had it open; nothing of yours was saved.",
            remedy="Look at it as it is now, and do again what still needs doing.",
        )
    return row


@transaction.atomic
def change[Row: (Complaint, TravelClaim), Facts](
    book: Book[Row, Facts], row: Row, kind: str, effect: Effect[Facts], *, by: Actor, at: datetime
) -> Row:
    """Take a locked row through one transition, or refuse and change nothing.

    Raises:
        Refused: If it does not start in that state, or a condition does not hold.
    """
    workflow = book.workflow
    from_state = row.state
    row.state = workflow.check(kind, row.state, effect.facts)
    if effect.before:
        effect.before()
    row.version += 1
    row.lead_id = effect.lead_id or row.lead_id
    row.due_on = (effect.due_on or row.due_on) if row.state in workflow.open_states else None
    _write(book, row, kind, from_state, effect, by=by, at=at)
    return row


def _write[Row: (Complaint, TravelClaim), Facts](
    book: Book[Row, Facts],
    row: Row,
    kind: str,
    from_state: str,
    effect: Effect[Facts],
    *,
    by: Actor,
    at: datetime,
) -> None:
    scope = current_scope()
    book.rows.objects.filter(pk=row.pk).update(
        state=row.state, version=row.version, lead_id=row.lead_id, due_on=row.due_on
    )
    book.events.objects.create(
        subject_id=row.pk,
        sequence=row.version,
        kind=kind,
        from_state=from_state,
        to_state=row.state,
        lead_id=row.lead_id,
        due_on=row.due_on,
        on_day=day_of(at),
        recorded_at=at,
        actor_kind=by.kind,
        actor=by.identifier,
        role=scope.role,
        organisation_id=scope.organisation_id,
        detail={"by": by.name, **effect.detail},
    )
    audit.record(
        action=f"contracts.{book.subject}.{kind}",
        subject_kind=book.subject,
        subject_id=row.public_id,
        by=by,
        at=at,
    )


def happened(events: list[DutyEvent]) -> list[Happened]:
    """Give stored events as folding reads them."""
    return [
        Happened(e.sequence, e.kind, e.from_state, e.to_state, e.lead_id, e.due_on) for e in events
    ]


def standing_of(row: Complaint | TravelClaim) -> Standing:
    """Give how a row says that it stands, to compare with its events."""
    return Standing(row.version, row.state, row.lead_id, row.due_on)


def complaint_events(pk: int) -> list[ComplaintEvent]:
    """List the events of a complaint, in order."""
    return list(ComplaintEvent.objects.filter(subject_id=pk).order_by("sequence"))


def claim_events(pk: int) -> list[TravelClaimEvent]:
    """List the events of a claim, in order."""
    return list(TravelClaimEvent.objects.filter(subject_id=pk).order_by("sequence"))
