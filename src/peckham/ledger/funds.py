"""Funds as pages show them: one name of the room's front door."""

from peckham.ledger.domain.spending import (
    MonthlyShare,
    Spending,
    between,
    posted,
    share_by_month,
    summed,
)
from peckham.ledger.queries.fund_pages import FundPage, NoSuchFund, had_on, page
from peckham.ledger.queries.funds import FundView, shared
from peckham.ledger.queries.published import (
    FundName,
    PublishedFund,
    PublishedSpending,
    published,
    published_fund,
)
from peckham.ledger.sectors import Sector, sectors

__all__ = [
    "FundName",
    "FundPage",
    "FundView",
    "MonthlyShare",
    "NoSuchFund",
    "PublishedFund",
    "PublishedSpending",
    "Sector",
    "Spending",
    "between",
    "had_on",
    "page",
    "posted",
    "published",
    "published_fund",
    "sectors",
    "share_by_month",
    "shared",
    "summed",
]
