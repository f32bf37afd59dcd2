"""Write contracts as a package of Open Contracting Data Standard releases, each of them checked."""

import argparse
import sys
from pathlib import Path

from peckham.infra import clock
from peckham.kernel import Refused


class NothingToPublish(Refused):
    """No contract of this reference stands, or none at all does."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--schema",
        metavar="FILE",
        type=Path,
        required=True,
        help="release-schema.json of version 1.1 of the standard; nothing is fetched",
    )
    parser.add_argument(
        "--to", metavar="FILE", type=Path, required=True, help="the package to write"
    )
    parser.add_argument(
        "--site",
        metavar="ADDRESS",
        required=True,
        help="address of your public site, such as https://care.example",
    )
    parser.add_argument(
        "--reference", metavar="NAME", help="one contract by its reference; without it, all"
    )


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from peckham.contracts.api import publishing
    from peckham.interfaces.pages.brand import brand

    at, checker = clock.now(), publishing.checker_by(options.schema)
    lines = [
        one for one in publishing.published(at=at) if options.reference in (None, one.reference)
    ]
    if not lines:
        raise NothingToPublish(
            "No such contract stands: there is nothing to publish.",
            why="A draft is published once its first gate is passed.",
        )
    releases = [
        release
        for one in lines
        for release in publishing.releases_of(one.public_id, prefix=settings.OCID_PREFIX, at=at)
    ]
    for release in releases:
        publishing.check_release(release, checker)
    package = publishing.package(
        releases, site=options.site.rstrip("/"), publisher=brand().name, at=at
    )
    options.to.write_text(publishing.written(package) + "\n", encoding="utf-8")
    print(f"{len(releases)} releases of {len(lines)} contracts, each as the schema has it.")
    if settings.OCID_PREFIX == "unregistered":
        print("Their names begin with “unregistered”: see PECKHAM_OCID_PREFIX.", file=sys.stderr)
    return 0
