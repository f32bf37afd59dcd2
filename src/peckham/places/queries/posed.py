"""A place as the designer takes it: arrays of what is published about its small areas.

Read here and not by the designer, which knows no database.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from peckham.places.domain.design.given import AreaGiven, Lists
from peckham.places.domain.design.posing import pose
from peckham.places.domain.design.problem import Limits, Problem, Wishes
from peckham.places.domain.shapes import Shapes
from peckham.places.models import Area, AreaAdjacency
from peckham.places.queries.grounds import bases_of, registered_in

# Position east and north, square metres, metres around.
Laid = tuple[tuple[float, float], float, float]


def problem_of(
    place_id: int,
    *,
    on: date,
    limits: Limits | None = None,
    wishes: Wishes | None = None,
    current: Mapping[str, str] | None = None,
) -> Problem:
    """Pose the design of a place on every population base that it has.

    Args:
        place_id: The place.
        on: The day whose networks and counts are used.
        limits: Bounds, count and nesting.
        wishes: What has been decided already.
        current: The plan that changes are counted from, neighbourhood by area code.

    Raises:
        CannotDesign: Naming what is wrong or missing; a missing count is never taken for 0.
    """
    listed, bases = registered_in(place_id, on=on), bases_of(place_id)
    by_network: dict[tuple[str, str], float] = {}
    by_area: dict[str, int] = {}
    for practice, area, patients in listed.counts:
        key = area, listed.network_of.get(practice, "")
        by_network[key] = by_network.get(key, 0) + patients
        by_area[area] = by_area.get(area, 0) + patients
    laid = _laid_out(place_id, _fingerprint(place_id))
    areas = [
        AreaGiven(
            code=code,
            borough=borough,
            residents={
                base: people
                for base, counted in bases.items()
                if (people := counted.get(code)) is not None
            },
            registered=by_area.get(code, 0) if listed.counts else None,
            position=laid[code][0],
            square_metres=laid[code][1],
            perimeter_metres=laid[code][2],
            deprivation=score,
        )
        for code, borough, score in Area.objects.filter(place_id=place_id).values_list(
            "code", "borough_name", "deprivation_score"
        )
    ]
    return pose(
        areas,
        AreaAdjacency.objects.filter(area_a__place_id=place_id).values_list(
            "area_a__code", "area_b__code", "shared_metres"
        ),
        lists=Lists(by_network, listed.core) if listed.core else None,
        bases=tuple(bases),
        limits=limits,
        wishes=wishes,
        current=current,
        is_joining=True,
    )


def _fingerprint(place_id: int) -> str:
    """Name a place's ground for the cache below: its outlines are written once, with the place."""
    return str(
        Area.objects.filter(place_id=place_id).values_list("place__public_id", flat=True).first()
    )


@lru_cache(maxsize=8)
def _laid_out(place_id: int, fingerprint: str) -> Mapping[str, Laid]:
    """Measure the outlines of a place once in a process: it is the slow part of posing."""
    outlines = dict(Area.objects.filter(place_id=place_id).values_list("code", "geometry"))
    shapes = Shapes(outlines)
    return {
        code: ((x, y), area, around)
        for code, (x, y), area, around in zip(
            shapes.codes, shapes.positions().values(), *shapes.sizes(), strict=True
        )
    }
