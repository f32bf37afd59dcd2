"""A projection's report as it is kept and shown: checked once, on the way in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peckham.kernel import Refused
from peckham.places.domain.growth.triggers import Trigger
from peckham.places.domain.sizes import NEIGHBOURHOOD, Compared, Count, compared

_LEVELS = ("planned", "p10", "p50", "p90")
# A report gives one decimal: P10 and P50 that are equal may differ by a rounding.
_ROUNDING = 0.11


class BadReport(Refused):
    """A file is not a report of `places grow`, or says what cannot be."""


@dataclass(frozen=True, slots=True)
class Projected:
    """Residents of one neighbourhood by year.

    Args:
        name: The neighbourhood, as the plan of the run names it.
        planned, p10, p50, p90: Residents (years).
        homes_finished, homes_lived_in: Homes since the base year (years).
        trigger: When it passes the number of the run.
    """

    name: str
    planned: tuple[float, ...]
    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]
    homes_finished: tuple[float, ...]
    homes_lived_in: tuple[float, ...]
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class GrowthReport:
    """A run of a projection, with how it was made.

    Args:
        years: The base year and every year after it.
        neighbourhoods: By name.
        seed: Of what was drawn.
        draws: How many.
        version: Of the program.
        unverified: What it rests on that no publication bears out.
        reconciled: In how many borough years totals were met, and the most that one was moved by,
            in percent; None where no total was given.
    """

    years: tuple[int, ...]
    neighbourhoods: tuple[Projected, ...]
    seed: int
    draws: int
    version: str
    unverified: tuple[str, ...]
    reconciled: tuple[int, float] | None

    def sizes_in(self, year: int) -> dict[str, Compared]:
        """Set the P50 of each neighbourhood in a year beside its bounds (rule 30)."""
        at = self.years.index(year)
        return {
            one.name: compared(Count("residents", one.p50[at]), NEIGHBOURHOOD)
            for one in self.neighbourhoods
        }


def report_of(said: object) -> GrowthReport:
    """Read a report, and refuse one that is broken.

    Args:
        said: What the JSON file holds.

    Raises:
        BadReport: Naming what is missing, of another length, or out of order.
    """
    try:
        return _report(said)  # type: ignore[arg-type]
    except KeyError as error:
        raise BadReport(f"The report has no {error}: is it one of `places grow --json`?") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise BadReport(f"This is no report of `places grow --json` ({error}).") from error


def _report(said: Mapping[str, Any]) -> GrowthReport:
    years = tuple(int(year) for year in said["years"])
    if years != tuple(range(years[0], years[0] + len(years))):
        raise BadReport("The years do not follow one another.")
    if not said["neighbourhoods"]:
        raise BadReport(
            "The report names no neighbourhood.", remedy="Project again with --plan, to sum by it."
        )
    moved = [abs(float(one["percent"])) for one in said["reconciled"]]
    return GrowthReport(
        years=years,
        neighbourhoods=tuple(
            _projected(name, of, len(years)) for name, of in sorted(said["neighbourhoods"].items())
        ),
        seed=int(said["seed"]),
        draws=int(said["draws"]),
        version=str(said["version"]),
        unverified=tuple(str(name) for name in said["unverified"]),
        reconciled=(len(moved), max(moved)) if moved else None,
    )


def _projected(name: str, of: Mapping[str, Any], years: int) -> Projected:
    columns = {
        column: _column(name, column, of[column], years)
        for column in (*_LEVELS, "homes_finished", "homes_lived_in")
    }
    for low, high in (("p10", "p50"), ("p50", "p90")):
        if any(a > b + _ROUNDING for a, b in zip(columns[low], columns[high], strict=True)):
            raise BadReport(f"{name}: {low.upper()} is above {high.upper()} in some year.")
    return Projected(name=name, **columns, trigger=Trigger(**of["trigger"]))


def _column(name: str, column: str, values: Sequence[Any], years: int) -> tuple[float, ...]:
    found = tuple(float(value) for value in values)
    if len(found) != years:
        raise BadReport(f"{name}: {column} has {len(found)} years, and the report {years}.")
    if not all(0 <= value < 1e9 for value in found):
        raise BadReport(f"{name}: {column} has a number below 0, or none at all.")
    return found
