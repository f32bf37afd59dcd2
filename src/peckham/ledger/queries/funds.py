"""Funds: what they have, on what principles they are spent, and on whom they were."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Sum

from peckham.ledger.models import Fund, FundBalance, Posting, Principle, PrinciplesVersion


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
    row = Fund.objects.select_related("balance").get(code=code)
    return FundView(
        row.public_id,
        row.code,
        row.name,
        row.purpose,
        row.holder_id,
        row.beneficial_owner,
        row.balance.posted_pence,
        row.balance.pending_pence,
    )


def ratified_principles(fund: UUID) -> dict[str, int]:
    """Give the principles that stand, by code with their keys; empty where none is ratified."""
    for version in PrinciplesVersion.objects.filter(fund__public_id=fund).order_by("-number"):
        by = set(version.ratifications.values_list("organisation_id", flat=True))
        if len(by) >= version.fund.ratified_by_min and by - {version.fund.holder_id}:
            return dict(Principle.objects.filter(version=version).values_list("code", "pk"))
    return {}


def spent_by_sector(fund: UUID) -> tuple[SpentOn, ...]:
    """Add up what a fund spent by the sector of whoever received it in the end (rule 54)."""
    cash = Posting.objects.filter(
        fund__public_id=fund,
        account__kind="asset",
        pence__lt=0,
        journal__outcome__what="posted",
    )
    sums = cash.values_list("recipient_sector").annotate(Sum("pence")).order_by("recipient_sector")
    return tuple(SpentOn(sector, -pence) for sector, pence in sums)


def balance_from_postings(fund_id: int) -> tuple[int, int]:
    """Work a fund's balance out anew from its postings.

    Returns:
        What is posted and what is pending, in pence, as `FundBalance` keeps them.
    """
    cash = Posting.objects.filter(fund_id=fund_id, account__kind="asset")
    posted = cash.filter(journal__outcome__what="posted").aggregate(Sum("pence"))["pence__sum"]
    open_ones = cash.filter(Q(journal__outcome__isnull=True), pence__lt=0)
    pending = open_ones.aggregate(Sum("pence"))["pence__sum"]
    return posted or 0, -(pending or 0)


def kept_balance(fund_id: int) -> tuple[int, int]:
    """Give a fund's balance as it is kept: posted and pending, in pence."""
    row = FundBalance.objects.get(pk=fund_id)
    return row.posted_pence, row.pending_pence
