"""Journals of an organisation's books, for lists and exports, and how far they are closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum

from peckham.ledger.domain.listed import JournalRow, PostingRow
from peckham.ledger.models import Account, Fund, Journal, PeriodClose, Posting

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the journals is asked for; what is empty or None is not asked.

    Args:
        state: "pending", "posted" or "void".
        account: Code of an account that it touches.
        fund: Code of a fund that it touches.
        from_on: The first day on which it happened.
        through_on: The last.
    """

    state: str = ""
    account: str = ""
    fund: str = ""
    from_on: date | None = None
    through_on: date | None = None


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of journals, newest first; `before` continues it, None at the end."""

    rows: tuple[JournalRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class Closing:
    """How far books are closed, and what would keep them from being closed further."""

    closed: tuple[tuple[date, datetime, str], ...]
    pending: tuple[JournalRow, ...]

    @property
    def through_on(self) -> date | None:
        """The last day that is closed, or None."""
        return self.closed[0][0] if self.closed else None


def page(books_id: int, wanted: Wanted, *, before: int | None = None) -> JournalPage:
    """List journals, newest first, a page at a time."""
    rows = _wanted(books_id, wanted)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return JournalPage(_with_postings(found[:PAGE]), found[PAGE - 1].pk if found[PAGE:] else None)


def every(books_id: int, wanted: Wanted, *, at_most: int) -> tuple[JournalRow, ...]:
    """List journals in the order in which they happened, for an export."""
    rows = _wanted(books_id, wanted).order_by("occurred_on", "pk")
    return _with_postings(list(rows[:at_most]))


def count(books_id: int, wanted: Wanted, *, at_most: int) -> int:
    """Count journals, no further than needed."""
    return _wanted(books_id, wanted)[:at_most].count()


def accounts(books_id: int) -> tuple[tuple[str, str], ...]:
    """List the accounts of books by code, with their names."""
    rows = Account.objects.filter(books_id=books_id).order_by("code")
    return tuple(rows.values_list("code", "name"))


def funds_kept(books_id: int) -> tuple[tuple[str, str], ...]:
    """List the funds that an organisation holds by code, with their names."""
    return tuple(
        Fund.objects.filter(holder_id=books_id).order_by("code").values_list("code", "name")
    )


def closing(books_id: int) -> Closing:
    """Say how far books are closed and what is pending in them."""
    rows = PeriodClose.objects.filter(books_id=books_id).order_by("-through_on")
    return Closing(
        tuple(rows.values_list("through_on", "recorded_at", "recorded_by")),
        every(books_id, Wanted(state="pending"), at_most=500),
    )


def check_sum(books_id: int, *, on: date) -> int:
    """Add up every posting through a day anew: 0 where the books balance."""
    posted = Posting.objects.filter(
        journal__books_id=books_id, journal__outcome__what="posted", journal__occurred_on__lte=on
    )
    return posted.aggregate(Sum("pence"))["pence__sum"] or 0


def _wanted(books_id: int, wanted: Wanted) -> QuerySet[Journal]:
    rows = Journal.objects.filter(books_id=books_id)
    states = {
        "": Q(),
        "pending": Q(outcome__isnull=True),
        "posted": Q(outcome__what="posted"),
        "void": Q(outcome__what="void"),
    }
    rows = rows.filter(states[wanted.state])
    if wanted.account:
        touched = Posting.objects.filter(account__code=wanted.account, account__books_id=books_id)
        rows = rows.filter(pk__in=touched.values("journal_id"))
    if wanted.fund:
        touched = Posting.objects.filter(fund__code=wanted.fund)
        rows = rows.filter(pk__in=touched.values("journal_id"))
    if wanted.from_on:
        rows = rows.filter(occurred_on__gte=wanted.from_on)
    if wanted.through_on:
        rows = rows.filter(occurred_on__lte=wanted.through_on)
    return rows.select_related("outcome")


def _with_postings(journals: Sequence[Journal]) -> tuple[JournalRow, ...]:
    lines = postings_of([one.pk for one in journals])
    return tuple(
        JournalRow(
            id=one.pk,
            public_id=one.public_id,
            occurred_on=one.occurred_on,
            recorded_at=one.recorded_at,
            words=one.words,
            voucher=one.voucher,
            state=one.outcome.what if hasattr(one, "outcome") else "pending",
            is_reversal=one.reverses_id is not None,
            postings=lines.get(one.pk, ()),
        )
        for one in journals
    )


def postings_of(journal_ids: Iterable[int]) -> dict[int, tuple[PostingRow, ...]]:
    """Give the postings of journals, in their order, by the key of each."""
    rows = (
        Posting.objects.filter(journal_id__in=list(journal_ids))
        .select_related("account", "fund")
        .order_by("journal_id", "line")
    )
    found: dict[int, tuple[PostingRow, ...]] = {}
    for row in rows:
        one = PostingRow(
            row.account.code, row.account.name, row.account.kind, row.pence,
            row.fund.code if row.fund else "", row.contract, row.service_line,
            row.neighbourhood_code, row.recipient, row.recipient_sector, row.priority,
        )  # fmt: skip
        found[row.journal_id] = (*found.get(row.journal_id, ()), one)
    return found
