"""Columns of numbers as they were given, checked: missing, negative and not finite are refused."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from peckham.places.domain.design.given import AreaGiven, Lists
from peckham.places.domain.design.problem import Floats, Integers
from peckham.places.domain.design.refusals import (
    BadNumber,
    NoResidents,
    UnknownAreaCode,
    UnknownBasis,
)

# Above any count of people in a small area; keeps every sum within 64 bits.
_PEOPLE_MAX = 10_000_000


def residents_of(
    given: Sequence[AreaGiven], bases: Sequence[str], names: Sequence[str], borough: Integers
) -> Integers:
    """Read residents by area and base.

    Raises:
        UnknownBasis: If no area carries a base, or one is named twice.
        BadNumber: If an area lacks one.
        NoResidents: If a base counts nobody in a borough.
    """
    if not bases or len(set(bases)) != len(bases):
        raise UnknownBasis("Name each population base once, and at least one.")
    columns = []
    for base in bases:
        if not any(base in area.residents for area in given):
            carried = sorted(set().union(*(area.residents for area in given)))
            raise UnknownBasis(
                f"No area carries the population base “{base}”.",
                remedy=f"The bases that are there: {', '.join(carried) or 'none'}.",
            )
        values = [area.residents.get(base) for area in given]
        column = [
            whole_people(value, f"residents ({base})", area.code)
            for area, value in zip(given, values, strict=True)
        ]
        totals = np.bincount(borough, weights=column, minlength=len(names))
        empty = [name for name, total in zip(names, totals, strict=True) if not total]
        if empty:
            raise NoResidents(f"On the base “{base}” nobody lives in {listed(empty)}.")
        columns.append(column)
    return np.array(columns, dtype=np.int64).T.copy()


def whole_people(value: object, what: str, where: str) -> int:
    """Read a count of people.

    Raises:
        BadNumber: If it is missing, negative, not finite, not whole or beyond belief.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        raise BadNumber(f"{where}: {what} is missing or no number; missing is never 0.")
    number = float(value)
    if not math.isfinite(number) or number != int(number) or not 0 <= number <= _PEOPLE_MAX:
        raise BadNumber(
            f"{where}: {what} is {value}; it must be a whole number of people, 0 or more."
        )
    return int(number)


def measure_in(value: object, what: str, where: str) -> float:
    """Read a number of 0 or more.

    Raises:
        BadNumber: If it is missing, negative or not finite.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        raise BadNumber(f"{where}: {what} is missing or no number; missing is never 0.")
    if not math.isfinite(float(value)) or float(value) < 0:
        raise BadNumber(f"{where}: {what} is {value}; it must be 0 or more.")
    return float(value)


def number_column(values: Sequence[object], codes: Sequence[str], what: str) -> Floats:
    """Read a column that no area may lack."""
    return np.array(
        [measure_in(value, what, code) for value, code in zip(values, codes, strict=True)]
    )


def optional_column(given: Sequence[AreaGiven], name: str) -> Floats | None:
    """Give a column, or None where any area lacks it: missing is never 0."""
    values = [getattr(area, name) for area in given]
    what = name.replace("_", " ")
    checked = [
        None if value is None else measure_in(value, what, area.code)
        for area, value in zip(given, values, strict=True)
    ]
    known = [value for value in checked if value is not None]
    return np.array(known) if len(known) == len(given) else None


def registered_of(given: Sequence[AreaGiven]) -> Integers | None:
    """Read every registration by area, or None where any area lacks it."""
    if any(area.registered is None for area in given):
        return None
    column = [whole_people(area.registered, "registered patients", area.code) for area in given]
    return np.array(column, dtype=np.int64)


def positions_of(given: Sequence[AreaGiven]) -> Floats | None:
    """Read metres east and north, or None where any area lacks them."""
    if any(area.position is None for area in given):
        return None
    rows = [area.position for area in given if area.position is not None]
    array = np.array(rows, dtype=np.float64)
    bad = np.flatnonzero(~np.isfinite(array).all(axis=1))
    if bad.size:
        raise BadNumber(f"{given[int(bad[0])].code}: the position is not a number of metres.")
    return array


def registrations_of(
    lists: Lists | None, index: Mapping[str, int]
) -> tuple[tuple[str, ...], Integers, int, Integers]:
    """Read networks, patients by area and core network, those left out, and largest networks."""
    largest = np.full(len(index), -1, dtype=np.int64)
    if lists is None:
        return (), np.zeros((len(index), 0), dtype=np.int64), 0, largest
    unknown = sorted({area for area, _ in lists.counts} - set(index))
    if unknown:
        raise UnknownAreaCode(
            f"Registrations name {len(unknown)} areas that are not in the place: {listed(unknown)}."
        )
    networks = tuple(sorted({network for _, network in lists.counts} & lists.core))
    column = {network: number for number, network in enumerate(networks)}
    table = np.zeros((len(index), len(networks)), dtype=np.int64)
    excluded = 0
    most: dict[int, tuple[int, str]] = {}
    for (area, network), count in sorted(lists.counts.items()):
        people = whole_people(count, f"registrations with {network}", area)
        if network in column:
            table[index[area], column[network]] = people
        else:
            excluded += people
        if people > most.get(index[area], (0, ""))[0]:
            most[index[area]] = (people, network)
    for row, (_, network) in most.items():
        largest[row] = column.get(network, -1)
    return networks, table, excluded, largest


def listed(codes: Sequence[str]) -> str:
    """Write a few codes, and how many more there are."""
    shown = ", ".join(codes[:10])
    return shown if len(codes) <= 10 else f"{shown} and {len(codes) - 10} more"
