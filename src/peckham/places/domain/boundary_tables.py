"""The boundary report as tables, and the practice moves that would lift alignment."""

import math
from collections.abc import Iterator, Mapping

from peckham.places.domain.boundary import BoundaryReport, Ground
from peckham.places.domain.practice_moves import SmallestMoves, smallest_moves

MATRIX_HEADER = (
    "network",
    "network name",
    "of this place",
    "neighbourhood",
    "neighbourhood name",
    "registered patients",
    "residents apportioned",
)


def matrix_table(
    report: BoundaryReport, networks: Mapping[str, str], neighbourhoods: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    """Give every cell as a row, the header first; cells without anybody are given as 0 patients.

    Args:
        report: The report.
        networks: Name by code.
        neighbourhoods: Name by code.
    """
    yield MATRIX_HEADER
    for row in report.rows:
        for column in report.columns:
            yield (
                row.network,
                networks[row.network] or "in no network",
                "yes" if row.is_core else "no",
                column.code,
                neighbourhoods[column.code],
                row.patients.get(column.code, 0),
                round(row.residents.get(column.code, 0.0), 1),
            )


def moves_that_lift(ground: Ground, report: BoundaryReport, *, points: float) -> SmallestMoves:
    """Find the fewest practices of core networks to move so that alignment rises by some points.

    Args:
        ground: What the report is made of.
        report: The report, of core registrations.
        points: Percentage points, above 0.
    """
    patients: dict[str, dict[str, int]] = {}
    for practice, area, count in ground.counts:
        if ground.network_of.get(practice, "") in ground.core:
            row, home = patients.setdefault(practice, {}), ground.homes[area]
            row[home] = row.get(home, 0) + count
    wanted = report.aligned + math.ceil(report.registrations * points / 100)
    return smallest_moves(patients, ground.network_of, wanted=wanted)
