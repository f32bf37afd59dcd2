"""Staff lent to a hub and what it costs: one name of the room's front door."""

from peckham.finance.actions.recharge_posting import post, post_as_worker
from peckham.finance.actions.recharging import (
    Kept,
    NothingLent,
    agree,
    agree_rate,
    draw,
    record_hours,
)
from peckham.finance.domain.lent_rows import COLUMNS, LentRow, NotHours, read_hours
from peckham.finance.queries.recharge import (
    NoSuchRecharge,
    NotRunByAnother,
    RechargeView,
    borrower_of,
    rates_between,
    recharges,
    versions,
)

# The job that posts an agreed statement; it takes `statement`, its key in addresses.
JOB = "peckham.finance.tasks.recharge_job"

__all__ = [
    "COLUMNS",
    "JOB",
    "Kept",
    "LentRow",
    "NoSuchRecharge",
    "NotHours",
    "NotRunByAnother",
    "NothingLent",
    "RechargeView",
    "agree",
    "agree_rate",
    "borrower_of",
    "draw",
    "post",
    "post_as_worker",
    "rates_between",
    "read_hours",
    "recharges",
    "record_hours",
    "versions",
]
