"""Complaints as their handlers and whoever complained read them: lists in due order, one story."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peckham.contracts.actions.changing_duties import NotFound, complaint_events
from peckham.contracts.domain.duties.complaint import Body, Complaint, Told, said_so_far
from peckham.contracts.domain.duties.complaint_table import COMPLAINTS
from peckham.contracts.domain.duties.ombudsmen import Ombudsman
from peckham.contracts.domain.duties.workflow import Transition
from peckham.contracts.duties_reading import clocks, ombudsmen
from peckham.contracts.models.duties import Complaint as ComplaintRow
from peckham.contracts.models.duties import ComplaintBody, ComplaintEvent, Thanks
from peckham.contracts.queries.bodies import bodies_by_id, bodies_of, body
from peckham.contracts.queries.tracking import tracked, typed
from peckham.infra.scope import current_scope


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a duty: its day, when it was written down, and what it says.

    `words` are left for the page to make of the transition's sentence and the detail.
    """

    kind: str
    state: str
    on_day: date
    recorded_at: datetime
    due_on: date | None
    lead: str
    organisation: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One line of a worklist of complaints."""

    public_id: UUID
    reference: str
    state: str
    lead: str
    is_ours: bool
    about: str
    handler: str
    received_on: date
    due_on: date | None
    working_days_left: int | None
    is_raised: bool


@dataclass(frozen=True, slots=True)
class ComplaintStory:
    """One complaint as one story.

    Args:
        subject: What its rules read.
        complain_by: Last day of the time to complain; None where not known.
        is_late: Whether it came after that.
        possible: What this reader's body may try now.
        response: The answer's parts, once there is one.
        ombudsman: To whom the person may go after the answer.
    """

    public_id: UUID
    reference: str
    version: int
    state: str
    channel: str
    contact_mode: str
    person: Mapping[str, str]
    asker: Mapping[str, str] | None
    about: str
    words: str
    wanted: str
    recorded_at: datetime
    subject: Complaint
    acknowledge_by: date
    explain_by: date
    complain_by: date | None
    is_late: bool
    working_days_left: int | None
    steps: tuple[Step, ...]
    possible: tuple[Transition, ...]
    response: Mapping[str, str] | None
    ombudsman: Ombudsman

    def last(self, kind: str) -> Step | None:
        """Give the last step of a kind, or None."""
        return next((each for each in reversed(self.steps) if each.kind == kind), None)


def subject_of(
    row: ComplaintRow, events: Iterable[ComplaintEvent], keys: Iterable[int]
) -> Complaint:
    """Read a row, its events and its bodies' keys as the rules do."""
    told = [Told(e.kind, e.organisation_id, e.detail) for e in events]
    return Complaint(
        received_on=row.received_on,
        limb=row.limb,
        is_oral=row.is_oral,
        event_on=row.event_on,
        knew_on=row.knew_on,
        received_by=body(row.received_by_id),
        lead=body(row.lead_id),
        bodies=bodies_of(keys),
        due_on=row.due_on,
        said=said_so_far(told),
    )


def keys_of_bodies(row: ComplaintRow) -> list[int]:
    """List the keys of the bodies that a complaint concerns, in the order they were named."""
    found = ComplaintBody.objects.filter(complaint_id=row.pk).order_by("pk")
    return list(found.values_list("organisation_id", flat=True))


def worklist(*, on: date) -> tuple[ComplaintLine, ...]:
    """List the open complaints that concern the reader's body, what is due first first."""
    rows = ComplaintRow.objects.filter(due_on__isnull=False).order_by("due_on", "pk")
    return tuple(_line(row, on) for row in rows)


def ended() -> tuple[ComplaintLine, ...]:
    """List the complaints that have ended, the latest received first."""
    rows = ComplaintRow.objects.filter(due_on__isnull=True).order_by("-received_on", "-pk")
    return tuple(_line(row, row.received_on) for row in rows)


