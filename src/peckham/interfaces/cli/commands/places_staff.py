"""Count the staff that neighbourhoods need, by role, from residents, their age and deprivation."""

import argparse
from pathlib import Path

from peckham.interfaces.cli import outputs
from peckham.kernel import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--residents",
        metavar="CSV",
        type=Path,
        required=True,
        help="header lsoa,borough,age,residents",
    )
    parser.add_argument(
        "--plan", metavar="CSV", type=Path, required=True, help="header lsoa,neighbourhood"
    )
    parser.add_argument(
        "--deprivation",
        metavar="CSV",
        type=Path,
        help="header lsoa,score; without it need goes by age alone",
    )
    parser.add_argument(
        "--ratio", metavar="TOML", type=Path, help="in the place of data/staffing.toml"
    )
    parser.add_argument(
        "--out", metavar="CSV", type=Path, required=True, help="where to write staff by role"
    )


def run(options: argparse.Namespace) -> int:
    from peckham.places.offline import staffing_files

    outputs.check((options.out,))
    if options.ratio is not None and not options.ratio.is_file():
        raise Refused(f"There is no file {options.ratio}.")
    ratio = staffing_files.read_ratio(options.ratio)
    found = staffing_files.count_teams(
        options.residents, options.plan, deprivation=options.deprivation, ratio=ratio
    )
    staffing_files.write_teams(found, ratio, options.out)
    print("\n".join(staffing_files.words(found, ratio)))
    return 0
