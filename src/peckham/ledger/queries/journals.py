"""Journals as they were written, and what accounts come to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db.models import Sum

from peckham.kernel import Refused
from peckham.ledger.domain.journals import Line, Origin
from peckham.ledger.models import Account, Journal, Posting


class NoSuchJournal(Refused):
    """There is no such journal, or it is in books that are not for this reader."""


@dataclass(frozen=True, slots=True)
class JournalView:
    """A journal: `state` is pending, posted or void; `reversed_by` the one that took it back."""

    id: int
    public_id: UUID
    books_id: int
    origin: Origin
    occurred_on: date
    recorded_at: datetime
    recorded_by: str
    words: str
    voucher: str
    state: str
    reverses: UUID | None
    reversed_by: UUID | None


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """What an account comes to: above zero on the side of debits; in pence."""

    code: str
    name: str
    kind: str
    pence: int


def stored(public_id: UUID) -> JournalView:
    """Find a journal by its public key.

    Raises:
        NoSuchJournal: If there is none that the scope may read.
    """
    rows = Journal.objects.select_related("outcome", "reverses", "reversed_by")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NoSuchJournal("There is no such journal here.")
    outcome, taken_back = getattr(row, "outcome", None), getattr(row, "reversed_by", None)
    return JournalView(
        id=row.pk,
        public_id=row.public_id,
        books_id=row.books_id,
        origin=cast(Origin, row.origin),
        occurred_on=row.occurred_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        words=row.words,
        voucher=row.voucher,
        state=outcome.what if outcome else "pending",
        reverses=row.reverses.public_id if row.reverses else None,
        reversed_by=taken_back.public_id if taken_back else None,
    )


def lines_of(public_id: UUID) -> tuple[Line, ...]:
    """Give a journal's postings, in their order."""
    rows = Posting.objects.filter(journal__public_id=public_id).order_by("line")
    return tuple(
        Line(
            account=row.account.code,
            pence=row.pence,
            fund=row.fund.code if row.fund else "",
            principle_id=row.principle_id,
            contract=row.contract,
            service_line=row.service_line,
            neighbourhood_code=row.neighbourhood_code,
            recipient=row.recipient,
            recipient_sector=row.recipient_sector,
            priority=row.priority,
        )
        for row in rows.select_related("account", "fund")
    )


def trial_balance(books_id: int, *, on: date) -> tuple[AccountBalance, ...]:
    """Add up what was posted to each account through a day; the balances sum to nothing.

    Args:
        books_id: Whose books.
        on: The last day that counts.
    """
    posted = Posting.objects.filter(
        journal__books_id=books_id, journal__outcome__what="posted", journal__occurred_on__lte=on
    )
    sums = dict(posted.values_list("account_id").annotate(Sum("pence")))
    rows = Account.objects.filter(books_id=books_id).order_by("code")
    return tuple(AccountBalance(row.code, row.name, row.kind, sums.get(row.pk, 0)) for row in rows)
