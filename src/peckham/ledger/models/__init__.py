"""Tables of the Money book."""

from peckham.ledger.models.books import Account, PeriodClose
from peckham.ledger.models.chain import ChainEntry, Sealing
from peckham.ledger.models.funds import (
    Fund,
    FundBalance,
    FundParty,
    Principle,
    PrinciplesVersion,
    Ratification,
)
from peckham.ledger.models.journals import Journal, JournalOutcome, Posting

__all__ = [
    "Account",
    "ChainEntry",
    "Fund",
    "FundBalance",
    "FundParty",
    "Journal",
    "JournalOutcome",
    "PeriodClose",
    "Posting",
    "Principle",
    "PrinciplesVersion",
    "Ratification",
    "Sealing",
]
