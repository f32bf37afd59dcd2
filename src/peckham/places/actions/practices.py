"""Writing practices, their networks and their lists by COPY."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import uuid4

from django.db.models import F
from django.db.models.functions import Greatest
from psycopg.types.range import DateRange

from peckham.infra.copying import copy_rows, next_ids
from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.places.domain.loading import PlaceToLoad, PracticeToLoad
from peckham.places.models import PcnMembership, Practice

_PRACTICE_COLUMNS = (
    "id public_id organisation_id postcode area_id longitude latitude list_size status"
    " commissioner_code icb_code"
).split()


def copy_practices(
    place: PlaceToLoad, area_ids: Mapping[str, int], *, by: Actor, at: datetime
) -> dict[str, int]:
    """Write a place's practices with their memberships and lists; give their keys by ODS code.

    A practice known from another place keeps its row. Its list is the larger of the two figures,
    since either file may have held only part of the country.
    """
    organisation_ids = _organisations(place)
    known = dict(
        Practice.objects.filter(
            organisation_id__in=[organisation_ids[entry.ods_code] for entry in place.practices]
        ).values_list("organisation__ods_code", "pk")
    )
    new = [entry for entry in place.practices if entry.ods_code not in known]
    ids = known | dict(
        zip(
            (entry.ods_code for entry in new),
            next_ids("places_practice", len(new)),
            strict=True,
        )
    )
    copy_rows(
        "places_practice",
        _PRACTICE_COLUMNS,
        (_practice_row(ids, organisation_ids, area_ids, entry) for entry in new),
    )
    _enlarge_lists((entry for entry in place.practices if entry.ods_code in known), ids)
    _copy_memberships(place.practices, ids, organisation_ids, at=at)
    copy_rows(
        "places_listcount",
        ("practice_id", "area_id", "counted_on", "patients"),
        (
            (ids[practice], area_ids[area], place.counted_on, patients)
            for practice, area, patients in place.list_counts
        ),
    )
    return ids


def _organisations(place: PlaceToLoad) -> dict[str, int]:
    """Find the organisations of practices and networks, writing those that are new."""
    wanted = {entry.ods_code: (entry.name, "practice") for entry in place.practices}
    for entry in place.practices:
        for membership in entry.memberships:
            wanted.setdefault(membership.pcn_code, (membership.pcn_name, "pcn"))
    ids = _known_organisations(wanted)
    new = [code for code in wanted if code not in ids]
    fresh = dict(zip(new, next_ids("organisations_organisation", len(new)), strict=True))
    organisations.copy_into(
        "organisation",
        ((fresh[code], uuid4(), code, *wanted[code], place.is_synthetic) for code in new),
    )
    return ids | fresh


def _known_organisations(codes: Iterable[str]) -> dict[str, int]:
    known = {}
    for code in codes:
        try:
            known[code] = organisations.organisation_by_ods(code).id
        except organisations.unknown.UnknownOrganisation:
            continue
    return known


def _practice_row(
    ids: Mapping[str, int],
    organisation_ids: Mapping[str, int],
    area_ids: Mapping[str, int],
    entry: PracticeToLoad,
) -> tuple[object, ...]:
    return (
        ids[entry.ods_code],
        uuid4(),
        organisation_ids[entry.ods_code],
        entry.postcode,
        None if entry.area_code is None else area_ids[entry.area_code],
        entry.longitude,
        entry.latitude,
        entry.list_size,
        entry.status,
        entry.commissioner_code,
        entry.icb_code,
    )


def _enlarge_lists(entries: Iterable[PracticeToLoad], ids: Mapping[str, int]) -> None:
    for entry in entries:
        if entry.list_size is not None:
            Practice.objects.filter(pk=ids[entry.ods_code]).update(
                # GREATEST ignores nulls: an unknown list takes the figure.
                list_size=Greatest(F("list_size"), entry.list_size)
            )


def _copy_memberships(
    practices: Iterable[PracticeToLoad],
    ids: Mapping[str, int],
    organisation_ids: Mapping[str, int],
    *,
    at: datetime,
) -> None:
    entries = [entry for entry in practices if entry.memberships]
    known = set(
        PcnMembership.objects.filter(
            practice_id__in=[ids[entry.ods_code] for entry in entries]
        ).values_list("practice_id", flat=True)
    )
    copy_rows(
        "places_pcnmembership",
        ("practice_id", "pcn_id", "during", "recorded_at"),
        (
            (
                ids[entry.ods_code],
                organisation_ids[membership.pcn_code],
                DateRange(membership.start, membership.end),
                at,
            )
            for entry in entries
            if ids[entry.ods_code] not in known
            for membership in entry.memberships
        ),
    )


def locate_practices(practices: Iterable[PracticeToLoad], area_ids: Mapping[str, int]) -> None:
    """Write down where practices are, once a postcode directory says so."""
    for entry in practices:
        if entry.longitude is not None:
            Practice.objects.filter(organisation__ods_code=entry.ods_code).update(
                longitude=entry.longitude,
                latitude=entry.latitude,
                area_id=None if entry.area_code is None else area_ids[entry.area_code],
            )
