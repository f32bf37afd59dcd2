"""Choose sites for hubs inside neighbourhoods, and say what that costs; it closes no practice."""

import argparse
import json
from pathlib import Path

from peckham import __version__
from peckham.interfaces.cli import outputs
from peckham.interfaces.cli.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    for name, help_ in (
        ("areas", "header lsoa,residents,longitude,latitude, and deprivation where it is known"),
        ("plan", "a neighbourhood plan with the header lsoa,neighbourhood"),
        ("sites", "candidate sites; header site,name,longitude,latitude, and lsoa where known"),
    ):
        parser.add_argument(f"--{name}", metavar="CSV", type=Path, required=True, help=help_)
    parser.add_argument(
        "--travel",
        metavar="CSV",
        type=Path,
        help="travel times; header lsoa,site,minutes; without it, straight lines, called so",
    )
    parser.add_argument(
        "--measure",
        choices=("median", "covering"),
        default="median",
        help="to be near people on average, or to reach the most of them",
    )
    parser.add_argument(
        "--within", metavar="N", type=float, help="a reach in km or minutes (1.6 or 20)"
    )
    parser.add_argument(
        "--total", metavar="N", type=int, help="hubs in all; without it, one a neighbourhood"
    )
    parser.add_argument(
        "--out", metavar="CSV", type=Path, required=True, help="where to write each area's hub"
    )
    parser.add_argument("--json", metavar="JSON", type=Path, help="where to write the report")


def run(options: argparse.Namespace) -> int:
    from peckham.places.offline import hubs, hubs_report, siting

    progress = Progress()
    outputs.check((options.out, options.json))
    asked = hubs.Asked(
        areas=options.areas,
        plan=options.plan,
        sites=options.sites,
        travel=options.travel,
        within=options.within,
        is_covering=options.measure == "covering",
        total=options.total,
    )
    with progress.step("Reading"):
        posed = hubs.pose(asked)
    with progress.step("Choosing inside neighbourhoods"):
        sited = siting.within_neighbourhoods(posed.question, total=asked.total)
    free = None
    if not posed.question.travel.unknown:
        with progress.step("Choosing anywhere, to compare"):
            free = siting.anywhere(posed.question, sum(map(len, sited.hubs.values())))
    hubs_report.write_areas(posed, sited, options.out)
    if options.json is not None:
        made = hubs_report.report(posed, sited, free, version=__version__)
        options.json.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print("\n".join(hubs_report.words(posed, sited, free)))
    return 0
