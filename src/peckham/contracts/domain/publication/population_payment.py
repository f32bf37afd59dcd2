"""Our extension of the standard: one payment for a population, shared by its commissioners.

Its schema and what each field means: data/ocds/population_payment.
"""

from itertools import zip_longest

from peckham.contracts.domain.publication.record import Record
from peckham.contracts.domain.publication.shapes import (
    Shape,
    period,
    reference,
    value,
    with_some,
)
from peckham.contracts.domain.terms import Commissioner, ScopeLine
from peckham.kernel import Period


def population_payment(record: Record) -> Shape:
    """Say whom the payment covers, who bears which part of it, and what each year is worth."""
    contract = record.facts.contract
    starts = [start for start, _ in record.worth.years]
    years = zip_longest(record.worth.years, starts[1:], fillvalue=None)
    return with_some(
        {
            "people": sorted(contract.people),
            "areas": sorted(contract.areas),
            "commissionerShares": [_share(record, one) for one in contract.commissioners],
            "years": [
                {
                    "period": period(Period(year[0], following or contract.during.end)),
                    "value": value(year[1]),
                }
                for year, following in years
                if year is not None
            ],
        }
    )


def item_scope(record: Record, line: ScopeLine) -> Shape:
    """Say whether a service is in or may join, and how it is delivered to whom (rules 5 and 6)."""
    return with_some(
        {
            "scopeStatus": line.status,
            "deliveries": [
                {
                    "mode": one.mode,
                    "by": one.by,
                    "people": sorted(one.people),
                    "period": period(one.during),
                }
                for one in line.deliveries
            ],
        }
    )


def _share(record: Record, one: Commissioner) -> Shape:
    """Give a commissioner's exact part (rule 4); without a part while none is agreed."""
    return with_some(
        {
            "commissioner": reference(record, one.name),
            "numerator": one.share.numerator if one.share is not None else None,
            "denominator": one.share.denominator if one.share is not None else None,
            "coordinates": one.co_ordinates,
        }
    )
