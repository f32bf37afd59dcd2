"""Writing facts about a contract down: each with the day on which it happened."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.db import IntegrityError, transaction

from peckham.contracts import models as m
from peckham.contracts.actions.refusing import said_plainly
from peckham.infra import audit
from peckham.kernel import Actor, Refused


class NotWhole(Refused):
    """Something that has to be said is missing, or it was written down already."""


def write_fact[Row: Any](
    model: type[Row],
    contract_id: int,
    *,
    by: Actor,
    at: datetime,
    **fields: object,
) -> Row:
    """Write one fact and one line of the trail.

    Args:
        model: Its table.
        contract_id: About which contract.
        by: Who writes.
        at: Now.
        **fields: What it says, with `on_day`.

    Raises:
        ContractRefused: If the books refuse it.
        NotWhole: If a part is missing, or the same was written down already.
    """
    try:
        with said_plainly():
            row = model.objects.create(
                contract_id=contract_id, recorded_at=at, recorded_by=by.identifier, **fields
            )
    except IntegrityError as wrong:
        raise NotWhole(
            "Something is missing, or it was written down already.",
            remedy="Fill each box; what is said anew needs another reference.",
        ) from wrong
    audit.record(
        action=f"contracts.record_{model._meta.model_name}",
        subject_kind="contract",
        subject_id=contract_id,
        by=by,
        at=at,
        detail={"row": row.pk},
    )
    return row


@transaction.atomic
def record_assessment(
    *,
    contract_id: int,
    reference: str,
    finding: str,
    approved_by: str,
    finished_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Write down that the equality impact assessment is finished (rule 2)."""
    write_fact(
        m.EqualityAssessment,
        contract_id,
        reference=reference,
        finding=finding,
        approved_by=approved_by,
        on_day=finished_on,
        by=by,
        at=at,
    )


@transaction.atomic
def record_review(
    *,
    contract_id: int,
    reviewer: str,
    capacity: Literal["clinical", "nhs"],
    declared: bool,
    finding: str,
    reviewed_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Write down a review of the bid, and whether conflicts were declared (rule 23)."""
    write_fact(
        m.BidReview,
        contract_id,
        reviewer=reviewer,
        capacity=capacity,
        declared=declared,
        finding=finding,
        on_day=reviewed_on,
        by=by,
        at=at,
    )


@transaction.atomic
def record_checkpoint(
    *,
    contract_id: int,
    code: str,
    passed: bool,
    finding: str,
    held_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Write down the outcome of a checkpoint of the assurance process (rule 24)."""
    write_fact(
        m.AssuranceCheckpoint,
        contract_id,
        code=code,
        passed=passed,
        finding=finding,
        on_day=held_on,
        by=by,
        at=at,
    )


@transaction.atomic
def appraise_form(
    *,
    contract_id: int,
    form: str,
    expected: Mapping[str, str],
    appraised_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what is expected of each outcome under one form of contract (rule 72)."""
    if not expected:
        raise NotWhole(
            "No outcome is named.", rule=72, remedy="Name the outcomes that the forms share."
        )
    write_fact(
        m.FormOption,
        contract_id,
        form=form,
        expected=[[name, words] for name, words in expected.items()],
        on_day=appraised_on,
        by=by,
        at=at,
    )


@transaction.atomic
def record_assurance(
    *,
    contract_id: int,
    vat: str | None,
    guarantee: str | None,
    reconciled: bool | None,
    known_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what is known of the holder: VAT, guarantee, reconciled baseline.

    What is not said again stays as it was said last.
    """
    rows = m.HolderAssurance.objects.filter(contract_id=contract_id).order_by("on_day", "pk")
    last = rows.last()
    write_fact(
        m.HolderAssurance,
        contract_id,
        vat=vat if vat is not None or last is None else last.vat,
        guarantee=guarantee if guarantee is not None or last is None else last.guarantee,
        reconciled=reconciled if reconciled is not None or last is None else last.reconciled,
        on_day=known_on,
        by=by,
        at=at,
    )


@transaction.atomic
def state_functions(
    *,
    contract_id: int,
    assigned: Sequence[tuple[str, str, str]],
    stated_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """State which functions of a commissioner are handed over; none where none is listed (63).

    Args:
        contract_id: About which contract.
        assigned: Function, to whom, and the instrument of its delegation or "".
        stated_on: The day.
        by: Who writes.
        at: Now.
    """
    statement = write_fact(m.FunctionsStatement, contract_id, on_day=stated_on, by=by, at=at)
    m.AssignedFunction.objects.bulk_create(
        m.AssignedFunction(statement=statement, function=function, to=to, instrument=instrument)
        for function, to, instrument in assigned
    )
