"""Payments for a population: one name of the room's front door.

`agreeing` writes down what was agreed, `asking` leaves work to the worker; `seeing` reads.
"""

from peckham.finance.actions import agreeing
from peckham.finance.actions import working as asking
from peckham.finance.actions.issuing import issue
from peckham.finance.actions.paying import mark_paid
from peckham.finance.domain import incentives, parts, schedule, what_if
from peckham.finance.queries import agreed, instalments, planned, works, years
from peckham.finance.queries import incentives as indicators
from peckham.finance.queries.allocations import Allocated, received_for_population

__all__ = [
    "Allocated",
    "agreed",
    "agreeing",
    "asking",
    "incentives",
    "indicators",
    "instalments",
    "issue",
    "mark_paid",
    "parts",
    "planned",
    "received_for_population",
    "schedule",
    "what_if",
    "works",
    "years",
]
