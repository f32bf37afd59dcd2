"""Writing a whole place at once, by COPY, and adopting its plan. Runs as the owner."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from peckham.infra import audit
from peckham.infra.copying import copy_rows, next_ids
from peckham.kernel import Actor, Refused
from peckham.organisations import api as organisations
from peckham.places.actions.plans import adopt_plan
from peckham.places.actions.practices import copy_practices
from peckham.places.domain.loading import AreaToLoad, LoadedPlace, PlaceToLoad, PostcodeToLoad
from peckham.places.models import (
    Area,
    Neighbourhood,
    NeighbourhoodPlan,
    Place,
    Postcode,
    Publication,
)

_AREA_COLUMNS = (
    "id place_id code name vintage borough_code borough_name msoa_code ward_code ward_name"
    " geometry longitude latitude population population_by_age deprivation_score"
    " deprivation_decile"
).split()


class PlaceExists(Refused):
    """A place of this name, or one of its small areas, is here already."""


@transaction.atomic
def copy_place(place: PlaceToLoad, *, by: Actor, at: datetime) -> LoadedPlace:
    """Write a place with its areas, practices, lists, postcodes and plan, and adopt the plan.

    Organisations are created for practices, networks and the care board whose codes are new; a
    practice that an earlier place brought keeps its row.

    Raises:
        PlaceExists: If the name is taken, or an area belongs to another place.
        PlanLeavesAreasOut: If the plan does not have every area.
    """
    _check_new(place)
    row = Place.objects.create(
        name=place.name,
        is_synthetic=place.is_synthetic,
        source=place.source,
        icb_id=_icb(place, by=by, at=at),
        recorded_at=at,
    )
    area_ids = _copy_areas(row.pk, place)
    copy_further_bases(place.further_bases, area_ids)
    copy_postcodes(place.postcodes, area_ids)
    practice_ids = copy_practices(place, area_ids, by=by, at=at)
    record_publications(row.pk, place, at=at)
    plan_id = _draft_plan(row.pk, place, area_ids, by=by, at=at)
    adopt_plan(plan_id=plan_id, from_on=place.plan.adopted_from, by=by, at=at)
    audit.record(
        action="places.copy_place",
        subject_kind="place",
        subject_id=row.pk,
        by=by,
        at=at,
        detail={"areas": len(area_ids), "practices": len(practice_ids)},
    )
    codes = tuple(sorted(home.code for home in place.plan.neighbourhoods))
    return LoadedPlace(row.pk, area_ids, practice_ids, codes)


def _check_new(place: PlaceToLoad) -> None:
    if Place.objects.filter(name=place.name).exists():
        raise PlaceExists(f"There is a place called {place.name} already.")
    codes = [area.code for area in place.areas]
    taken = Area.objects.filter(code__in=codes).select_related("place").first()
    if taken is not None:
        raise PlaceExists(
            f"Small area {taken.code} belongs to {taken.place.name} already.",
            why="A small area lies in one place.",
            remedy="Import the boroughs that are not here yet, or start with empty books.",
        )


def _icb(place: PlaceToLoad, *, by: Actor, at: datetime) -> int | None:
    if place.icb is None:
        return None
    code, name = place.icb
    return organisations.create_organisation(
        ods_code=code, name=name, kind="icb", is_synthetic=place.is_synthetic, by=by, at=at
    )


def _copy_areas(place_id: int, place: PlaceToLoad) -> dict[str, int]:
    codes = [area.code for area in place.areas]
    ids = dict(zip(codes, next_ids("places_area", len(codes)), strict=True))
    copy_rows(
        "places_area",
        _AREA_COLUMNS,
        (_area_row(ids[area.code], place_id, place.vintage, area) for area in place.areas),
    )
    copy_rows(
        "places_areaadjacency",
        ("area_a_id", "area_b_id", "shared_metres"),
        ((*sorted((ids[a], ids[b])), metres) for a, b, metres in place.adjacency),
    )
    return ids


def _area_row(key: int, place_id: int, vintage: str, area: AreaToLoad) -> tuple[object, ...]:
    return (
        key,
        place_id,
        area.code,
        area.name,
        vintage,
        area.borough_code,
        area.borough_name,
        area.msoa_code,
        area.ward_code,
        area.ward_name,
        json.dumps(area.geometry),
        area.longitude,
        area.latitude,
        area.population,
        json.dumps(dict(area.population_by_age)),
        area.deprivation_score,
        area.deprivation_decile,
    )


def copy_further_bases(bases: Mapping[str, Mapping[str, int]], area_ids: Mapping[str, int]) -> int:
    """Write residents on further bases, and give how many counts that were."""
    return copy_rows(
        "places_areapopulation",
        ("area_id", "base", "people"),
        (
            (area_ids[code], base, people)
            for base, counted in sorted(bases.items())
            for code, people in sorted(counted.items())
        ),
    )


def copy_postcodes(postcodes: Iterable[PostcodeToLoad], area_ids: Mapping[str, int]) -> int:
    """Write postcodes that are not here yet; a derived one gives way to a better one."""
    found = {entry.code: entry for entry in postcodes}
    better = [code for code, entry in found.items() if entry.source != "derived"]
    Postcode.objects.filter(code__in=better, source="derived").delete()
    known = set(Postcode.objects.filter(code__in=found).values_list("code", flat=True))
    return copy_rows(
        "places_postcode",
        ("code", "area_id", "longitude", "latitude", "source"),
        (
            (entry.code, area_ids[entry.area_code], entry.longitude, entry.latitude, entry.source)
            for code, entry in found.items()
            if code not in known
        ),
    )


def record_publications(place_id: int, place: PlaceToLoad, *, at: datetime) -> None:
    """Write down which files the place was read from; those already written down stay."""
    Publication.objects.bulk_create(
        [
            Publication(
                place_id=place_id,
                kind=entry.kind,
                title=entry.title,
                publisher=entry.publisher,
                file_name=entry.file_name,
                sha256=entry.sha256,
                as_of=entry.as_of,
                rows_read=entry.rows_read,
                rows_kept=entry.rows_kept,
                recorded_at=at,
            )
            for entry in place.publications
        ],
        ignore_conflicts=True,
    )


def _draft_plan(
    place_id: int, place: PlaceToLoad, area_ids: Mapping[str, int], *, by: Actor, at: datetime
) -> int:
    plan = NeighbourhoodPlan.objects.create(
        place_id=place_id,
        name=place.plan.name,
        explanation=place.plan.explanation,
        source=place.plan.source,
        is_provisional=place.plan.is_provisional,
        came_with_place=True,
        made_at=at,
        made_by=by.identifier,
    )
    homes = Neighbourhood.objects.bulk_create(
        [
            Neighbourhood(plan=plan, code=home.code, name=home.name)
            for home in place.plan.neighbourhoods
        ]
    )
    rows: list[Sequence[int]] = [
        (plan.pk, area_ids[code], row.pk)
        for home, row in zip(place.plan.neighbourhoods, homes, strict=True)
        for code in home.area_codes
    ]
    copy_rows("places_planarea", ("plan_id", "area_id", "neighbourhood_id"), rows)
    return plan.pk
