"""What a contract has been worth by its years: as it was drafted, and with each agreed change."""

from dataclasses import dataclass
from datetime import date

from peckham.contracts import models as m
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import is_agreed, known


@dataclass(frozen=True, slots=True)
class Worth:
    """What each year is worth, from a day on.

    Args:
        from_on: The first day of the change; None for what was first agreed.
        number: Of the variation; 0 for what was first agreed.
        words: What the variation changes, or "".
        years: First day of each year, and its pence; empty while no value is agreed.
    """

    from_on: date | None
    number: int
    words: str
    years: tuple[tuple[date, int], ...]


def worths(contract_id: int, *, on: date) -> tuple[Worth, ...]:
    """Give the values that stand one after the other, as known on a day, oldest first."""
    rows = Rows(m.Contract.objects.get(pk=contract_id))
    drafted: list[Worth] = []
    changed = []
    for provision in rows.provisions:
        if provision.part != "terms" or not known(provision.recorded_at, on):
            continue
        row = rows.terms[provision.pk]
        years = tuple(sorted((year.from_on, year.pence) for year in row.years.all()))
        variation = provision.variation
        if variation is None:
            drafted = [Worth(None, 0, "", years)]
        elif is_agreed(variation, on):
            changed.append(Worth(variation.from_on, variation.number, variation.what, years))
    return (*drafted, *sorted(changed, key=lambda one: (one.from_on or date.min, one.number)))
