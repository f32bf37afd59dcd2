"""Say year by year what a network of its own lacks, and what beside it would close that."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--trajectory",
        metavar="CSV",
        type=Path,
        required=True,
        help="the dated path of people; header year,people,source",
    )
    add("--own", metavar="LSOA", nargs="+", required=True, help="areas that are served already")
    add("--graph", metavar="JSON", type=Path, required=True, help="what lies beside what")
    add("--registered", metavar="CSV", type=Path, required=True, help="header lsoa,registered")
    add(
        "--practices",
        metavar="CSV",
        type=Path,
        help="header practice,list,consents; only those that say yes are looked at",
    )
    add("--years", metavar="YEAR", type=int, nargs="+", required=True, help="which years")


def run(options: argparse.Namespace) -> int:
    from peckham.places.offline import nesting

    found = nesting.lacking(
        options.trajectory,
        own=options.own,
        graph=options.graph,
        registered=options.registered,
        practices=options.practices,
        years=options.years,
    )
    print("\n".join(nesting.words(found)))
    return 0
