"""Turning what was given into a `Problem`, and refusing by name what cannot be one."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from peckham.places.domain.design.columns import (
    listed,
    measure_in,
    number_column,
    optional_column,
    positions_of,
    registered_of,
    registrations_of,
    residents_of,
)
from peckham.places.domain.design.given import AreaGiven, Lists
from peckham.places.domain.design.pieces import joined, pieces_of, refuse_pieces
from peckham.places.domain.design.problem import (
    Floats,
    Integers,
    Limits,
    Problem,
    Wishes,
    canonical,
)
from peckham.places.domain.design.refusals import (
    BadNumber,
    BoundsCrossed,
    DuplicateArea,
    NoResidents,
    PlanDoesNotFit,
    UnknownAreaCode,
)
from peckham.places.domain.design.wishes import pairs_of, refuse_crowds

Bridges = tuple[tuple[int, int], ...]


def pose(
    areas: Iterable[AreaGiven],
    boundaries: Iterable[tuple[str, str, float]],
    *,
    lists: Lists | None = None,
    bases: Sequence[str] = ("pop",),
    limits: Limits | None = None,
    wishes: Wishes | None = None,
    current: Mapping[str, str] | None = None,
    is_joining: bool = False,
) -> Problem:
    """Check everything and put it in order.

    Args:
        areas: Every area, in any order.
        boundaries: Pairs of codes with the metres that they share, each pair once, in any order.
        lists: Registrations, or None where none were given: alignment is then not measured.
        bases: Names of the population bases to hold bounds on.
        limits: Bounds, count, nesting.
        wishes: What has been decided already.
        current: Today's plan, area code to neighbourhood, or None.
        is_joining: Whether pieces that touch nothing are joined by a bridge to the nearest.

    Raises:
        CannotDesign: One of its kinds, naming what is wrong.
    """
    limits = limits or Limits()
    _check_limits(limits)
    given = sorted(areas, key=lambda area: area.code)
    codes = _codes(given)
    index = {code: number for number, code in enumerate(codes)}
    names = tuple(sorted({area.borough for area in given}))
    place = {name: number for number, name in enumerate(names)}
    borough = np.array([place[area.borough] for area in given], dtype=np.int64)
    residents = residents_of(given, bases, names, borough)
    position = positions_of(given)
    zone = borough if limits.nest == "borough" else np.zeros_like(borough)
    zones = names if limits.nest == "borough" else ("the place",)
    edges, metres, bridges = _hanging_together(
        *_edges(boundaries, index), zone, position if is_joining else None, codes, zones
    )
    together, apart = pairs_of(wishes or Wishes(), index, zone)
    refuse_crowds(together, residents, limits.maximum, codes)
    networks, registrations, excluded, largest = registrations_of(lists, index)
    return Problem(
        codes=codes,
        borough_names=names,
        borough=borough,
        edges=edges,
        boundary_metres=metres,
        bases=tuple(bases),
        residents=residents,
        networks=networks,
        registrations=registrations,
        excluded_registrations=excluded,
        largest_network=largest,
        registered=registered_of(given),
        position=position,
        square_metres=optional_column(given, "square_metres"),
        perimeter_metres=optional_column(given, "perimeter_metres"),
        deprivation=optional_column(given, "deprivation"),
        need=number_column([area.need for area in given], codes, "need"),
        limits=limits,
        together=together,
        apart=apart,
        current=labels_of(current, codes) if current is not None else None,
        bridges=tuple((codes[one], codes[other]) for one, other in bridges),
    )


def labels_of(plan: Mapping[str, str], codes: Sequence[str]) -> Integers:
    """Turn a plan by area code into canonical labels.

    Raises:
        PlanDoesNotFit: If it does not name every area of the place exactly once.
    """
    missing, unknown = sorted(set(codes) - set(plan)), sorted(set(plan) - set(codes))
    if missing or unknown:
        parts = (
            [f"{len(missing)} areas have no neighbourhood ({listed(missing)})"] if missing else []
        )
        if unknown:
            parts.append(f"{len(unknown)} areas are not of the place ({listed(unknown)})")
        raise PlanDoesNotFit(
            f"The plan does not fit the place: {'; '.join(parts)}.",
            remedy="A plan names every area of its place exactly once.",
        )
    names = {name: number for number, name in enumerate(sorted(set(plan.values())))}
    return canonical(np.array([names[plan[code]] for code in codes], dtype=np.int64))


def _check_limits(limits: Limits) -> None:
    for name, value in (("minimum", limits.minimum), ("maximum", limits.maximum)):
        if value < 0 or value != int(value):
            raise BoundsCrossed(f"The {name} of residents is {value}; it must be 0 or more.")
    if limits.minimum > limits.maximum or limits.maximum < 1:
        raise BoundsCrossed(
            f"The bounds are crossed: at least {limits.minimum:,} residents"
            f" and at most {limits.maximum:,}.",
            remedy="Give a maximum that is above the minimum.",
        )
    if limits.count is not None and limits.count < 1:
        raise BadNumber(f"{limits.count} neighbourhoods were asked for; it takes at least one.")


def _codes(given: Sequence[AreaGiven]) -> tuple[str, ...]:
    codes = tuple(area.code for area in given)
    twice = sorted({one for one, other in pairwise(codes) if one == other})
    if twice:
        raise DuplicateArea(f"These areas were given twice: {listed(twice)}.")
    if not codes:
        raise NoResidents("There are no areas to design with.")
    return codes


def _edges(
    boundaries: Iterable[tuple[str, str, float]], index: Mapping[str, int]
) -> tuple[Integers, Floats]:
    found: dict[tuple[int, int], float] = {}
    for one, other, metres in boundaries:
        unknown = [code for code in (one, other) if code not in index]
        if unknown:
            raise UnknownAreaCode(f"A boundary names {listed(unknown)}, which is not in the place.")
        pair = (min(index[one], index[other]), max(index[one], index[other]))
        if pair[0] == pair[1]:
            raise DuplicateArea(f"{one} is given as its own neighbour.")
        if pair in found:
            raise DuplicateArea(f"The boundary of {one} and {other} was given twice.")
        found[pair] = measure_in(metres, "metres of boundary", f"{one} and {other}")
    ordered = sorted(found)
    edges = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    return edges, np.array([found[pair] for pair in ordered], dtype=np.float64)


def _hanging_together(
    edges: Integers,
    metres: Floats,
    zone: Integers,
    position: Floats | None,
    codes: Sequence[str],
    names: Sequence[str],
) -> tuple[Integers, Floats, Bridges]:
    """Refuse zones in pieces, or join them where positions were handed over for that."""
    pieces = pieces_of(edges, zone)
    if all(len(found) == 1 for found in pieces.values()):
        return edges, metres, ()
    if position is None:
        refuse_pieces(pieces, codes, names)
    bridges = joined(pieces, position)
    return *_with_bridges(edges, metres, bridges), bridges


def _with_bridges(
    edges: Integers, metres: Floats, bridges: Sequence[tuple[int, int]]
) -> tuple[Integers, Floats]:
    edges = np.concatenate([edges, np.array(bridges, dtype=np.int64)])
    metres = np.concatenate([metres, np.zeros(len(bridges))])
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    return edges[order], metres[order]
