"""Reads of general practices."""

from peckham.places.domain.records import PracticeView
from peckham.places.models import Practice


def practices() -> tuple[PracticeView, ...]:
    """List practices in order of ODS code."""
    found = Practice.objects.select_related("organisation").order_by("organisation__ods_code")
    return tuple(map(view_of_practice, found))


def practice(practice_id: int) -> PracticeView | None:
    """Give a practice by its key."""
    found = Practice.objects.select_related("organisation").filter(pk=practice_id).first()
    return None if found is None else view_of_practice(found)


def practice_by_ods(code: str) -> PracticeView | None:
    """Find a practice by its ODS code, whatever its case."""
    found = (
        Practice.objects.select_related("organisation")
        .filter(organisation__ods_code=code.strip().upper())
        .first()
    )
    return None if found is None else view_of_practice(found)


def view_of_practice(practice: Practice) -> PracticeView:
    """Copy a row, with its organisation loaded, into the record that others may hold."""
    return PracticeView(
        id=practice.pk,
        public_id=practice.public_id,
        organisation_id=practice.organisation_id,
        ods_code=practice.organisation.ods_code,
        name=practice.organisation.name,
        postcode=practice.postcode,
        area_id=practice.area_id,
        longitude=practice.longitude,
        latitude=practice.latitude,
        list_size=practice.list_size,
        is_active=practice.status == "active",
    )
