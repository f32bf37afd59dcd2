"""Reads what finance keeps as data."""

from functools import cache

from peckham.finance.domain import reading
from peckham.finance.domain.attribution import Term, check_order
from peckham.infra import reference


@cache
def usual_order() -> tuple[Term, ...]:
    """Read the order of the factors, and their owners, for a contract that says nothing else."""
    rows = reference.table("attribution.toml")["order"]
    order = reading.order([{"factor": row["factor"], "owner": row["owner"]} for row in rows])
    check_order(order)
    return order
