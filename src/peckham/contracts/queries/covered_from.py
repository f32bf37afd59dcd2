"""Whom a contract covers from which day: as it was drafted, and with each agreed change."""

from dataclasses import dataclass
from datetime import date

from peckham.contracts import models as m
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import is_agreed, known


@dataclass(frozen=True, slots=True)
class CoveredFrom:
    """Codes of small areas and practices' lists that a contract covers from a day on."""

    from_on: date
    codes: frozenset[str]


def covered_from(contract_id: int, *, on: date) -> tuple[CoveredFrom, ...]:
    """Give whom it covers from which day, as known on a day, in the order of days.

    What was first agreed counts from the contract's first day.
    """
    rows = Rows(m.Contract.objects.get(pk=contract_id))
    first = min((row.starts_on for row in rows.terms.values()), default=date.max)
    found: dict[date, frozenset[str]] = {}
    for provision in rows.provisions:
        variation = provision.variation
        if provision.part != "people" or not known(provision.recorded_at, on):
            continue
        if variation is None or is_agreed(variation, on):
            codes = frozenset(one.code for one in rows.people[provision.pk])
            found[variation.from_on if variation else first] = codes
    return tuple(CoveredFrom(day, found[day]) for day in sorted(found))
