"""What the boundary report and the designer are made of: a place's published counts, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Max

from peckham.places.domain.boundary import NO_NETWORK, Count, Ground
from peckham.places.models import Area, AreaPopulation, ListCount, PcnMembership, Publication
from peckham.places.queries.plans import areas_of_plan

_BASE = "residents"


@dataclass(frozen=True, slots=True)
class Named:
    """Names of what a report speaks of in codes: networks, practices and neighbourhoods."""

    networks: Mapping[str, str]
    practices: Mapping[str, str]
    neighbourhoods: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Registered:
    """Registered patients of a place: by practice and small area, and each practice's network.

    Args:
        counted_on: The day of the count, or None where nobody was counted.
    """

    counts: tuple[Count, ...]
    network_of: Mapping[str, str]
    core: frozenset[str]
    network_names: Mapping[str, str]
    practice_names: Mapping[str, str]
    counted_on: date | None


def ground_of(plan_id: int, place_id: int, *, on: date) -> tuple[Ground, Named]:
    """Give what a plan's boundary report is made of, with the names of everything in it.

    Args:
        plan_id: The plan.
        place_id: Its place.
        on: The day whose networks and counts are used.
    """
    listed, plan = registered_in(place_id, on=on), areas_of_plan(plan_id)
    residents = dict(Area.objects.filter(place_id=place_id).values_list("code", "population"))
    ground = Ground(listed.counts, listed.network_of, listed.core, plan.homes, residents)
    return ground, Named(listed.network_names, listed.practice_names, plan.names)


def registered_in(place_id: int, *, on: date) -> Registered:
    """Read the last count on or before a day, and the networks of that day."""
    found = ListCount.objects.filter(area__place_id=place_id, counted_on__lte=on)
    counted_on = found.aggregate(latest=Max("counted_on"))["latest"]
    rows = found.filter(counted_on=counted_on).values_list(
        "practice__organisation__ods_code", "area__code", "patients"
    )
    names = dict(
        found.filter(counted_on=counted_on)
        .values_list("practice__organisation__ods_code", "practice__organisation__name")
        .distinct()
    )
    members = PcnMembership.objects.filter(
        during__contains=on,
        superseded_at__isnull=True,
        practice__organisation__ods_code__in=names,
    ).values_list("practice__organisation__ods_code", "pcn__ods_code", "pcn__name")
    network_of = {practice: network for practice, network, _ in members}
    return Registered(
        counts=tuple(sorted(rows)),
        network_of=network_of,
        core=_core(place_id, on),
        network_names={NO_NETWORK: "", **{network: name for _, network, name in members}},
        practice_names=names,
        counted_on=counted_on,
    )


def bases_of(place_id: int) -> dict[str, dict[str, int | None]]:
    """Give residents by small area on every base: the published estimate first, then by name."""
    areas = dict(Area.objects.filter(place_id=place_id).values_list("code", "population"))
    as_of = (
        Publication.objects.filter(place_id=place_id, kind=Publication.Kind.POPULATION)
        .values_list("as_of", flat=True)
        .first()
    )
    found: dict[str, dict[str, int | None]] = {as_of or _BASE: areas}
    for code, base, people in (
        AreaPopulation.objects.filter(area__place_id=place_id)
        .order_by("base", "area__code")
        .values_list("area__code", "base", "people")
    ):
        found.setdefault(base, {})[code] = people
    return found


def _core(place_id: int, on: date) -> frozenset[str]:
    """Give the networks of the place: more than half of their patients live in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body.ods_code FROM peckham.networks_in_place(%s, %s) network"
            " JOIN organisations_organisation body ON body.id = network.pcn_id"
            " WHERE network.is_of_the_place",
            [place_id, on],
        )
        return frozenset(code for (code,) in cursor.fetchall())


def counts_of_areas(place_id: int, *, on: date) -> dict[str, tuple[int | None, int | None]]:
    """Give residents and registered patients of each small area; None where nobody was counted."""
    listed = registered_in(place_id, on=on)
    registered: dict[str, int] = {}
    for _, area, patients in listed.counts:
        registered[area] = registered.get(area, 0) + patients
    rows = Area.objects.filter(place_id=place_id).order_by("code")
    return {
        code: (people, registered.get(code, 0) if listed.counts else None)
        for code, people in rows.values_list("code", "population")
    }
