"""An agreed statement of lent staff, in both books at once, by the worker."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peckham.finance.actions.refusing import refusals
from peckham.finance.models import RechargeJournal, RechargeStatement
from peckham.finance.queries.recharge import statement_row
from peckham.infra import clock
from peckham.infra.scope import open_scope, system_scope
from peckham.kernel import Actor
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger


def post_as_worker(statement: UUID) -> None:
    """Post a statement, in a scope of the house's own.

    Raises:
        Refused: As `post`; nothing is posted then.
    """
    with open_scope(system_scope("payments", purpose="payment", at=clock.now())) as scope:
        post(statement, by=scope.actor, at=scope.at)


@transaction.atomic
def post(statement: UUID, *, by: Actor, at: datetime) -> None:
    """Post what an agreed statement says, taking back earlier versions; repeated, it is harmless.

    The lender's income is what the borrower owes it, in one transaction.

    Raises:
        NotAgreedByBorrower: If it was not agreed.
        Refused: As `ledger.post`, where an account is missing.
    """
    row = statement_row(statement)
    if row.journals.exists():
        return
    with refusals():
        _take_back(row, by=by, at=at)
        if not row.pence:
            return
        for books, debit, credit in (
            (row.lender_id, "1100", "4300"),
            (row.borrower_id, "5300", "2000"),
        ):
            entry = _entry(row, books, debit, credit, at=at)
            _note(row, books, ledger.post(entry, by=by, at=at), by=by, at=at)


def _entry(
    row: RechargeStatement, books: int, debit: str, credit: str, *, at: datetime
) -> ledger.Entry:
    other = row.borrower.name if books == row.lender_id else row.lender.name
    return ledger.Entry(
        books_id=books,
        key=f"recharge {row.public_id}",
        origin="provider",
        occurred_on=day_of(at),
        words=f"Staff lent in {row.month:%B %Y}, version {row.version}:"
        f" {row.lender.name} to {row.borrower.name}",
        lines=(
            ledger.Line(debit, row.pence, recipient=other),
            ledger.Line(credit, -row.pence, recipient=other),
        ),
        voucher=f"recharge {row.public_id}",
    )


def _take_back(row: RechargeStatement, *, by: Actor, at: datetime) -> None:
    """Reverse what stands of earlier versions of the month."""
    standing = RechargeJournal.objects.filter(
        statement__lender_id=row.lender_id, statement__borrower_id=row.borrower_id,
        statement__month=row.month, takes_back=None, taken_by=None,
    )  # fmt: skip
    for old in standing.select_related("journal").order_by("pk"):
        journal = ledger.reverse(
            UUID(str(old.journal.public_id)),
            key=f"{old.journal.key} taken back",
            occurred_on=day_of(at),
            words=f"Taken back: {old.journal.words}; version {row.version} follows",
            by=by,
            at=at,
        )
        _note(row, old.books_id, journal, by=by, at=at, takes_back=old.pk)


def _note(
    row: RechargeStatement,
    books: int,
    journal: UUID,
    *,
    by: Actor,
    at: datetime,
    takes_back: int | None = None,
) -> None:
    RechargeJournal.objects.create(
        statement=row, books_id=books, journal_id=ledger.stored(journal).id,
        takes_back_id=takes_back, recorded_at=at, recorded_by=by.identifier,
    )  # fmt: skip
