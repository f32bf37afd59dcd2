"""What the bodies concerned do with a complaint: one action for each entry of its table."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from peckham.contracts.actions.changing_duties import (
    Book,
    Effect,
    change,
    complaint_events,
    locked,
)
from peckham.contracts.domain.duties.complaint import Complaint, Consent
from peckham.contracts.domain.duties.complaint_facts import Facts, Response, due_after
from peckham.contracts.domain.duties.complaint_table import COMPLAINTS
from peckham.contracts.duties_reading import clocks, ombudsmen
from peckham.contracts.models.duties import Complaint as ComplaintRow
from peckham.contracts.models.duties import ComplaintBody, ComplaintEvent
from peckham.contracts.queries.bodies import body
from peckham.contracts.queries.complaints import keys_of_bodies, subject_of
from peckham.infra import reference
from peckham.infra.scope import current_scope
from peckham.kernel import Actor
from peckham.kernel.london import day_of

BOOK = Book("complaint", ComplaintRow, ComplaintEvent, COMPLAINTS)


@dataclass(frozen=True, slots=True)
class Given:
    """What a handler's form says; each action reads its own part.

    Args:
        words: What was said or decided.
        until: The day by which the answer is due.
        agreed_with_person: Whether that day is agreed with the person.
        offers_discussion: Whether an acknowledgement offers to discuss how and by when.
        body_id: Another body that is concerned.
        lead_id: Whom the body agrees to have in the lead.
        acting: Consent to somebody's complaining for the person.
        sharing: Consent to pass it on.
        response: The answer.
    """

    words: str = ""
    until: date | None = None
    agreed_with_person: bool = False
    offers_discussion: bool = False
    body_id: int | None = None
    lead_id: int | None = None
    acting: Consent | None = None
    sharing: Consent | None = None
    response: Response | None = None


@transaction.atomic
def handle(
    kind: str, public_id: UUID, given: Given, *, version: int, by: Actor, at: datetime
) -> str:
    """Do one thing with a complaint, for the body that is acted for.

    Args:
        kind: Name of the entry in the table; "lead_supported" becomes "lead_agreed" with the last
            body that agrees.
        public_id: The complaint.
        given: What the form says.
        version: The version that was read.
        by: Who does it.
        at: Now.

    Returns:
        The kind of the event that was written.

    Raises:
        Refused: If it is not this body's part, does not start in this state, or a condition of the
            table does not hold.
    """
    row = locked(BOOK, public_id, version=version)
    subject = subject_of(row, complaint_events(row.pk), keys_of_bodies(row))
    ours = current_scope().organisation_id
    COMPLAINTS.check_part(
        kind,
        is_lead=row.lead_id == ours,
        is_concerned=ours in {each.id for each in subject.bodies},
    )
    facts = _facts(row, subject, given, ours, at)
    if kind == "lead_supported" and facts.agreeing >= {each.id for each in subject.bodies}:
        kind = "lead_agreed"
    change(BOOK, row, kind, _effect(kind, row, facts, given, by, at), by=by, at=at)
    return kind


def _facts(
    row: ComplaintRow, subject: Complaint, given: Given, ours: int | None, at: datetime
) -> Facts:
    agrees = {key for key, lead in subject.said.agrees.items() if lead == given.lead_id}
    listed = reference.parameters().words("complaints.not_answered_by_icb", row.received_on)
    return Facts(
        on=day_of(at),
        complaint=subject,
        clocks=clocks(),
        ombudsman=ombudsmen()[subject.limb],
        not_answered_by_icb=listed,
        words=given.words,
        offers_discussion=given.offers_discussion,
        until=given.until,
        agreed_with_person=given.agreed_with_person,
        body=body(given.body_id) if given.body_id else None,
        lead_id=given.lead_id,
        response=given.response,
        agreeing=frozenset(agrees | ({ours} if ours else set())),
    )


def _effect(
    kind: str, row: ComplaintRow, facts: Facts, given: Given, by: Actor, at: datetime
) -> Effect[Facts]:
    detail: dict[str, Any] = {"words": given.words.strip()} if given.words.strip() else {}
    make = _DETAILS.get(kind)
    detail |= make(facts, given, by) if make else {}

    def name_body() -> None:
        ComplaintBody.objects.create(
            complaint_id=row.pk,
            organisation_id=given.body_id or 0,
            named_on=facts.on,
            recorded_at=at,
            recorded_by=by.identifier,
        )

    return Effect(
        facts,
        detail,
        due_after(kind, facts),
        given.lead_id if kind == "lead_agreed" else None,
        name_body if kind == "body_named" else None,
    )


def _consents(facts: Facts, given: Given, by: Actor) -> dict[str, Any]:
    said = {"acting": given.acting, "sharing": given.sharing}
    return {name: value for name, value in said.items() if value}


def _lead(facts: Facts, given: Given, by: Actor) -> dict[str, Any]:
    return {"lead_id": given.lead_id, "new_lead": body(given.lead_id or 0).name}


_DETAILS: dict[str, Callable[[Facts, Given, Actor], dict[str, Any]]] = {
    "assigned": lambda facts, given, by: {"handler": by.name},
    "body_named": lambda facts, given, by: {
        "body_id": given.body_id,
        "body": facts.body.name if facts.body else "",
    },
    "consent_recorded": _consents,
    "lead_supported": _lead,
    "lead_agreed": _lead,
    "acknowledged": lambda facts, given, by: {"offers_discussion": given.offers_discussion},
    "period_agreed": lambda facts, given, by: {"agreed_with_person": given.agreed_with_person},
    "answered": lambda facts, given, by: asdict(given.response) if given.response else {},
}
