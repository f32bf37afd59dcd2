"""Prices and statements of providers' months: one name of the room's front door."""

from peckham.finance.actions.pricing import NotWholePence, write_prices
from peckham.finance.actions.statements import ask_statements, draw
from peckham.finance.queries.drilling import (
    PAGE,
    After,
    Change,
    PricedEvent,
    StatedOn,
    changes,
    events_of_line,
    where_stated,
)
from peckham.finance.queries.statements import (
    LineView,
    NoSuchStatement,
    PriceListView,
    StatementPage,
    StatementView,
    months,
    price_lists,
    run,
    runs,
    stated_for_provider,
    statement,
)

# The job that draws the statements of a run; it takes `run_id`.
JOB = "peckham.finance.tasks.draw_job"

__all__ = [
    "JOB",
    "PAGE",
    "After",
    "Change",
    "LineView",
    "NoSuchStatement",
    "NotWholePence",
    "PriceListView",
    "PricedEvent",
    "StatedOn",
    "StatementPage",
    "StatementView",
    "ask_statements",
    "changes",
    "draw",
    "events_of_line",
    "months",
    "price_lists",
    "run",
    "runs",
    "stated_for_provider",
    "statement",
    "where_stated",
    "write_prices",
]
