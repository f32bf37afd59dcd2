"""Project residents by small area, age and year: cohorts, homes to come, and how sure it is."""

import argparse
import json
from pathlib import Path

from peckham import __version__
from peckham.interfaces.cli import outputs
from peckham.interfaces.cli.progress import Progress
from peckham.kernel import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from peckham.places.offline import growth

    parser.add_argument(
        "--residents",
        metavar="CSV",
        type=Path,
        required=True,
        help="residents to begin with; header lsoa,borough,age,residents; age as 0-4, 0-15 or 65+",
    )
    parser.add_argument(
        "--base-year", metavar="YEAR", type=int, required=True, help="the year of that count"
    )
    parser.add_argument(
        "--sites",
        metavar="CSV",
        type=Path,
        help="housing sites, a row for each phase: site,phase,lsoa,first_year,last_year,dwellings,"
        "bedrooms_1,bedrooms_2,bedrooms_3,bedrooms_4,owned,social,rented (shares that sum to 1), "
        "and built (yes or no) where that is known",
    )
    parser.add_argument(
        "--totals",
        metavar="CSV",
        type=Path,
        help="borough totals to be brought to; header borough,year,residents",
    )
    parser.add_argument(
        "--plan",
        metavar="CSV",
        type=Path,
        help="a neighbourhood plan to sum by; header lsoa,neighbourhood",
    )
    parser.add_argument(
        "--tables",
        metavar="DIR",
        type=Path,
        help="coefficients in the place of those in data/growth, file by file",
    )
    parser.add_argument(
        "--last-year", metavar="YEAR", type=int, default=2045, help="the last year projected"
    )
    parser.add_argument(
        "--trigger",
        metavar="RESIDENTS",
        type=float,
        default=growth.TRIGGER,
        help="residents of a neighbourhood whose year is told",
    )
    _add_drawing(parser)
    _add_outputs(parser)


def _add_drawing(parser: argparse.ArgumentParser) -> None:
    from peckham.places.offline import growth

    parser.add_argument("--seed", type=int, default=1, help="of what is drawn")
    parser.add_argument("--draws", type=int, default=growth.DRAWS, help="how many times")


def _add_outputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        metavar="CSV",
        type=Path,
        required=True,
        help="where to write residents by area, year and age: planned, P10, P50 and P90",
    )
    parser.add_argument(
        "--graph",
        metavar="JSON",
        type=Path,
        help="a graph for places design, to be written again with the years of --bases",
    )
    parser.add_argument(
        "--graph-out", metavar="JSON", type=Path, help="where to write it, with bases p10_2037 ..."
    )
    parser.add_argument(
        "--bases", metavar="YEAR", type=int, nargs="+", default=[], help="which years to add to it"
    )
    parser.add_argument(
        "--json", metavar="JSON", type=Path, help="where to write the report by neighbourhood"
    )


def run(options: argparse.Namespace) -> int:
    from peckham.places.offline import growth, growth_graphs, growth_report

    progress = Progress()
    if bool(options.graph) != bool(options.graph_out) or bool(options.graph) != bool(options.bases):
        raise Refused("--graph, --graph-out and --bases go together.")
    outputs.check((options.out, options.json, options.graph_out))
    asked = growth.Asked(
        residents=options.residents,
        base_year=options.base_year,
        last_year=options.last_year,
        sites=options.sites,
        totals=options.totals,
        plan=options.plan,
        tables=options.tables,
        trigger=options.trigger,
        seed=options.seed,
        draws=options.draws,
    )
    with progress.step("Projecting") as step:
        grown = growth.grow(asked, progress=lambda done, whole: step.of(done, whole, "phases"))
    with progress.step("Writing") as step:
        rows = growth_report.write_table(
            grown, options.out, progress=lambda done, whole: step.of(done, whole, "areas")
        )
        made = growth_report.report(grown, version=__version__)
    if options.json is not None:
        options.json.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    if options.graph is not None:
        with progress.step("Adding bases to the graph"):
            bases = growth_graphs.add_bases(grown, options.graph, options.bases, options.graph_out)
        print(f"{options.graph_out}: design with {' '.join(f'--basis {base}' for base in bases)}")
    print("\n".join([*growth_report.words(grown, made), f"{rows:,} rows in {options.out}"]))
    return 0
