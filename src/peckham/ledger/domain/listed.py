"""A journal with its postings, as lists and exports show it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One side of a journal; pence above zero are a debit."""

    account: str
    account_name: str
    kind: str
    pence: int
    fund: str
    contract: str
    service_line: str
    neighbourhood_code: str
    recipient: str
    recipient_sector: str
    priority: str


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A journal with its postings; `pence` is what moved, its debits together."""

    id: int
    public_id: UUID
    occurred_on: date
    recorded_at: datetime
    words: str
    voucher: str
    state: str
    is_reversal: bool
    postings: tuple[PostingRow, ...]

    @property
    def pence(self) -> int:
        """What moved."""
        return sum(one.pence for one in self.postings if one.pence > 0)
