"""A chessboard of small areas to design on: a hundred people each, neighbours on four sides."""

from peckham.places.domain.design.given import AreaGiven, Lists
from peckham.places.domain.design.posing import pose
from peckham.places.domain.design.problem import Limits, Problem

SIDE_METRES = 100.0


def code(column: int, line: int) -> str:
    return f"E{column:04}{line:04}"


def areas(columns: int, lines: int, *, boroughs: int = 1, people: int = 100) -> list[AreaGiven]:
    """Areas in columns from west to east, the boroughs side by side."""
    return [
        AreaGiven(
            code(column, line),
            f"Borough {column * boroughs // columns}",
            {"pop": people, "census": people},
            registered=people,
            position=(column * SIDE_METRES, line * SIDE_METRES),
            square_metres=SIDE_METRES**2,
            perimeter_metres=4 * SIDE_METRES,
            deprivation=float(line),
        )
        for column in range(columns)
        for line in range(lines)
    ]


def boundaries(columns: int, lines: int) -> list[tuple[str, str, float]]:
    east = [
        (code(column, line), code(column + 1, line), SIDE_METRES)
        for column in range(columns - 1)
        for line in range(lines)
    ]
    north = [
        (code(column, line), code(column, line + 1), SIDE_METRES)
        for column in range(columns)
        for line in range(lines - 1)
    ]
    return east + north


def lists(columns: int, lines: int, networks: int) -> Lists:
    """Networks in stripes of whole columns, every patient at home, and one stranger each."""
    counts: dict[tuple[str, str], float] = {}
    for column in range(columns):
        for line in range(lines):
            counts[code(column, line), f"U{column * networks // columns}"] = 90
            counts[code(column, line), "STRANGER"] = 1
    return Lists(counts, frozenset(f"U{number}" for number in range(networks)))


def board(
    columns: int, lines: int, *, boroughs: int = 1, networks: int = 2, limits: Limits | None = None
) -> Problem:
    return pose(
        areas(columns, lines, boroughs=boroughs),
        boundaries(columns, lines),
        lists=lists(columns, lines, networks),
        bases=("pop", "census"),
        limits=limits or Limits(100, 100_000, 2),
    )
