"""Work moved to and from a practice, its answers, and what it switches on at a hub."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from peckham.contracts.domain.transfers import Reply
from peckham.contracts.models import HubSwitch, TransferReply, WorkTransfer
from peckham.infra import audit
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations
from peckham.places import api as places


class UnknownTransfer(Refused):
    """There is no such change of work."""


class NotThePractice(Refused):
    """Somebody other than the practice's signatory would answer or switch for it."""


class FromADayThatPassed(Refused):
    """Nothing is switched from a day that has passed."""


@transaction.atomic
def propose_transfer(
    *,
    practice_id: int,
    other_id: int,
    to_practice: bool,
    what: str,
    starts_on: date,
    hours_per_week: int,
    funded_pence_per_year: int | None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Write down that work is to move: by whoever moves it, or by the practice that noticed.

    Args:
        practice_id: The practice.
        other_id: From whom, or to whom.
        to_practice: Whether it comes to the practice.
        what: Which work, in words.
        starts_on: From when.
        hours_per_week: What it takes; 0 or more.
        funded_pence_per_year: What comes with it; None where nobody has said.
        by: Who says so.
        at: Now.
    """
    row = WorkTransfer.objects.create(
        practice_id=practice_id,
        other_id=other_id,
        to_practice=to_practice,
        what=what.strip(),
        starts_on=starts_on,
        hours_per_week=hours_per_week,
        funded_pence_per_year=funded_pence_per_year,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _audited("contracts.propose_transfer", row.public_id, {"to": to_practice}, by=by, at=at)
    return row.public_id


@transaction.atomic
def answer_transfer(
    *,
    transfer: UUID,
    reply: Reply,
    hours_per_week: int,
    words: str,
    by: Actor,
    at: datetime,
) -> None:
    """Record the practice's consent or refusal, with its own estimate of the work (rule 58).

    Raises:
        UnknownTransfer: If there is no such change.
        NotThePractice: If another than its signatory answers.
    """
    row = WorkTransfer.objects.filter(public_id=transfer).first()
    if row is None:
        raise UnknownTransfer("There is no such change of work.")
    _check_signatory(row.practice_id, rule=58)
    TransferReply.objects.create(
        transfer=row,
        reply=reply,
        hours_per_week=hours_per_week,
        words=words.strip(),
        on_day=day_of(at),
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _audited("contracts.answer_transfer", transfer, {"reply": reply}, by=by, at=at)


@transaction.atomic
def switch(
    *, practice_id: int, category: str, is_on: bool, from_on: date, by: Actor, at: datetime
) -> None:
    """Switch one type of request on or off at the hub for the practice's own patients (rule 37).

    Raises:
        NotThePractice: If another than its signatory switches.
        FromADayThatPassed: If the day has passed.
    """
    _check_signatory(practice_id, rule=37)
    if from_on < day_of(at):
        raise FromADayThatPassed(
            "Nothing is switched from a day that has passed.",
            rule=37,
            remedy="Choose today or a later day.",
            field="from_on",
        )
    HubSwitch.objects.create(
        practice_id=practice_id,
        category=category,
        is_on=is_on,
        from_on=from_on,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _audited("contracts.switch", practice_id, {"category": category, "is_on": is_on}, by=by, at=at)


def _check_signatory(practice_id: int, *, rule: int) -> None:
    scope = current_scope()
    practice = places.practice(practice_id)
    may = "decide_participation" in organisations.roles.permitted(scope)
    if practice is None or scope.organisation_id != practice.organisation_id or not may:
        raise NotThePractice(
            "Only the practice's own signatory decides this.",
            rule=rule,
            remedy="Ask the practice.",
            who="the practice's signatory",
        )


def _audited(
    action: str, subject: object, detail: dict[str, object], *, by: Actor, at: datetime
) -> None:
    audit.record(
        action=action, subject_kind="practice work", subject_id=subject, by=by, at=at, detail=detail
    )
