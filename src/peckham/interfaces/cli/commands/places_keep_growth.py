"""Keep a projection's report, so that planners see it by neighbourhood and year."""

import argparse
from pathlib import Path

from peckham.infra import clock
from peckham.kernel import Actor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report",
        metavar="JSON",
        type=Path,
        required=True,
        help="what `places grow --plan ... --json` wrote",
    )
    parser.add_argument("--place", metavar="NAME", required=True, help="the place it is of")
    parser.add_argument("--name", metavar="NAME", required=True, help="what to call it")


def run(options: argparse.Namespace) -> int:
    from peckham.places import api as places

    kept = places.projections.bring_in(
        options.report,
        place_name=options.place,
        name=options.name,
        by=Actor.system("places keep-growth"),
        at=clock.now(),
    )
    print(f"Kept “{kept.name}” of {kept.place_name} ({kept.report_sha256[:12]}).")
    return 0
