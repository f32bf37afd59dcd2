"""Statements of a month: asked for by a finance officer, drawn and posted by a job.

What changed since the last time is a further version: its journals take the last one's back and say
what is due now. A repeated run finds nothing to do.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from peckham.finance.actions.due_entries import Due, entries_of
from peckham.finance.actions.refusing import refusals
from peckham.finance.domain.rates import Prices, Rate, rates_of
from peckham.finance.models import PriceList, Statement, StatementJournal, StatementRun
from peckham.finance.queries.contract_ground import (
    commissions_care,
    given_of,
    ground_of,
    keys_of,
    line_of,
    words_of,
)
from peckham.infra import audit, clock
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.kernel import Actor, Period, Refused
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger


def ask_statements(*, contract_id: int, month: date, by: Actor, at: datetime) -> tuple[int, UUID]:
    """Ask for the statements of a month that is over, or for what changed in them since.

    Returns:
        The run's key for the job, and its public key.

    Raises:
        MonthNotOver: If it is not over.
        NotYourPayment: If the actor is no finance officer of a party to the contract.
    """
    with refusals():
        row = StatementRun.objects.create(
            contract_id=contract_id,
            month=month.replace(day=1),
            recorded_at=at,
            recorded_by=by.identifier,
        )
        audit.record(
            action="finance.ask_statements",
            subject_kind="statement run",
            subject_id=row.public_id,
            by=by,
            at=at,
            detail={"contract": contract_id, "month": row.month.isoformat()},
        )
    return row.pk, row.public_id


def month_of(first: date) -> Period:
    """Give the days of the month that begins on a day."""
    return Period(first, (first + timedelta(days=32)).replace(day=1))


def draw(run_id: int) -> None:
    """Draw the statements of a run and post what is due; harmless however often it is begun."""
    with open_scope(_scope()) as scope:
        if not _call("SELECT peckham.finance_begin_run(%s, 0)", run_id)[0][0]:
            return
        run = StatementRun.objects.get(pk=run_id)
        rates = _rates(run.contract_id, month_of(run.month), on=day_of(scope.at))
        _call("SELECT * FROM peckham.finance_draw(%s, %s::jsonb)", run_id, _told(rates))
        last = _last_versions(run)
    refused: list[str] = []
    for done, statement in enumerate(last, start=1):
        try:
            with open_scope(_scope()) as scope:
                _post(statement, by=scope.actor, at=scope.at)
                _call("SELECT peckham.finance_say_run(%s, %s, %s)", run_id, done, len(last))
        except Refused as refusal:
            refused.append(f"{statement.provider.name}: {refusal}")
    end(run_id, " ".join(refused))


def end(run_id: int, refused: str) -> None:
    """Write down that a run is over, and what was refused."""
    with open_scope(_scope()):
        _call("SELECT peckham.finance_end_run(%s, %s)", run_id, refused)


def _scope() -> Scope:
    return system_scope("statement run", purpose="payment", at=clock.now())


def _rates(contract_id: int, month: Period, *, on: date) -> tuple[Rate, ...]:
    return rates_of(
        month,
        services=ground_of(contract_id, on=on).services,
        lists=prices_of(contract_id),
        given=given_of(contract_id, on=on),
    )


def prices_of(contract_id: int) -> tuple[Prices, ...]:
    """Give a contract's price lists as values."""
    words = words_of("service")
    return tuple(
        Prices(
            row.pk,
            row.number,
            row.from_on,
            row.subcontract_id,
            {words[line.service_id]: line.pence for line in row.lines.all()},
        )
        for row in PriceList.objects.filter(contract_id=contract_id).prefetch_related("lines")
    )


def _told(rates: Sequence[Rate]) -> str:
    keys = keys_of("service", sorted({rate.service for rate in rates}))
    rows = [asdict(rate) | {"service_id": keys[rate.service]} for rate in rates]
    return orjson.dumps(rows).decode()


def _last_versions(run: StatementRun) -> list[Statement]:
    rows = Statement.objects.filter(contract_id=run.contract_id, month=run.month)
    latest = rows.order_by("provider_id", "-version").distinct("provider_id")
    return list(latest.select_related("provider"))


def _post(statement: Statement, *, by: Actor, at: datetime) -> None:
    """Take back what earlier versions said is due, and post what this one does: all or nothing."""
    for old in _standing(statement):
        if old.statement_id != statement.pk:
            _take_back(old, statement, by=by, at=at)
    if StatementJournal.objects.filter(statement=statement, takes_back=None).exists():
        return
    for entry in entries_of(_due(statement)):
        journal = _on_an_open_day(entry, at=at, by=by)
        _note(statement, entry.books_id, journal)


def _standing(statement: Statement) -> list[StatementJournal]:
    """List the journals of a provider's month that nothing has taken back."""
    same = StatementJournal.objects.filter(
        statement__contract_id=statement.contract_id,
        statement__month=statement.month,
        statement__provider_id=statement.provider_id,
    )
    taken = same.exclude(takes_back=None).values("takes_back_id")
    return list(same.filter(takes_back=None).exclude(pk__in=taken).select_related("journal"))


def _take_back(old: StatementJournal, statement: Statement, *, by: Actor, at: datetime) -> None:
    words = f"Taken back: {old.journal.words}; version {statement.version} follows."
    key, taken = f"{old.journal.key} taken back", old.journal.public_id
    day = _last_day(statement.month)
    try:
        journal = ledger.reverse(taken, key=key, occurred_on=day, words=words, by=by, at=at)
    except ledger.BooksClosed:
        journal = ledger.reverse(taken, key=key, occurred_on=day_of(at), words=words, by=by, at=at)
    _note(statement, old.books_id, journal, takes_back=old.pk)


def _on_an_open_day(entry: ledger.Entry, *, by: Actor, at: datetime) -> UUID:
    """Post on the last day of the month, or today where its books are closed."""
    try:
        return ledger.post(entry, by=by, at=at)
    except ledger.BooksClosed:
        words = f"{entry.words}. Its books are closed, so it is posted on a day that is open."
        return ledger.post(replace(entry, occurred_on=day_of(at), words=words), by=by, at=at)


def _note(
    statement: Statement, books_id: int, journal: UUID, *, takes_back: int | None = None
) -> None:
    key = ledger.stored(journal).id
    _call(
        "SELECT peckham.finance_note_journal(%s, %s, %s, %s)",
        statement.pk,
        books_id,
        key,
        takes_back,
    )


def _due(statement: Statement) -> list[Due]:
    """Add up what each payer owes under a statement, by service."""
    sums: defaultdict[tuple[int, str], int] = defaultdict(int)
    lines = statement.lines.filter(standing="payable", pence__gt=0)
    for line in lines.select_related("service"):
        sums[line.payer_id or 0, line.service.code] += line.pence or 0
    contract = line_of(statement.contract_id)
    return [
        Due(
            key=f"statement {statement.public_id} from {payer}",
            contract=contract.reference,
            provider_id=statement.provider_id,
            provider=statement.provider.name,
            payer_id=payer,
            is_commissioner=commissions_care(payer),
            month=statement.month,
            version=statement.version,
            on=_last_day(statement.month),
            pence={service: p for (who, service), p in sums.items() if who == payer},
        )
        for payer in sorted({payer for payer, _ in sums})
    ]


def _last_day(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _call(statement: str, *values: int | str | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
