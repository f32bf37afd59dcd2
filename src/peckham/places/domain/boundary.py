"""The boundary report: every network against every neighbourhood, on two populations (rule 34).

Registered patients are counted where they live. Residents are shared out among networks, small
area by small area, as the registrations there are; that is an apportionment, and is called so.
The two are shown side by side and never averaged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NO_NETWORK = ""
_AT_HOME = 0.7

Count = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a report is made of.

    Args:
        counts: Practice, small area, and how many of its patients live there.
        network_of: Network by practice; a practice in none is left out.
        core: Networks of the place: more than half of their patients live in it.
        homes: Neighbourhood by small area.
        residents: Residents by small area; None where no count was published.
    """

    counts: tuple[Count, ...]
    network_of: Mapping[str, str]
    core: frozenset[str]
    homes: Mapping[str, str]
    residents: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One network across the neighbourhoods; the practices of no network are the row "".

    Args:
        patients: Registered patients by neighbourhood that they live in.
        residents: Residents apportioned to it, by neighbourhood.
        home: The neighbourhood where most of its patients live, or "" for the row "".
        effective: In how many neighbourhoods it works, in effect: 1 / the sum of squared shares.
    """

    network: str
    is_core: bool
    patients: Mapping[str, int]
    residents: Mapping[str, float]
    home: str
    effective: float

    @property
    def total(self) -> int:
        """Patients of it who live in the place."""
        return sum(self.patients.values())

    @property
    def at_home(self) -> int:
        """Patients who live in its home neighbourhood."""
        return self.patients.get(self.home, 0)

    @property
    def shares(self) -> Mapping[str, float]:
        """Share of its patients in each neighbourhood that it lies in; they sum to 1 (rule 28)."""
        return {code: count / self.total for code, count in self.patients.items() if count}

    @property
    def leaks_out(self) -> float:
        """Share of its patients who live outside its home neighbourhood, 0 to 1."""
        return 1 - self.at_home / self.total if self.total else 0.0

    @property
    def fits(self) -> bool:
        """Whether at least 70 % of its patients live in one neighbourhood."""
        return self.leaks_out <= 1 - _AT_HOME


@dataclass(frozen=True, slots=True)
class NeighbourhoodColumn:
    """One neighbourhood on both populations.

    Args:
        residents: Published residents.
        areas_without_count: Small areas whose residents nobody published.
        registered: Registered patients who live here, of whatever practice.
        with_home_networks: Of those, with networks whose home this is.
        not_apportioned: Residents of small areas where nobody is registered.
    """

    code: str
    residents: int
    areas_without_count: tuple[str, ...]
    registered: int
    with_home_networks: int
    not_apportioned: int

    @property
    def leaks_in(self) -> float:
        """Share of those registered who live here and are with networks of elsewhere, or none."""
        return 1 - self.with_home_networks / self.registered if self.registered else 0.0


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """The whole matrix, its rows by size and its columns by code, and what it comes to.

    Args:
        registrations: Patients of core networks.
        aligned: Of those, living in their network's home neighbourhood.
        others: Patients of networks that are not of the place, or of none: never left out silently.
    """

    rows: tuple[NetworkRow, ...]
    columns: tuple[NeighbourhoodColumn, ...]
    registrations: int
    aligned: int
    others: int

    @property
    def alignment(self) -> float | None:
        """Share of core registrations aligned, 0 to 1, or None where there are none."""
        return self.aligned / self.registrations if self.registrations else None


def boundary_report(ground: Ground) -> BoundaryReport:
    """Set every network against every neighbourhood, cell by cell.

    Args:
        ground: Counts, networks, neighbourhoods and residents; counts in areas without a
            neighbourhood are an error of the caller.
    """
    here: dict[str, dict[str, int]] = {}
    by_area: dict[str, int] = {}
    for practice, area, patients in ground.counts:
        network = ground.network_of.get(practice, NO_NETWORK)
        row, home = here.setdefault(network, {}), ground.homes[area]
        row[home] = row.get(home, 0) + patients
        by_area[area] = by_area.get(area, 0) + patients
    shared = _apportioned(ground, by_area)
    rows = [
        _row(network, network in ground.core, patients, shared.get(network, {}))
        for network, patients in here.items()
    ]
    rows.sort(key=lambda row: (not row.is_core, row.network == NO_NETWORK, -row.total, row.network))
    core = [row for row in rows if row.is_core]
    return BoundaryReport(
        rows=tuple(rows),
        columns=tuple(_columns(ground, rows, by_area)),
        registrations=sum(row.total for row in core),
        aligned=sum(row.at_home for row in core),
        others=sum(row.total for row in rows if not row.is_core),
    )


def effective_number(parts: Iterable[int]) -> float:
    """Say in how many parts something is, in effect: 1 / the sum of squared shares; 0 of nothing.

    >>> effective_number([50, 50]), effective_number([100, 0]), effective_number([])
    (2.0, 1.0, 0.0)
    """
    sizes = list(parts)
    squares = sum(size * size for size in sizes)
    return sum(sizes) ** 2 / squares if squares else 0.0


def _apportioned(ground: Ground, by_area: Mapping[str, int]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for practice, area, patients in ground.counts:
        people = ground.residents.get(area)
        if people is None or not by_area[area]:
            continue
        row = found.setdefault(ground.network_of.get(practice, NO_NETWORK), {})
        home = ground.homes[area]
        row[home] = row.get(home, 0.0) + people * patients / by_area[area]
    return found


def _row(
    network: str, is_core: bool, patients: Mapping[str, int], residents: Mapping[str, float]
) -> NetworkRow:
    home = min(patients, key=lambda code: (-patients[code], code)) if network else ""
    return NetworkRow(
        network=network,
        is_core=is_core,
        patients=dict(sorted(patients.items())),
        residents=dict(sorted(residents.items())),
        home=home,
        effective=effective_number(patients.values()),
    )


def _columns(
    ground: Ground, rows: Iterable[NetworkRow], by_area: Mapping[str, int]
) -> Iterable[NeighbourhoodColumn]:
    areas: dict[str, list[str]] = {}
    for area, home in ground.homes.items():
        areas.setdefault(home, []).append(area)
    at_home: dict[str, int] = {}
    for row in rows:
        at_home[row.home] = at_home.get(row.home, 0) + row.at_home
    for code, inside in sorted(areas.items()):
        counted = {area: ground.residents.get(area) for area in inside}
        yield NeighbourhoodColumn(
            code=code,
            residents=sum(people for people in counted.values() if people is not None),
            areas_without_count=tuple(sorted(a for a, people in counted.items() if people is None)),
            registered=sum(by_area.get(area, 0) for area in inside),
            with_home_networks=at_home.get(code, 0),
            not_apportioned=sum(
                people for area, people in counted.items() if people and not by_area.get(area)
            ),
        )
