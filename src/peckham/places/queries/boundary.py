"""Residents and registered patients by neighbourhood: two populations, never averaged (rule 34)."""

from datetime import date

from django.db.models import Max

from peckham.places.domain.records import RegisteredCount, ResidentCount
from peckham.places.models import ListCount, PcnMembership, PlanArea


def residents_by_neighbourhood(on: date) -> tuple[ResidentCount, ...]:
    """Sum published residents over the small areas of each neighbourhood in force on a day."""
    found = (
        PlanArea.objects.filter(plan__during__contains=on)
        .order_by("plan__place_id", "neighbourhood__code", "area__code")
        .values_list(
            "neighbourhood_id",
            "neighbourhood__code",
            "neighbourhood__name",
            "area__code",
            "area__population",
        )
    )
    parts: dict[int, list[tuple[str, str, str, int | None]]] = {}
    for key, code, name, area_code, population in found:
        parts.setdefault(key, []).append((code, name, area_code, population))
    return tuple(
        ResidentCount(
            neighbourhood_code=rows[0][0],
            neighbourhood_name=rows[0][1],
            residents=sum(row[3] for row in rows if row[3] is not None),
            areas=len(rows),
            areas_without_count=tuple(row[2] for row in rows if row[3] is None),
        )
        for rows in parts.values()
    )


def registered_by_neighbourhood(on: date) -> tuple[RegisteredCount, ...]:
    """Give the whole matrix of practices (with their networks) by neighbourhood, cell by cell.

    Counts are those last published on or before `on` for each small area; only people who live in
    the places known here are in it. Nothing is averaged or rounded (rules 28 and 34).
    """
    counted_on = dict(
        ListCount.objects.filter(counted_on__lte=on)
        .values_list("area__place_id")
        .annotate(latest=Max("counted_on"))
    )
    home = {
        row[0]: row[1:]
        for row in PlanArea.objects.filter(plan__during__contains=on).values_list(
            "area_id", "neighbourhood__code", "neighbourhood__name", "plan__place_id"
        )
    }
    network = networks_on(on)
    sums: dict[tuple[str, str, int, str, str, date], int] = {}
    for area_id, practice_id, code, name, day, patients in ListCount.objects.filter(
        counted_on__in=set(counted_on.values())
    ).values_list(
        "area_id",
        "practice_id",
        "practice__organisation__ods_code",
        "practice__organisation__name",
        "counted_on",
        "patients",
    ):
        if area_id in home and counted_on[home[area_id][2]] == day:
            key = (*home[area_id][:2], practice_id, code, name, day)
            sums[key] = sums.get(key, 0) + patients
    return tuple(
        RegisteredCount(
            neighbourhood_code=key[0],
            neighbourhood_name=key[1],
            practice_id=key[2],
            practice_code=key[3],
            practice_name=key[4],
            pcn_code=network.get(key[2], ("", ""))[0],
            pcn_name=network.get(key[2], ("", ""))[1],
            counted_on=key[5],
            patients=patients,
        )
        for key, patients in sorted(sums.items())
    )


def networks_on(on: date) -> dict[int, tuple[str, str]]:
    """Give the code and name of each practice's network on a day, by practice key."""
    return {
        practice_id: (code, name)
        for practice_id, code, name in PcnMembership.objects.filter(
            during__contains=on, superseded_at__isnull=True
        ).values_list("practice_id", "pcn__ods_code", "pcn__name")
    }
