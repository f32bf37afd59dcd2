"""Split a neighbourhood that grows too large inside its own boundary: child of parent."""

import argparse
from pathlib import Path

from peckham.interfaces.cli import outputs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--plan", metavar="CSV", type=Path, required=True, help="header lsoa,neighbourhood")
    add("--growth", metavar="CSV", type=Path, required=True, help="what places grow --out wrote")
    add("--graph", metavar="JSON", type=Path, required=True, help="what lies beside what")
    add("--root", metavar="LSOA", required=True, help="the area that the child grows from")
    add("--year", type=int, required=True, help="the year of the split")
    add(
        "--level",
        choices=("planned", "p10", "p50", "p90"),
        default="p50",
        help="of the residents of that year",
    )
    add("--least", metavar="RESIDENTS", type=float, default=50_000, help="fewest in either part")
    add("--name", required=True, help="what to call the child")
    add("--out", metavar="CSV", type=Path, required=True, help="where to write the new plan")


def run(options: argparse.Namespace) -> int:
    from peckham.places.offline import nesting

    outputs.check((options.out,))
    found = nesting.split(
        options.plan,
        growth=options.growth,
        graph=options.graph,
        root=options.root,
        year=options.year,
        level=options.level,
        least=options.least,
        out=options.out,
        name=options.name,
    )
    print(
        f"{found.parent} in {options.year} ({options.level}): {options.name},"
        f" {len(found.split.child)} small areas and {found.child_people:,.0f} residents; the rest,"
        f" {len(found.split.rest)} and {found.rest_people:,.0f}. Boundary between them:"
        f" {found.split.cut_metres / 1000:,.1f} km. Nobody outside {found.parent} is touched."
    )
    return 0
