"""Measure a claim, with the machine printed beside the figures. The code is in `benchmarks/`."""

import argparse
import importlib
import sys
from pathlib import Path

from peckham.interfaces.cli import processes

MEASUREMENTS = ("door", "access", "places", "money")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=MEASUREMENTS,
        help="which measurement; door: the front door; access: what policies, scope and log cost; "
        "places: neighbourhoods beside other tools; money: postings, events, attribution",
    )
    parser.add_argument("--people", type=int, default=2_500_000, help="residents to load")
    parser.add_argument("--requests", type=int, default=10_000_000, help="requests to load")
    parser.add_argument(
        "--invented",
        type=int,
        default=1_000_000,
        help="of these, how many are made one by one, as the last year",
    )
    parser.add_argument("--users", type=int, default=16, help="users at once")
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    parser.add_argument("--seconds", type=float, default=60, help="length of each run of pages")
    parser.add_argument(
        "--sample", type=int, default=2_000, help="residents searched for, in six ways each"
    )
    parser.add_argument("--seed", type=int, default=74, help="of everything that is drawn")
    parser.add_argument(
        "--data", type=Path, help="where the instances of places lie (../shared/data/places)"
    )
    parser.add_argument(
        "--peer-seconds", type=float, default=240, help="what ReCom may take, for places"
    )
    parser.add_argument(
        "--part", action="append", help="only this part of the measurement of money; repeated"
    )
    parser.add_argument(
        "--small", action="store_true", help="2,000 people, or seconds, to try it out"
    )
    parser.add_argument("--keep", action="store_true", help="keep the database for another run")
    parser.add_argument("--results", type=Path, help="where to write (benchmarks/results)")


def run(options: argparse.Namespace) -> int:
    processes.interruptible()
    sys.path.insert(0, str(options.checkout))
    return int(importlib.import_module(f"benchmarks.{options.what}.run").run(options))
