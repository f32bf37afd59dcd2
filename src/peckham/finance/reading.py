"""Reads what finance keeps as data."""

from functools import cache

from peckham.finance.domain import reading
from peckham.finance.domain.attribution import Term, check_order
from peckham.finance.domain.bands import AgeBand
from peckham.infra import reference


@cache
def usual_order() -> tuple[Term, ...]:
    """Read the order of the factors, and their owners, for a contract that says nothing else."""
    rows = reference.table("attribution.toml")["order"]
    order = reading.order([{"factor": row["factor"], "owner": row["owner"]} for row in rows])
    check_order(order)
    return order


@cache
def age_bands() -> tuple[AgeBand, ...]:
    """Read the bands of age by which lists are counted, in their order."""
    rows = reference.table("payment_bands.toml")["age"]
    return tuple(AgeBand(row["code"], row["from_years"]) for row in rows)