def thanks() -> tuple[Thanks, ...]:
    """List the thanks given to the reader's body, the latest first."""
    return tuple(Thanks.objects.order_by("-given_on", "-pk"))


def _line(row: ComplaintRow, on: date) -> ComplaintLine:
    events = complaint_events(row.pk)
    last = events[-1]
    said = said_so_far(Told(e.kind, e.organisation_id, e.detail) for e in events)
    return ComplaintLine(
        public_id=row.public_id,
        reference=row.reference,
        state=row.state,
        lead=body(row.lead_id).name,
        is_ours=row.lead_id == current_scope().organisation_id,
        about=row.about,
        handler=said.handler,
        received_on=row.received_on,
        due_on=row.due_on,
        working_days_left=clocks().working_days_left(row.due_on, on) if row.due_on else None,
        is_raised=last.kind == "raised",
    )


def complaint(public_id: UUID, *, on: date) -> ComplaintStory:
    """Give one complaint as one story.

    Raises:
        NotFound: If there is none that the reader may see.
    """
    row = ComplaintRow.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such complaint that you may see.", rule=18)
    return _story(row, complaint_events(row.pk), keys_of_bodies(row), on=on)


def own_complaints(*, on: date) -> tuple[ComplaintStory, ...]:
    """List a resident's own complaints, the latest first, in their own scope."""
    rows = ComplaintRow.objects.order_by("-received_on", "-pk")
    return tuple(_story(row, complaint_events(row.pk), keys_of_bodies(row), on=on) for row in rows)


def track(reference: str, code: str, *, at: datetime, on: date) -> ComplaintStory | None:
    """Show a complaint to whoever holds its reference and code; None where they do not fit.

    A code that does not fit is counted, with those of requests.

    Raises:
        NotAReference: If a character of the reference is mistaken.
    """
    stored = tracked("complaint", reference, code, at=at)
    if stored is None:
        return None
    listed = stored.pop("events")
    row = ComplaintRow(**typed(stored))
    events = [ComplaintEvent(**typed(each | {"actor": "", "role": ""})) for each in listed]
    named = [row.received_by_id, *(e.detail["body_id"] for e in events if "body_id" in e.detail)]
    return _story(row, events, named, on=on)


def _story(
    row: ComplaintRow, events: list[ComplaintEvent], keys: list[int], *, on: date
) -> ComplaintStory:
    subject = subject_of(row, events, keys)
    clock = clocks()
    answered = next((e.detail for e in events if e.kind == "answered"), None)
    scope = current_scope()
    is_lead = row.lead_id == scope.organisation_id
    return ComplaintStory(
        public_id=row.public_id,
        reference=row.reference,
        version=row.version,
        state=row.state,
        channel=row.channel,
        contact_mode=row.contact_mode,
        person=row.claimed,
        asker=row.asker,
        about=row.about,
        words=row.words,
        wanted=row.wanted,
        recorded_at=row.recorded_at,
        subject=subject,
        acknowledge_by=clock.acknowledge_by(row.received_on),
        explain_by=clock.explain_by(row.received_on),
        complain_by=clock.complain_by(subject),
        is_late=clock.is_late(subject),
        working_days_left=clock.working_days_left(row.due_on, on) if row.due_on else None,
        steps=steps_of(events),
        possible=COMPLAINTS.possible(row.state, is_lead=is_lead),
        response=answered,
        ombudsman=ombudsmen()[row.limb],
    )


def steps_of(events: Iterable[Any]) -> tuple[Step, ...]:
    """Give events with the names of the bodies in them."""
    names: dict[int, Body] = bodies_by_id()
    return tuple(
        Step(
            kind=e.kind,
            state=e.to_state,
            on_day=e.on_day,
            recorded_at=e.recorded_at,
            due_on=e.due_on,
            lead=names[e.lead_id].name,
            organisation=names[e.organisation_id].name if e.organisation_id else "",
            detail=e.detail,
        )
        for e in events
    )
