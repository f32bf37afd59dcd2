"""Marking a payer's part of a payment as paid, in both banks' accounts."""

from datetime import date, datetime
from uuid import UUID

from peckham.contracts import api as contracts
from peckham.finance.actions.posting import Due, post_paid
from peckham.finance.actions.refusing import refusals
from peckham.finance.models import Instalment, PartPaid
from peckham.finance.queries.instalments import part
from peckham.infra import audit
from peckham.kernel import Actor


def mark_paid(*, of_part: UUID, paid_on: date, reference: str, by: Actor, at: datetime) -> None:
    """Write down that a part was paid, and post it; a repeated run changes nothing.

    Args:
        of_part: The part's key in addresses.
        paid_on: The day on which the money left; not before it was issued.
        reference: Where the payment is found in the bank's statement.
        by: Who writes; a job of the house, for the payer.
        at: Now.

    Raises:
        NotPaidOnThisDay: If the day has not come, or lies before the payment was issued.
    """
    whole, paid = part(of_part)
    if paid.paid_on is not None:
        return
    row = Instalment.objects.select_related("payee").get(pk=whole.id)
    with refusals():
        PartPaid.objects.create(
            part_id=paid.id, paid_on=paid_on, reference=reference.strip(),
            recorded_at=at, recorded_by=by.identifier,
        )  # fmt: skip
    due = Due(
        key=f"paid {paid.public_id}",
        contract=contracts.subcontracting.line_of(whole.contract_id).reference,
        words=f"Paid {reference.strip()}",
        payer_id=paid.payer_id,
        payer=paid.name,
        payee_id=row.payee_id,
        payee=row.payee.name,
        pence=paid.pence,
        is_subcontract=whole.subcontract_id is not None,
    )
    post_paid(due, on=paid_on, by=by, at=at)
    audit.record(
        action="finance.pay", subject_kind="payment", subject_id=whole.public_id, by=by, at=at
    )
