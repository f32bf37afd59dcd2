"""What everybody may read of a fund without signing in (rule 54)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from peckham.ledger.models import Fund
from peckham.ledger.queries.fund_pages import NoSuchFund, VersionView, partners, versions


@dataclass(frozen=True, slots=True)
class PublishedSpending:
    """A payment as everybody may read it.

    What reached people is one row without a day, a name or a voucher.
    """

    on: date | None
    pence: int
    words: str
    recipient: str
    sector: str
    priority: str
    principle: str
    voucher: str
    approved_for: str


@dataclass(frozen=True, slots=True)
class PublishedFund:
    """A fund as everybody may read it; money in pence.

    Args:
        public_id: Its key in addresses.
        code: Its code.
        name: What it is called.
        purpose: What it may be spent on.
        holder: Who holds it.
        beneficial_owner: Whose money it is.
        partners: Who are partners in it.
        versions: Its principles with who ratified them, newest first.
        received_pence: What it received.
        has_pence: What is left of it.
        spent: What it paid.
    """

    public_id: UUID
    code: str
    name: str
    purpose: str
    holder: str
    beneficial_owner: str
    partners: tuple[str, ...]
    versions: tuple[VersionView, ...]
    received_pence: int
    has_pence: int
    spent: tuple[PublishedSpending, ...]

    @property
    def spent_pence(self) -> int:
        """What it paid together."""
        return sum(row.pence for row in self.spent)


@dataclass(frozen=True, slots=True)
class FundName:
    """A fund by name, for a list."""

    public_id: UUID
    name: str
    holder: str
    beneficial_owner: str


def published() -> tuple[FundName, ...]:
    """List every fund by name: that one exists, and whose it is, is public business."""
    rows = Fund.objects.select_related("holder").order_by("name", "code")
    return tuple(
        FundName(row.public_id, row.name, row.holder.name, row.beneficial_owner) for row in rows
    )


def published_fund(public_id: UUID) -> PublishedFund:
    """Read a fund as everybody may.

    Raises:
        NoSuchFund: If there is none.
    """
    row = Fund.objects.select_related("holder").filter(public_id=public_id).first()
    if row is None:
        raise NoSuchFund("There is no such fund.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.ledger_fund_received(%s)", [row.pk])
        received, has = cursor.fetchone()
        cursor.execute("SELECT * FROM peckham.ledger_fund_spent(%s)", [row.pk])
        spent = tuple(PublishedSpending(*found) for found in cursor.fetchall())
    return PublishedFund(
        row.public_id, row.code, row.name, row.purpose, row.holder.name, row.beneficial_owner,
        tuple(partners(row).values()), versions(row), received, has, spent,
    )  # fmt: skip
