"""A fund as its page shows it: partners, principles with their history, what came and went."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Sum

from peckham.kernel import Refused
from peckham.ledger.domain.spending import Spending
from peckham.ledger.models import (
    Fund,
    FundParty,
    Posting,
    Principle,
    PrinciplesVersion,
    Ratification,
)
from peckham.ledger.queries.funds import LEFT, FundView, ratified_principles, view_of, with_balance


class NoSuchFund(Refused):
    """There is no such fund, or the reader's organisation is no partner in it."""


@dataclass(frozen=True, slots=True)
class RatifiedBy:
    """A partner that ratified a version, and when that was written down."""

    organisation_id: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of the principles: who wrote it down, who ratified it, whether it stands."""

    number: int
    written_at: datetime
    written_by: str
    principles: tuple[tuple[str, str], ...]
    ratified_by: tuple[RatifiedBy, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class FundPage:
    """A fund with all that its partners see; money in pence.

    Args:
        fund: Its standing.
        is_restricted: Whether it never goes below zero.
        ratified_by_min: How many partners ratify principles; 0 asks for none.
        partners: Names of its partners by their keys, the holder among them.
        versions: Versions of its principles, newest first.
        principle_ids: Keys of the principles that stand, by code.
        received_pence: What was posted to it, less what was taken back of that.
        own_pence: What of it was posted to an account of income or expense: 0 by rule 49.
        spendings: What it paid, newest first, pending and void among them.
    """

    fund: FundView
    is_restricted: bool
    ratified_by_min: int
    partners: dict[int, str]
    versions: tuple[VersionView, ...]
    principle_ids: dict[str, int]
    received_pence: int
    own_pence: int
    spendings: tuple[Spending, ...]

    @property
    def spent_pence(self) -> int:
        """What was posted out of it."""
        return sum(row.pence for row in self.spendings if row.state == "posted")


def page(public_id: UUID) -> FundPage:
    """Read a fund for a partner in it.

    Raises:
        NoSuchFund: If the scope may not read it.
    """
    row = with_balance().filter(public_id=public_id, balance__isnull=False).first()
    if row is None:
        raise NoSuchFund("There is no such fund here.", who="a partner in it")
    cash = Posting.objects.filter(fund=row, journal__outcome__what="posted", account__kind="asset")
    own = Posting.objects.filter(fund=row, account__kind__in=("income", "expense"))
    return FundPage(
        fund=view_of(row),
        is_restricted=row.is_restricted,
        ratified_by_min=row.ratified_by_min,
        partners=partners(row),
        versions=versions(row),
        principle_ids=ratified_principles(public_id),
        received_pence=_sum(cash.exclude(LEFT)),
        own_pence=_sum(own),
        spendings=spendings(row),
    )


def _sum(rows: object) -> int:
    return rows.aggregate(Sum("pence"))["pence__sum"] or 0  # type: ignore[attr-defined]


def partners(fund: Fund) -> dict[int, str]:
    """Name the partners in a fund, by their keys."""
    rows = FundParty.objects.filter(fund=fund).order_by("organisation__name")
    return dict(rows.values_list("organisation_id", "organisation__name"))


def versions(fund: Fund) -> tuple[VersionView, ...]:
    """List the versions of a fund's principles, newest first; which stands the law says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.ledger_ratified_version(%s)", [fund.pk])
        standing = cursor.fetchone()[0]
    rows = PrinciplesVersion.objects.filter(fund=fund).order_by("-number")
    return tuple(
        VersionView(
            row.number,
            row.recorded_at,
            row.recorded_by,
            tuple(
                Principle.objects.filter(version=row).order_by("code").values_list("code", "words")
            ),
            tuple(
                RatifiedBy(one.organisation_id, one.organisation.name, one.recorded_at)
                for one in Ratification.objects.filter(version=row)
                .select_related("organisation")
                .order_by("recorded_at", "id")
            ),
            row.pk == standing,
        )
        for row in rows
    )


def spendings(fund: Fund) -> tuple[Spending, ...]:
    """List what a fund paid, newest first, whatever became of it."""
    rows = Posting.objects.filter(LEFT, fund=fund, account__kind="asset").select_related(
        "journal__outcome__approved_for", "principle"
    )
    return tuple(map(_spending, rows.order_by("-journal__occurred_on", "-journal_id", "line")))


def _spending(row: Posting) -> Spending:
    outcome = getattr(row.journal, "outcome", None)
    approved = outcome.approved_for if outcome else None
    return Spending(
        journal=row.journal.public_id,
        on=row.journal.occurred_on,
        pence=-row.pence,
        words=row.journal.words,
        recipient=row.recipient,
        sector=row.recipient_sector,
        priority=row.priority,
        principle=row.principle.code if row.principle else "",
        principle_words=row.principle.words if row.principle else "",
        voucher=row.journal.voucher,
        state=outcome.what if outcome else "pending",
        approved_for=approved.name if approved and outcome and outcome.what == "posted" else "",
    )


@dataclass(frozen=True, slots=True)
class Through:
    """What a fund had at the end of a day, in pence."""

    on: date
    pence: int


def had_on(public_id: UUID, on: date) -> Through:
    """Add up what was posted to a fund's cash through a day."""
    cash = Posting.objects.filter(
        fund__public_id=public_id,
        account__kind="asset",
        journal__outcome__what="posted",
        journal__occurred_on__lte=on,
    )
    return Through(on, _sum(cash))
