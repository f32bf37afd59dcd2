"""Read a place from its publishers' files, and give its neighbourhoods hubs and services."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from peckham.infra import clock
from peckham.interfaces.cli.progress import Progress
from peckham.kernel import Actor

if TYPE_CHECKING:
    from peckham.places.api import records


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="directories",
        metavar="DIR",
        type=Path,
        action="append",
        required=True,
        help="where the publishers' files lie, with everything below; may be given again",
    )
    parser.add_argument(
        "--area",
        metavar="NAME",
        action="append",
        help="boroughs, divided by commas or given again, or the beginning of a boundary file's "
        "name; without it, every borough that has both boundaries and registrations",
    )
    parser.add_argument(
        "--plan",
        metavar="CSV",
        type=Path,
        help="a neighbourhood plan with the header lsoa,neighbourhood; without it, provisional "
        "neighbourhoods are made",
    )
    parser.add_argument(
        "--postcodes",
        metavar="CSV",
        type=Path,
        help="an ONS Postcode Directory; without it, only the postcodes of practices are known",
    )


def run(options: argparse.Namespace) -> int:
    from django.db import transaction

    from peckham.interfaces.cli.furnishing import admit_demonstrators, furnish
    from peckham.places import api as places

    progress, by, at = Progress(), Actor.system("places import"), clock.now()
    with transaction.atomic():
        with progress.step("Reading publishers' files"):
            report = places.import_published(
                options.directories,
                area_name=", ".join(options.area) if options.area else None,
                plan_path=options.plan,
                postcodes_path=options.postcodes,
                by=by,
                at=at,
            )
        with progress.step("Opening hubs"):
            made = furnish(report.place, by=by, at=at)
            admitted = admit_demonstrators(report.place, by=by, at=at)
    print("\n".join([*_read(report), *_held(report), *_opened(made, admitted)]))
    return 0


def _read(report: "records.ImportReport") -> Iterator[str]:
    for file in report.files:
        yield (
            f"{file.title}, {file.as_of}: {file.rows_kept:,} of {file.rows_read:,} rows"
            f" ({file.file_name})"
        )
    yield (
        f"Registered patients: {report.patients_in_file:,} in the file = {report.patients_here:,}"
        f" living here + {report.patients_elsewhere:,} outside the boundary"
        f" + {report.patients_without_area:,} whose small area is not known"
    )


def _held(report: "records.ImportReport") -> Iterator[str]:
    yield (
        f"{report.place.name}: {report.areas:,} small areas ({report.adjacencies:,} pairs side by"
        f" side), {report.practices:,} practices in {report.networks:,} networks,"
        f" {report.postcodes:,} postcodes, {report.neighbourhoods} neighbourhoods"
        f" ({report.plan_name})"
    )
    yield from report.explanations
    yield from (f"Note: {warning}" for warning in report.warnings)
    if report.unchanged:
        yield "Nothing was changed: this place was read from these files before."


def _opened(made: int, admitted: list[str]) -> Iterator[str]:
    if made:
        yield (
            f"{made} hubs, each with a reception, a duty team and the ten core services, were made"
            " from a template (data/hub_template.toml); their names say so."
        )
    if admitted:
        yield f"The demonstration's sign-ins are members of their teams: {', '.join(admitted)}."
