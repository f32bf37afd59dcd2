"""Writing down who was asked about a draft, the public's questions, and each network's fate."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.places.actions.plans import draft_for_update
from peckham.places.domain.plan_records import Fate
from peckham.places.models import Involvement, NetworkStatement, PlanAnswer, PlanQuestion


class NoSuchQuestion(Refused):
    """No question has that key."""


class DaysOutOfOrder(Refused):
    """The last day lies before the first, or after today."""


@transaction.atomic
def record_involvement(
    *,
    plan_id: int,
    who: str,
    how: str,
    from_on: date,
    until_on: date,
    said: str,
    change: str,
    today: date,
    by: Actor,
    at: datetime,
) -> None:
    """Write down one occasion on which people were asked about a draft.

    Args:
        plan_id: The draft.
        who: Who was asked, in words; no names of residents.
        how: How they were asked.
        from_on: The first day of it.
        until_on: The last day of it, today or earlier.
        said: What they said.
        change: What was changed because of it, or why nothing was.
        today: The day it is.
        by: Who writes it down.
        at: When.

    Raises:
        NotADraft: If the plan was adopted already: its record is closed.
        DaysOutOfOrder: If the days are not in order.
    """
    plan = draft_for_update(plan_id)
    if not from_on <= until_on <= today:
        raise DaysOutOfOrder(
            "The last day must be the first day or later, and not after today.", field="until_on"
        )
    Involvement.objects.create(
        plan=plan,
        who=who,
        how=how,
        from_on=from_on,
        until_on=until_on,
        said=said,
        change=change,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _trail("places.record_involvement", plan_id, by=by, at=at)


@transaction.atomic
def record_question(
    *, plan_id: int, question: str, asked_on: date, by: Actor, at: datetime
) -> UUID:
    """Write down a question of the public about a plan, draft or adopted, without a name."""
    row = PlanQuestion.objects.create(
        plan_id=plan_id,
        question=question,
        asked_on=asked_on,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _trail("places.record_question", plan_id, by=by, at=at)
    return row.public_id


@transaction.atomic
def publish_answer(*, question: UUID, answer: str, by: Actor, at: datetime) -> None:
    """Answer a question: published with the plan from now on. A later answer stands instead.

    Raises:
        NoSuchQuestion: If there is no such question.
    """
    row = PlanQuestion.objects.filter(public_id=question).first()
    if row is None:
        raise NoSuchQuestion("There is no such question.")
    PlanAnswer.objects.create(
        question=row, answer=answer, published_at=at, recorded_by=by.identifier
    )
    _trail("places.publish_answer", row.plan_id, by=by, at=at)


@transaction.atomic
def state_network(
    *, plan_id: int, pcn_id: int, fate: Fate, detail: str, by: Actor, at: datetime
) -> None:
    """State what becomes of a network under a draft: kept, merged or mapped (rule 43).

    Raises:
        NotADraft: If the plan was adopted already.
    """
    plan = draft_for_update(plan_id)
    NetworkStatement.objects.create(
        plan=plan,
        pcn_id=pcn_id,
        fate=fate,
        detail=detail,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _trail("places.state_network", plan_id, by=by, at=at)


def _trail(action: str, plan_id: int, *, by: Actor, at: datetime) -> None:
    audit.record(
        action=action,
        subject_kind="neighbourhood plan",
        subject_id=plan_id,
        by=by,
        at=at,
        detail={},
    )
