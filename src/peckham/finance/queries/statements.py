"""Statements as they are shown: months, one version with its lines, and price lists."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peckham.contracts import api as contracts
from peckham.finance.domain.rates import Standing
from peckham.finance.models import (
    PriceList,
    Statement,
    StatementJournal,
    StatementLine,
    StatementRun,
)
from peckham.finance.queries.contract_ground import line_of, words_of
from peckham.kernel import Refused

type ContractLine = contracts.subcontracting.ContractLine


class NoSuchStatement(Refused):
    """There is no such statement, or it is not for this reader."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a statement; `unit_price_pence` and `pence` are None where nothing has a price."""

    number: int
    service: str
    service_id: int
    standing: Standing
    payer: str
    from_on: date
    until_on: date
    unit_price_pence: int | None
    events: int
    weight_parts: int
    pence: int | None


@dataclass(frozen=True, slots=True)
class JournalLink:
    """A journal in the reader's own books; `takes_back` tells which of the two it is."""

    journal: UUID
    words: str
    occurred_on: date
    takes_back: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """One version of a provider's month; `known_at` is when it was drawn; money in pence."""

    id: int
    public_id: UUID
    contract_id: int
    provider_id: int
    provider: str
    month: date
    version: int
    known_at: datetime
    events: int
    weight_parts: int
    pence: int
    payable_pence: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement with contract, lines, versions (newest first) and journals in one's books."""

    statement: StatementView
    contract: ContractLine
    lines: tuple[LineView, ...]
    versions: tuple[StatementView, ...]
    journals: tuple[JournalLink, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """A run for a month: `state` is waiting, working, done or failed; `refusal` says why."""

    public_id: UUID
    contract_id: int
    month: date
    state: str
    steps_done: int
    steps_all: int
    refusal: str
    recorded_at: datetime
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether a job has it before it, or in hand."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class PriceListView:
    """A price list: prices in pence by code of service; `subcontract` is "" for the contract's."""

    public_id: UUID
    number: int
    from_on: date
    subcontract: str
    source: str
    recorded_at: datetime
    pence: dict[str, int]


def months(contract_id: int) -> tuple[StatementView, ...]:
    """List the last version of every provider's month, newest month first."""
    rows = Statement.objects.filter(contract_id=contract_id)
    latest = rows.order_by("-month", "provider_id", "-version").distinct("month", "provider_id")
    return tuple(map(_view, latest.select_related("provider")))


def stated_for_provider(provider_id: int) -> tuple[StatementView, ...]:
    """List the last version of every statement of one provider, newest month first."""
    rows = Statement.objects.filter(provider_id=provider_id)
    latest = rows.order_by("-month", "contract_id", "-version").distinct("month", "contract_id")
    return tuple(map(_view, latest.select_related("provider")))


def statement(public_id: UUID) -> StatementPage:
    """Give one version of a statement.

    Raises:
        NoSuchStatement: If there is none that the scope may read.
    """
    row = Statement.objects.filter(public_id=public_id).select_related("provider").first()
    if row is None:
        raise NoSuchStatement("There is no such statement here.")
    chain = Statement.objects.filter(
        contract_id=row.contract_id, month=row.month, provider_id=row.provider_id
    ).select_related("provider")
    return StatementPage(
        _view(row),
        line_of(row.contract_id),
        lines_of(row.pk),
        tuple(map(_view, chain.order_by("-version"))),
        _journals(row.pk),
    )


def lines_of(statement_id: int) -> tuple[LineView, ...]:
    """Give the lines of a statement in their order."""
    rows = StatementLine.objects.filter(statement_id=statement_id).order_by("number")
    return tuple(map(_line, rows.select_related("service", "payer")))


def runs(contract_id: int, *, limit: int = 10) -> tuple[RunView, ...]:
    """List runs under a contract, newest first."""
    rows = StatementRun.objects.filter(contract_id=contract_id).order_by("-pk")[:limit]
    return tuple(map(_run, rows))


def run(public_id: UUID) -> RunView:
    """Give one run.

    Raises:
        NoSuchStatement: If there is none that the scope may read.
    """
    row = StatementRun.objects.filter(public_id=public_id).first()
    if row is None:
        raise NoSuchStatement("There is no such run here.")
    return _run(row)


def price_lists(contract_id: int) -> tuple[PriceListView, ...]:
    """List price lists of a contract and its subcontracts, the newest number first."""
    words = words_of("service")
    rows = PriceList.objects.filter(contract_id=contract_id).select_related("subcontract")
    return tuple(
        PriceListView(
            row.public_id,
            row.number,
            row.from_on,
            row.subcontract.reference if row.subcontract else "",
            row.source,
            row.recorded_at,
            {words[line.service_id]: line.pence for line in row.lines.all()},
        )
        for row in rows.order_by("-number").prefetch_related("lines")
    )


def _view(row: Statement) -> StatementView:
    return StatementView(
        id=row.pk,
        public_id=row.public_id,
        contract_id=row.contract_id,
        provider_id=row.provider_id,
        provider=row.provider.name,
        month=row.month,
        version=row.version,
        known_at=row.recorded_at,
        events=row.events,
        weight_parts=row.weight_parts,
        pence=row.pence,
        payable_pence=row.payable_pence,
        unpriced=row.unpriced,
    )


def _line(row: StatementLine) -> LineView:
    return LineView(
        number=row.number,
        service=row.service.code,
        service_id=row.service_id,
        standing=row.standing,  # type: ignore[arg-type]
        payer=row.payer.name if row.payer else "",
        from_on=row.from_on,
        until_on=row.until_on,
        unit_price_pence=row.unit_price_pence,
        events=row.events,
        weight_parts=row.weight_parts,
        pence=row.pence,
    )


def _journals(statement_id: int) -> tuple[JournalLink, ...]:
    rows = StatementJournal.objects.filter(statement_id=statement_id).select_related("journal")
    return tuple(
        JournalLink(
            row.journal.public_id,
            row.journal.words,
            row.journal.occurred_on,
            row.takes_back_id is not None,
        )
        for row in rows.order_by("pk")
    )


def _run(row: StatementRun) -> RunView:
    return RunView(
        row.public_id,
        row.contract_id,
        row.month,
        row.state,
        row.steps_done,
        row.steps_all,
        row.refusal,
        row.recorded_at,
        row.ended_at,
    )
