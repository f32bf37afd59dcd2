"""What is due under a statement, as journals in the books of both sides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from peckham.ledger.api import Entry, Line

COMMISSIONED_CARE, CARE_BY_SUBCONTRACT = "5000", "5200"
OWED_BY_US, OWED_TO_US, CONTRACT_INCOME = "2000", "1100", "4000"


@dataclass(frozen=True, slots=True)
class Due:
    """What one payer owes a provider for a month.

    Args:
        key: Makes a repeated posting harmless.
        contract: Reference of the contract.
        provider_id: Who did it.
        provider: By name.
        payer_id: Who pays.
        is_commissioner: Whether the payer commissions care, or gave it on by subcontract.
        month: Its first day.
        version: Of the statement.
        on: The day on which it is posted.
        pence: By service.
    """

    key: str
    contract: str
    provider_id: int
    provider: str
    payer_id: int
    is_commissioner: bool
    month: date
    version: int
    on: date
    pence: Mapping[str, int]


def entries_of(dues: Iterable[Due]) -> Iterator[Entry]:
    """Make, for each payer, the journal in the payer's books and the one in the provider's."""
    for due in dues:
        expense = COMMISSIONED_CARE if due.is_commissioner else CARE_BY_SUBCONTRACT
        yield _entry(due, due.payer_id, expense, OWED_BY_US, 1)
        yield _entry(due, due.provider_id, CONTRACT_INCOME, OWED_TO_US, -1)


def _entry(due: Due, books_id: int, by_service: str, whole: str, sign: Literal[1, -1]) -> Entry:
    """One side: a posting for each service, and one for what they come to."""
    lines = [
        Line(by_service, sign * pence, contract=due.contract, service_line=service)
        for service, pence in sorted(due.pence.items())
    ]
    total = Line(whole, -sign * sum(due.pence.values()), contract=due.contract)
    return Entry(
        books_id=books_id,
        key=due.key,
        origin="commissioner" if due.is_commissioner and sign > 0 else "provider",
        occurred_on=due.on,
        words=(
            f"Statement of {due.provider} for {due.month:%B %Y} under {due.contract},"
            f" version {due.version}"
        ),
        lines=(*lines, total),
    )
