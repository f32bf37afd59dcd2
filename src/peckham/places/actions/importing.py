"""Reading a place from its publishers' files: all of it, or nothing."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.places.actions.loading import (
    copy_further_bases,
    copy_place,
    copy_postcodes,
    record_publications,
)
from peckham.places.actions.practices import locate_practices
from peckham.places.domain.loading import PublicationToLoad
from peckham.places.domain.records import FileRead, ImportReport
from peckham.places.models import Area, NeighbourhoodPlan, Place, Publication
from peckham.places.queries.areas import view_of_place

if TYPE_CHECKING:
    from peckham.places.published.assembly import Assembled


class ReadFromOtherFiles(Refused):
    """The place is here already, read from files that differ from these."""


def import_published(
    directories: Path | Sequence[Path],
    *,
    area_name: str | None = None,
    plan_path: Path | None = None,
    postcodes_path: Path | None = None,
    by: Actor,
    at: datetime,
) -> ImportReport:
    """Read a place from publishers' files, in one transaction; the same files twice change nothing.

    Every file is read to its end and checked against the others before anything is written. A
    postcode directory may be added later by importing the same files with it. Runs as the owner.

    Args:
        directories: Where the files lie, searched with everything below; or the files themselves.
        area_name: Boroughs, divided by commas or "and", or the beginning of a boundary file's
            name. None takes every borough that the registrations and the boundaries share.
        plan_path: A neighbourhood plan (`lsoa,neighbourhood`); without one, provisional
            neighbourhoods are made.
        postcodes_path: An ONS Postcode Directory, where it is not in the directories.
        by: Who imports.
        at: When.

    Raises:
        Refused: Naming the publication, file, line and reason; nothing was changed then.
    """
    where = [directories] if isinstance(directories, Path) else list(directories)
    # Read here and not above: shapes and workbooks are a third of what a web process would load.
    from peckham.places.published.assembly import assemble
    from peckham.places.published.find import find_publications

    files = find_publications(where, given={"plan": plan_path, "postcodes": postcodes_path})
    assembled = assemble(files, area_name)
    with transaction.atomic():
        _one_import_at_a_time()
        standing = Place.objects.filter(name=assembled.place.name).first()
        if standing is None:
            place_id = copy_place(assembled.place, by=by, at=at).place_id
            unchanged = False
        else:
            place_id = standing.pk
            unchanged = not _add_to(standing, assembled, by=by, at=at)
    return _report(place_id, assembled, unchanged=unchanged)


def _one_import_at_a_time() -> None:
    """Wait for an import that is under way: the second of two then finds the first one's place."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('places.import_published'))")


# What may be added to a place that is here: it changes nothing that was read before.
_ADDED_LATER = {Publication.Kind.POSTCODES, Publication.Kind.CENSUS, Publication.Kind.LOOKUP}


def _add_to(place: Place, assembled: "Assembled", *, by: Actor, at: datetime) -> bool:
    """Add a postcode directory or a census to a standing place; say whether any was written.

    Raises:
        ReadFromOtherFiles: If any other file differs from those that the place was read from.
    """
    known = set(Publication.objects.filter(place=place).values_list("kind", "sha256"))
    new = [file for file in assembled.place.publications if (file.kind, file.sha256) not in known]
    if not new:
        return False
    addable = _ADDED_LATER - {kind for kind, _ in known}
    if any(file.kind not in addable for file in new):
        raise ReadFromOtherFiles(_differences(place, new))
    area_ids = dict(Area.objects.filter(place=place).values_list("code", "pk"))
    detail = {}
    kinds = {file.kind for file in new}
    if Publication.Kind.POSTCODES in kinds:
        detail["postcodes"] = copy_postcodes(assembled.place.postcodes, area_ids)
        locate_practices(assembled.place.practices, area_ids)
    if Publication.Kind.CENSUS in kinds:
        detail["counts"] = copy_further_bases(assembled.place.further_bases, area_ids)
    record_publications(place.pk, assembled.place, at=at)
    audit.record(
        action="places.add_publications",
        subject_kind="place",
        subject_id=place.pk,
        by=by,
        at=at,
        detail=detail,
    )
    return True


def _differences(place: Place, new: Sequence[PublicationToLoad]) -> str:
    listed = "; ".join(f"{file.title} ({file.file_name}, {file.as_of})" for file in new)
    return (
        f"{place.name} is here already, read from files that differ from these: {listed}."
        " Newer publications of a place that is in use cannot be imported yet."
    )


def _report(place_id: int, assembled: "Assembled", *, unchanged: bool) -> ImportReport:
    place, registrations = assembled.place, assembled.registrations
    here = sum(registrations.counts.values())
    plan = NeighbourhoodPlan.objects.filter(place_id=place_id, state="adopted").get()
    networks = {spell.pcn_code for entry in place.practices for spell in entry.memberships}
    return ImportReport(
        place=view_of_place(Place.objects.get(pk=place_id)),
        unchanged=unchanged,
        files=tuple(_file_read(entry) for entry in place.publications),
        areas=len(place.areas),
        adjacencies=len(place.adjacency),
        practices=len(place.practices),
        networks=len(networks),
        postcodes=len(place.postcodes),
        neighbourhoods=plan.neighbourhoods.count(),
        patients_in_file=registrations.patients,
        patients_here=here,
        patients_elsewhere=registrations.patients - here - registrations.without_area,
        patients_without_area=registrations.without_area,
        plan_name=plan.name,
        is_provisional=plan.is_provisional,
        explanations=tuple(plan.explanation.splitlines()),
        warnings=tuple(assembled.warnings),
    )


def _file_read(entry: PublicationToLoad) -> FileRead:
    return FileRead(
        kind=entry.kind,
        title=entry.title,
        file_name=entry.file_name,
        as_of=entry.as_of,
        rows_read=entry.rows_read,
        rows_kept=entry.rows_kept,
        sha256=entry.sha256,
    )
