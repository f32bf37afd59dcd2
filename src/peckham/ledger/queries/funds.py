"""Funds: what they have, on what principles they are spent, and on whom they were."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from peckham.ledger.models import Fund, Posting

# What left a fund, or came back because that was taken back; a receipt taken back is neither.
LEFT = Q(journal__reverses__isnull=True, pence__lt=0) | Q(
    journal__reverses__isnull=False, pence__gt=0
)


@dataclass(frozen=True, slots=True)
class FundView:
    """A fund: whose money it is, who holds it, what it has; money in pence.

    `available_pence` is what it has less what is pending.
    """

    public_id: UUID
    code: str
    name: str
    purpose: str
    holder_id: int
    holder: str
    beneficial_owner: str
    posted_pence: int
    pending_pence: int

    @property
    def available_pence(self) -> int:
        """What could be spent now."""
        return self.posted_pence - self.pending_pence


@dataclass(frozen=True, slots=True)
class SpentOn:
    """What one sector received of a fund in the end, in pence."""

    recipient_sector: str
    pence: int


def fund(code: str) -> FundView:
    """Read a fund with its balance, for a partner in it."""
    return view_of(with_balance().get(code=code))


def shared() -> tuple[FundView, ...]:
    """List the funds that the reader's organisation holds or is a partner in, by name."""
    return tuple(
        map(view_of, with_balance().filter(balance__isnull=False).order_by("name", "code"))
    )


def with_balance() -> QuerySet[Fund]:
    """Give funds with their balances; a balance that the scope may not read is missing."""
    return Fund.objects.select_related("balance", "holder")


def view_of(row: Fund) -> FundView:
    """Give a fund that was read with its balance."""
    return FundView(
        row.public_id,
        row.code,
        row.name,
        row.purpose,
        row.holder_id,
        row.holder.name,
        row.beneficial_owner,
        row.balance.posted_pence,
        row.balance.pending_pence,
    )


def ratified_principles(fund: UUID) -> dict[str, int]:
    """Give the principles that stand, by code with their keys; empty where none is ratified.

    Which version stands is for the law to say, which asks it of every spending.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.code, p.id FROM ledger_fund f JOIN ledger_principle p"
            " ON p.version_id = peckham.ledger_ratified_version(f.id) WHERE f.public_id = %s",
            [fund],
        )
        return dict(cursor.fetchall())


def spent_by_sector(fund: UUID) -> tuple[SpentOn, ...]:
    """Add up what a fund spent by the sector of whoever received it in the end (rule 54).

    What was taken back is taken off.
    """
    cash = Posting.objects.filter(
        LEFT, fund__public_id=fund, account__kind="asset", journal__outcome__what="posted"
    )
    sums = cash.values_list("recipient_sector").annotate(Sum("pence")).order_by("recipient_sector")
    return tuple(SpentOn(sector, -pence) for sector, pence in sums)
