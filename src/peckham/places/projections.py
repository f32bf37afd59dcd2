"""Projections that were brought in: the import, and what pages read of them.

One name of the room's front door. Making a projection needs no books and is in `offline`.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import orjson
from django.db import transaction

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.places.domain.growth.stored import (
    BadReport,
    GrowthReport,
    Projected,
    report_of,
)
from peckham.places.domain.growth.trajectory import BeforeTrajectory, Point, Trajectory, trajectory
from peckham.places.models import GrowthRun, Place

__all__ = [
    "BeforeTrajectory",
    "GrowthReport",
    "NameTaken",
    "NoSuchRun",
    "Point",
    "Projected",
    "Run",
    "Trajectory",
    "bring_in",
    "run",
    "runs",
    "trajectory",
]


class NoSuchRun(Refused):
    """No projection has that key."""


class NameTaken(Refused):
    """Another projection of the place has that name, and projections are never changed."""


class NoSuchPlace(Refused):
    """No place has that name."""


@dataclass(frozen=True, slots=True)
class Run:
    """A projection that was brought in."""

    public_id: UUID
    name: str
    place_name: str
    imported_at: datetime
    report_sha256: str


@transaction.atomic
def bring_in(path: Path, *, place_name: str, name: str, by: Actor, at: datetime) -> Run:
    """Keep the report of a projection for a place.

    Args:
        path: What `places grow --json` wrote.
        place_name: The place that it is of.
        name: What to call it.
        by: Who brings it in.
        at: When.

    Raises:
        BadReport: If the file is none, or is broken.
        NoSuchPlace: If there is no such place.
        NameTaken: If the place has another projection of that name.
    """
    if not path.is_file():
        raise BadReport(f"There is no file {path}.")
    text = path.read_bytes()
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadReport(f"{path.name} is no JSON: {error}.") from error
    report_of(said)
    place = Place.objects.filter(name=place_name).first()
    if place is None:
        raise NoSuchPlace(f"There is no place “{place_name}”.")
    digest = sha256(text).hexdigest()
    known = GrowthRun.objects.filter(place=place, name=name).first()
    if known is None:
        known = GrowthRun.objects.create(
            place=place,
            name=name,
            report=said,
            report_sha256=digest,
            imported_at=at,
            imported_by=by.identifier,
        )
        audit.record(
            action="places.bring_in_projection",
            subject_kind="growth run",
            subject_id=known.public_id,
            by=by,
            at=at,
            detail={"sha256": digest},
        )
    elif known.report_sha256 != digest:
        raise NameTaken(f"{place_name} has another projection called “{name}”. Choose a new name.")
    return _run(known)


def runs() -> tuple[Run, ...]:
    """List projections, newest first."""
    rows = GrowthRun.objects.select_related("place").defer("report")
    return tuple(_run(row) for row in rows.order_by("-imported_at", "-pk"))


def run(public_id: UUID) -> GrowthReport:
    """Give what a projection says.

    Raises:
        NoSuchRun: If there is none with that key.
    """
    row = GrowthRun.objects.filter(public_id=public_id).first()
    if row is None:
        raise NoSuchRun("There is no such projection.")
    return report_of(row.report)


def _run(row: GrowthRun) -> Run:
    return Run(row.public_id, row.name, row.place.name, row.imported_at, row.report_sha256)
