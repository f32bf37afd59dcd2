"""Payments as they were issued, with their lines, parts, and what of them was paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from peckham.finance.domain.levels import Cause
from peckham.finance.domain.schedule import Key, PaymentLine
from peckham.finance.models import Instalment, InstalmentLine, InstalmentPart
from peckham.kernel import Refused


class NoSuchPayment(Refused):
    """There is no such payment, or it is of a contract that is not for this reader."""


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A line of a payment, with its words."""

    of: PaymentLine
    why: str


@dataclass(frozen=True, slots=True)
class IssuedPart:
    """What one payer pays of a payment; `paid_on` is None while it has not."""

    id: int
    public_id: UUID
    name: str
    payer_id: int | None
    share: Fraction
    pence: int
    paid_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A payment that was issued.

    Args:
        id: Its key.
        public_id: Its key in addresses.
        contract_id: Key of its contract.
        subcontract_id: Key of its subcontract, or None.
        year_on: First day of its year.
        number: From 1; beyond `of` it settles what became known after the year.
        of: How many payments the year has.
        month_on: The first day that it is for.
        due_on: When it falls due.
        payee: Who is paid.
        pence: How much.
        through_pence: What had fallen due with it.
        year_pence: What the year was priced at then.
        baseline: Number of the baseline that it was priced with.
        uplift_basis_points: National prices that it was priced with.
        held_back_basis_points: The part that was held back for results.
        recorded_at: When it was issued.
        recorded_by: By whom.
        lines: Its causes.
        parts: Its payers' parts.
    """

    id: int
    public_id: UUID
    contract_id: int
    subcontract_id: int | None
    year_on: date
    number: int
    of: int
    month_on: date
    due_on: date
    payee: str
    pence: int
    through_pence: int
    year_pence: int
    baseline: str
    uplift_basis_points: int
    held_back_basis_points: int
    recorded_at: datetime
    recorded_by: str
    lines: tuple[IssuedLine, ...]
    parts: tuple[IssuedPart, ...]

    @property
    def paid_pence(self) -> int:
        """What of it was paid."""
        return sum(one.pence for one in self.parts if one.paid_on is not None)

    @property
    def by_key(self) -> dict[Key, int]:
        """What it pays for each cause."""
        return {line.of.key: line.of.pence for line in self.lines}


def issued(
    contract_id: int, year_on: date, *, subcontract_id: int | None = None
) -> tuple[Issued, ...]:
    """List the payments that were issued for a year, from the first on."""
    rows = Instalment.objects.filter(contract_id=contract_id, year_on=year_on)
    if subcontract_id is None:
        rows = rows.filter(subcontract__isnull=True)
    else:
        rows = rows.filter(subcontract_id=subcontract_id)
    return tuple(map(_issued, _whole(rows).order_by("number")))


def issued_one(public_id: UUID) -> Issued:
    """Give one payment.

    Raises:
        NoSuchPayment: If there is none that the reader may read.
    """
    row = _whole(Instalment.objects.filter(public_id=public_id)).first()
    if row is None:
        raise NoSuchPayment("There is no such payment here.", remedy="Choose one of the year's.")
    return _issued(row)


def part(public_id: UUID) -> tuple[Issued, IssuedPart]:
    """Give one payer's part with its payment.

    Raises:
        NoSuchPayment: If there is none that the reader may read.
    """
    row = InstalmentPart.objects.select_related("instalment").filter(public_id=public_id).first()
    if row is None:
        raise NoSuchPayment("There is no such part of a payment here.")
    whole = issued_one(row.instalment.public_id)
    return whole, next(one for one in whole.parts if one.id == row.pk)


def paid_by_cause(rows: Iterable[Issued]) -> dict[Key, int]:
    """Add up what payments paid for each cause."""
    found: dict[Key, int] = {}
    for row in rows:
        for key, pence in row.by_key.items():
            found[key] = found.get(key, 0) + pence
    return found


def _whole(rows: QuerySet[Instalment]) -> QuerySet[Instalment]:
    return rows.select_related("payee").prefetch_related("lines", "parts__paid")


def _issued(row: Instalment) -> Issued:
    return Issued(
        id=row.pk,
        public_id=row.public_id,
        contract_id=row.contract_id,
        subcontract_id=row.subcontract_id,
        year_on=row.year_on,
        number=row.number,
        of=row.of,
        month_on=row.month_on,
        due_on=row.due_on,
        payee=row.payee.name,
        pence=row.pence,
        through_pence=row.through_pence,
        year_pence=row.year_pence,
        baseline=row.baseline,
        uplift_basis_points=row.uplift_basis_points,
        held_back_basis_points=row.held_back_basis_points,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        lines=tuple(map(_line, sorted(row.lines.all(), key=lambda one: one.number))),
        parts=tuple(map(_part, sorted(row.parts.all(), key=lambda one: one.name))),
    )


def _line(row: InstalmentLine) -> IssuedLine:
    cause = cast(Cause, row.cause)
    said = row.whom, row.on_day, row.from_on, row.until_on, row.pence, row.before, row.after
    return IssuedLine(PaymentLine(cause, *said), row.why)


def _part(row: InstalmentPart) -> IssuedPart:
    paid = getattr(row, "paid", None)
    return IssuedPart(
        row.pk,
        row.public_id,
        row.name,
        row.payer_id,
        Fraction(row.numerator, row.denominator),
        row.pence,
        paid.paid_on if paid else None,
        paid.reference if paid else "",
    )
