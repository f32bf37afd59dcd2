"""Books as pages show them: one name of the room's front door."""

from peckham.ledger.domain.listed import JournalRow, PostingRow
from peckham.ledger.domain.plain_text import plain_text
from peckham.ledger.queries.listing import (
    Closing,
    JournalPage,
    Wanted,
    accounts,
    check_sum,
    closing,
    count,
    every,
    funds_kept,
    page,
    postings_of,
)

__all__ = [
    "Closing",
    "JournalPage",
    "JournalRow",
    "PostingRow",
    "Wanted",
    "accounts",
    "check_sum",
    "closing",
    "count",
    "every",
    "funds_kept",
    "page",
    "plain_text",
    "postings_of",
]
