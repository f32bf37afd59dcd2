"""What a fund spent, added up by what a reader asks: pure, from its single spendings."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Spending:
    """One payment out of a fund, or what took one back (below zero).

    Args:
        journal: Public key of its journal.
        on: When it happened.
        pence: How much; below zero where a payment was taken back.
        words: What it was for.
        recipient: Who received it in the end, by name.
        sector: Their sector, of data/recipient_sectors.toml; "" where nobody said.
        priority: The priority that it serves.
        principle: Code of the principle that it cites, or "".
        principle_words: What that says.
        voucher: The paper that shows it.
        state: "posted", "pending" or "void".
        approved_for: Name of the organisation that approved it, or "".
    """

    journal: UUID
    on: date
    pence: int
    words: str
    recipient: str
    sector: str
    priority: str
    principle: str
    principle_words: str
    voucher: str
    state: str
    approved_for: str


@dataclass(frozen=True, slots=True)
class MonthlyShare:
    """What one month spent, and how much of it reached some sectors.

    `share` is None where nothing was spent, net of what was taken back: nothing is not 0 %.
    """

    month: date
    all_pence: int
    pence: int

    @property
    def share(self) -> Fraction | None:
        """Their part of the month."""
        return Fraction(self.pence, self.all_pence) if self.all_pence > 0 else None


def posted(rows: Iterable[Spending]) -> tuple[Spending, ...]:
    """Keep what was posted."""
    return tuple(row for row in rows if row.state == "posted")


class Paid(Protocol):
    """A payment with what it is added up by."""

    @property
    def pence(self) -> int:
        """How much."""

    @property
    def sector(self) -> str:
        """Of which sector whoever received it is."""


class DatedPaid(Paid, Protocol):
    """A payment of a day."""

    @property
    def on(self) -> date | None:
        """When."""


def between(
    rows: Iterable[Spending], from_on: date | None, through_on: date | None
) -> tuple[Spending, ...]:
    """Keep what happened in a period; None leaves it open on that side."""
    return tuple(
        row
        for row in rows
        if (from_on is None or row.on >= from_on) and (through_on is None or row.on <= through_on)
    )


def summed[One: Paid](rows: Iterable[One], by: Callable[[One], str]) -> tuple[tuple[str, int], ...]:
    """Add up by what `by` gives, the largest first.

    Source: rules 51 (by priority) and 54 (by ultimate recipient sector).
    """
    sums: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        sums[by(row)] += row.pence
    return tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0])))


def share_by_month(rows: Iterable[DatedPaid], of: Collection[str]) -> tuple[MonthlyShare, ...]:
    """Give for every month from the first to the last what reached these sectors (rule 54c).

    What has no day is in no month.
    """
    found = tuple(row for row in rows if row.on is not None)
    if not found:
        return ()
    whole = _by_month(found)
    part = _by_month(row for row in found if row.sector in of)
    month, last, months = min(whole), max(whole), []
    while month <= last:
        months.append(MonthlyShare(month, whole.get(month, 0), part.get(month, 0)))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return tuple(months)


def _by_month(rows: Iterable[DatedPaid]) -> Mapping[date, int]:
    sums: defaultdict[date, int] = defaultdict(int)
    for row in rows:
        if row.on is not None:
            sums[row.on.replace(day=1)] += row.pence
    return sums
