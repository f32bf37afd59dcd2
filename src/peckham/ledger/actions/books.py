"""Opening accounts, and closing periods."""

from dataclasses import asdict
from datetime import date, datetime

from peckham.infra import audit
from peckham.kernel import Actor
from peckham.ledger.actions.refusing import refusals
from peckham.ledger.chart import Chart, chart_of
from peckham.ledger.models import Account, PeriodClose


def open_account(
    *, books_id: int, code: str, name: str, kind: str, by: Actor, at: datetime, ring: str = ""
) -> int:
    """Open an account in an organisation's books.

    Args:
        books_id: Key of the organisation.
        code: Its code in these books, such as "1200".
        name: What it is called.
        kind: "asset", "liability", "income" or "expense".
        by: Who opens it.
        at: When.
        ring: "gp_core" for an account of a practice's core contract (rule 38), else "".

    Returns:
        Its key.
    """
    with refusals():
        row = Account.objects.create(
            books_id=books_id, code=code, name=name, kind=kind, ring=ring,
            recorded_at=at, recorded_by=by.identifier,
        )  # fmt: skip
        audit.record(
            action="ledger.open_account", subject_kind="account", subject_id=row.pk, by=by, at=at
        )
    return int(row.pk)


def open_chart(books_id: int, *, chart: Chart, by: Actor, at: datetime) -> tuple[str, ...]:
    """Open the accounts that an organisation's books begin with, as far as they are not there.

    Args:
        books_id: Key of the organisation.
        chart: The part that it plays: "commissioner", "provider" or "practice".
        by: Who opens them.
        at: When.

    Returns:
        The codes that were opened, in order; none where all were there.
    """
    with refusals():
        known = set(Account.objects.filter(books_id=books_id).values_list("code", flat=True))
        missing = [account for account in chart_of(chart) if account.code not in known]
        Account.objects.bulk_create(
            Account(books_id=books_id, recorded_at=at, recorded_by=by.identifier, **asdict(one))
            for one in missing
        )
        audit.record(
            action="ledger.open_chart", subject_kind="books", subject_id=books_id, by=by, at=at,
            detail={"chart": chart, "opened": len(missing)},
        )  # fmt: skip
    return tuple(account.code for account in missing)


def close_period(*, books_id: int, through_on: date, by: Actor, at: datetime) -> None:
    """Close an organisation's books through a day that is over.

    Raises:
        BooksClosed: If the day is not over, lies before one that is closed, or something is
            pending.
    """
    with refusals():
        row = PeriodClose.objects.create(
            books_id=books_id, through_on=through_on, recorded_at=at, recorded_by=by.identifier
        )
        audit.record(
            action="ledger.close_period",
            subject_kind="period",
            subject_id=row.pk,
            by=by,
            at=at,
            detail={"through_on": through_on.isoformat()},
        )
