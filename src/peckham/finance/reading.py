"""Reads what finance keeps as data."""

from datetime import date
from fractions import Fraction
from functools import cache

from peckham.finance.domain import reading
from peckham.finance.domain.attribution import Term, check_order
from peckham.finance.domain.bands import AgeBand
from peckham.finance.domain.baseline.inputs import Dated
from peckham.infra import reference
from peckham.kernel.parameters import BadParameter

_TREND = "baseline.activity_growth_basis_points"


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


def published_trend(year_from: date) -> Dated:
    """Read the benchmark trend of activity a head that is in force when a year begins.

    Raises:
        NoValueYet: If none is: missing is never 0.
    """
    found = reference.parameters().on(_TREND, year_from)
    if not isinstance(found.value, int):
        raise BadParameter(f"{_TREND} is no whole number: {found.value}.")
    words = f"{found.source}" if found.verified else f"{found.source} (not verified)"
    return Dated(found.during.start, Fraction(found.value, 10_000), words)
