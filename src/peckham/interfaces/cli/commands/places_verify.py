"""Check a plan's certificate against the published files, without the solver that made it."""

import argparse
import time
from pathlib import Path

from peckham.interfaces.cli.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "certificate",
        metavar="CERT",
        type=Path,
        help="a certificate, or the report of `places design --json` that holds one",
    )
    for name, kind, help_ in (
        ("graph", "JSON", "small areas and the boundaries between them, gzipped or not"),
        ("registered", "CSV", "registrations; header lsoa,pcn,n"),
        ("pcns", "CSV", "networks; header pcn,core"),
        ("plan", "CSV", "the plan; header lsoa,neighbourhood"),
    ):
        parser.add_argument(f"--{name}", metavar=kind, type=Path, required=True, help=help_)


def run(options: argparse.Namespace) -> int:
    from peckham.places.offline import verifying

    files = verifying.Files(
        certificate=options.certificate,
        graph=options.graph,
        registered=options.registered,
        networks=options.pcns,
        plan=options.plan,
    )
    begun = time.monotonic()
    with Progress().step("Adding up the certificate"):
        found = verifying.verified(files)
    share, most = (100 * part / max(found.of, 1) for part in (found.aligned, found.bound))
    print(
        f"Verified in {time.monotonic() - begun:.1f} s, without a solver: the"
        f" {found.neighbourhoods} neighbourhoods keep every limit and align {found.aligned:,} of"
        f" {found.of:,} registrations ({share:.3f} %)."
    )
    print(
        f"No plan aligns more than {found.bound:,} ({most:.3f} %): a better one could add"
        f" {found.gap_percent:.3f} % at most. {found.cases:,} cases were added up:"
    )
    for name, count, bound in found.regions:
        print(f"  {name} in {count}: at most {bound:,}")
    return 0
