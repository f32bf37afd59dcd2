"""Writing a payment down with its lines and its payers' parts, all in one breath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peckham.finance.domain.parts import divided
from peckham.finance.domain.saying import why
from peckham.finance.domain.schedule import Payment
from peckham.finance.models import Instalment, InstalmentLine, InstalmentPart
from peckham.finance.queries.agreed import Payer
from peckham.infra import audit
from peckham.kernel import Actor


@dataclass(frozen=True, slots=True)
class Terms:
    """With what a payment was worked out; see `queries.instalments.Issued`."""

    contract_id: int
    subcontract_id: int | None
    year_on: date
    of: int
    year_pence: int
    baseline: str
    uplift_basis_points: int
    held_back_basis_points: int


def write(
    payment: Payment,
    terms: Terms,
    payers: Sequence[Payer],
    *,
    payee_id: int,
    names: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> tuple[UUID, tuple[tuple[Payer, int], ...]]:
    """Write a payment down.

    Returns:
        Its key in addresses, and what each payer pays: by exact shares, to the penny.
    """
    row = Instalment.objects.create(
        contract_id=terms.contract_id, subcontract_id=terms.subcontract_id,
        year_on=terms.year_on, number=payment.number, of=terms.of,
        month_on=payment.during.start, due_on=payment.due_on, payee_id=payee_id,
        pence=payment.pence, through_pence=payment.through_pence, year_pence=terms.year_pence,
        baseline=terms.baseline, uplift_basis_points=terms.uplift_basis_points,
        held_back_basis_points=terms.held_back_basis_points, transaction_id=0,
        recorded_at=at, recorded_by=by.identifier,
    )  # fmt: skip
    InstalmentLine.objects.bulk_create(
        InstalmentLine(
            instalment=row, number=number, cause=line.cause, whom=line.whom, on_day=line.on,
            from_on=line.from_on, until_on=line.until_on, before=line.before, after=line.after,
            pence=line.pence, why=why(line, names),
        )
        for number, line in enumerate(payment.lines, start=1)
    )  # fmt: skip
    pence = divided(payment.pence, [one.share for one in payers])
    parts = tuple(zip(payers, pence, strict=True))
    InstalmentPart.objects.bulk_create(
        InstalmentPart(
            instalment=row, payer_id=payer.organisation_id, name=payer.name,
            numerator=payer.share.numerator, denominator=payer.share.denominator, pence=part,
        )
        for payer, part in parts
    )  # fmt: skip
    audit.record(
        action="finance.issue_payment", subject_kind="payment", subject_id=row.public_id,
        by=by, at=at, detail={"number": payment.number, "pence": payment.pence},
    )  # fmt: skip
    return row.public_id, parts
