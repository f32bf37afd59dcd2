"""What commissioners were allocated for a change of their population, shown beside (rule 69)."""

from dataclasses import dataclass
from datetime import date

from peckham.finance.models import PopulationAllocation


@dataclass(frozen=True, slots=True)
class Allocated:
    """What one commissioner was allocated for it in a year, and where that is said."""

    commissioner: str
    pence: int
    source: str
    recorded_by: str


def received_for_population(contract_id: int, year_on: date) -> tuple[Allocated, ...]:
    """Give what was received for a change of population in a year; empty where nobody has said.

    Args:
        contract_id: Key of the contract.
        year_on: The first day of its year.
    """
    rows = PopulationAllocation.objects.filter(contract_id=contract_id, year_on=year_on)
    return tuple(
        Allocated(row.commissioner, row.pence, row.source, row.recorded_by)
        for row in rows.order_by("pk")
    )
