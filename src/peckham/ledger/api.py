"""The front door of the Money book: what other rooms may use.

`Entry` and `Line` are a journal as it is asked for; `post`, `reserve`, `settle` and `reverse` write
it; `trial_balance`, `fund` and `spent_by_sector` read. `books` and `funds`
are what pages about them show; `chain` seals and verifies.
"""

from peckham.ledger import books, chain, funds
from peckham.ledger.actions.books import close_period, open_account, open_chart
from peckham.ledger.actions.funds import open_fund, ratify, write_principles
from peckham.ledger.actions.posting import post, reserve, reverse, settle
from peckham.ledger.actions.refusing import BooksClosed
from peckham.ledger.chart import Chart
from peckham.ledger.domain.journals import Entry, Line
from peckham.ledger.queries.funds import fund, ratified_principles, spent_by_sector
from peckham.ledger.queries.journals import lines_of, stored, trial_balance

__all__ = [
    "BooksClosed",
    "Chart",
    "Entry",
    "Line",
    "books",
    "chain",
    "close_period",
    "fund",
    "funds",
    "lines_of",
    "open_account",
    "open_chart",
    "open_fund",
    "post",
    "ratified_principles",
    "ratify",
    "reserve",
    "reverse",
    "settle",
    "spent_by_sector",
    "stored",
    "trial_balance",
    "write_principles",
]
