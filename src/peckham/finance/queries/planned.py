"""Years to come, planned for the people that a dated path says, until there is a list (rule 3)."""

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from peckham.finance.domain.planned import planned_pence
from peckham.finance.models import PlannedPeople
from peckham.finance.queries import baselines
from peckham.finance.queries.uplifts import uplifts_since
from peckham.kernel import Period
from peckham.kernel.parameters import DatedValue, NoValueYet
from peckham.places import api as places


@dataclass(frozen=True, slots=True)
class PlannedYear:
    """A year of a contract as it is planned.

    Args:
        year: Its days.
        people: For how many, by the path; straight between its points.
        pence: What it would be worth; None where national prices of it are not known.
        uplifts: National prices since the baseline's, as far as they are known.
    """

    year: Period
    people: int
    pence: int | None
    uplifts: tuple[DatedValue, ...]


def path_of(contract_id: int) -> "places.projections.Trajectory | None":
    """Give the dated path of people that a contract is planned for; None where nobody wrote one."""
    latest: dict[int, places.projections.Point] = {}
    for row in PlannedPeople.objects.filter(contract_id=contract_id).order_by("pk"):
        latest[row.year] = places.projections.Point(row.year, row.people, row.source)
    return places.projections.trajectory(list(latest.values())) if latest else None


def planned_year(contract_id: int, year: Period, baseline: UUID) -> PlannedYear | None:
    """Plan a year for the people of that year, at the prices of a baseline; None without a path.

    Raises:
        BeforeTrajectory: If the path says nothing of the year.
    """
    path = path_of(contract_id)
    if path is None:
        return None
    people = round(path.people_in(year.start.year))
    version = baselines.version(baseline)
    try:
        uplifts = uplifts_since(version.inputs.price_base, year.start)
    except NoValueYet:
        return PlannedYear(year, people, None, ())
    rise = Fraction(1)
    for one in uplifts:
        rise *= 1 + Fraction(int(one.value), 10_000)  # type: ignore[arg-type]
    pence = planned_pence(
        version.computed.value_pence,
        version.computed.expected.people,
        planned_people=people,
        uplift=rise - 1,
    )
    return PlannedYear(year, people, pence, uplifts)
