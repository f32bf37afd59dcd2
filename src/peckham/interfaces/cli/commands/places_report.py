"""Print a plan's boundary report: networks by neighbourhood, both populations, and what to move."""

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from peckham.infra import clock
from peckham.kernel import Refused, london

if TYPE_CHECKING:
    from peckham.places.api import planning


class UnknownPlace(Refused):
    """No place, or no plan of it, has that name."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--place", metavar="NAME", required=True, help="which place")
    parser.add_argument(
        "--plan", metavar="NAME", help="which of its plans; without it, the one in force"
    )
    parser.add_argument(
        "--lift",
        metavar="POINTS",
        type=float,
        default=1.0,
        help="by how many points of alignment the practice moves are to lift it",
    )
    parser.add_argument(
        "--csv", metavar="FILE", type=Path, help="also write the whole matrix to a file"
    )


def run(options: argparse.Namespace) -> int:
    from peckham.places import api as places

    today = london.day_of(clock.now())
    plan = _plan(options.place, options.plan)
    ground, named = places.planning.ground_of(plan.id, plan.place_id, on=today)
    report = places.planning.boundary_report(ground)
    print("\n".join(_said(plan, report, named)))
    if report.alignment is not None:
        moves = places.planning.moves_that_lift(ground, report, points=options.lift)
        print("\n".join(_moves(moves, options.lift, named)))
    if options.csv:
        with options.csv.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                places.planning.matrix_table(report, named.networks, named.neighbourhoods)
            )
        print(f"The whole matrix: {options.csv}", file=sys.stderr)
    return 0


def _plan(place_name: str, plan_name: str | None) -> "planning.PlanView":
    from peckham.places import api as places

    place = places.place_by_name(place_name)
    if place is None:
        raise UnknownPlace(f"There is no place called “{place_name}”.")
    for plan in places.planning.plans(place.id):
        if plan.state == "adopted" if plan_name is None else plan.name == plan_name:
            return plan
    raise UnknownPlace(f"{place_name} has no plan called “{plan_name}”.")


def _said(
    plan: "planning.PlanView", report: "planning.BoundaryReport", named: "planning.Named"
) -> Iterator[str]:
    yield f"{plan.place_name}: {plan.name} ({plan.state})"
    if report.alignment is None:
        yield "Nobody is known to be registered here, so nothing is said of alignment."
    else:
        yield (
            f"{report.aligned:,} of {report.registrations:,} patients of its own networks live in"
            f" their network's home neighbourhood: {100 * report.alignment:.1f} %."
            f" {report.others:,} more are with networks of elsewhere, or with none."
        )
    yield ""
    yield "Neighbourhood: residents; registered; of those, with networks at home elsewhere or none"
    for column in report.columns:
        yield (
            f"  {named.neighbourhoods[column.code]}: {column.residents:,}; {column.registered:,};"
            f" {100 * column.leaks_in:.1f} %"
        )
    yield ""
    yield "Network: patients; home; of those, living outside it; neighbourhoods in effect"
    for row in report.rows:
        if row.is_core:
            yield (
                f"  {named.networks[row.network]} ({row.network}): {row.total:,};"
                f" {named.neighbourhoods[row.home]}; {100 * row.leaks_out:.1f} %;"
                f" {row.effective:.2f}"
            )


def _moves(
    found: "planning.SmallestMoves", points: float, named: "planning.Named"
) -> Iterator[str]:
    yield ""
    if not found.is_reached:
        yield f"No move of practices between networks found lifts alignment by {points:g} points."
        return
    proof = (
        "no smaller set does"
        if found.is_proven_smallest
        else f"proven: fewer than {found.at_least} cannot"
    )
    yield (
        f"To lift alignment by {points:g} points, {len(found.moves)} practices would change network"
        f" ({proof}). Nobody moves a practice but the practice:"
    )
    for move in found.moves:
        yield (
            f"  {named.practices[move.practice]} ({move.practice}): from"
            f" {named.networks[move.from_network]} to {named.networks[move.to_network]},"
            f" {move.gain:,} more patients aligned"
        )
