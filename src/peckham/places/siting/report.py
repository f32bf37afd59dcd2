"""Hubs written down: which site for whom, how far, by deprivation, and what nesting costs."""

import csv
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from peckham.places.domain.siting.hubs import Sited
from peckham.places.siting.reading import Posed

HEADER = ("lsoa", "neighbourhood", "hub", "distance", "unit")


def write_areas(posed: Posed, sited: Sited, path: Path) -> None:
    """Write the hub of each small area and how far it is."""
    question = posed.question
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for area, home, hub, distance in zip(
            question.areas, question.neighbourhoods, sited.nearest, sited.distances, strict=True
        ):
            writer.writerow((area, home, hub, f"{distance:.3f}", question.travel.unit))


def report(posed: Posed, sited: Sited, free: Sited | None, *, version: str) -> dict[str, Any]:
    """Give everything that was found.

    Args:
        posed: The question.
        sited: Hubs inside neighbourhoods.
        free: As many with no regard to neighbourhoods; None when not every pair is known.
        version: Of the program.
    """
    question = posed.question
    found: dict[str, Any] = {
        "version": version,
        "unit": question.travel.unit,
        "within": question.within,
        "objective": "covering" if question.is_covering else "p-median",
        "practices_closed_or_relinked": 0,
        "hubs": [
            {"neighbourhood": name, "site": site, "name": posed.names[site]}
            for name, sites in sited.hubs.items()
            for site in sites
        ],
        "nested": _figures(sited),
    }
    if free is not None:
        found["anywhere"] = _figures(free)
        found["price_of_nesting"] = {
            "unit": "points of the share" if question.is_covering else "percent of the mean",
            "between": [round(end, 2) for end in price(posed, sited, free)],
        }
    return found


def price(posed: Posed, sited: Sited, free: Sited) -> tuple[float, float]:
    """Give what it costs that hubs stand inside neighbourhoods.

    Returns:
        At least and at most: against the best siting found anywhere, and against the bound on
        any. In percent of the mean; where people are to be reached, in points of the share.
    """
    if posed.question.is_covering:
        return 100 * (free.reached - sited.reached), 100 * (free.bound - sited.reached)
    low, high = (100 * (sited.mean / of - 1) if of > 0 else 0.0 for of in (free.mean, free.bound))
    return low, high


def _figures(sited: Sited) -> dict[str, Any]:
    return {
        "mean": round(sited.mean, 4),
        "p95": round(sited.p95, 4),
        "share_within": round(sited.reached, 4),
        "is_proven": sited.is_proven,
        "bound": round(sited.bound, 4),
        "fifths_most_deprived_first": [asdict(fifth) for fifth in sited.fifths],
        "furthest_fifth": sited.worst_fifth.number if sited.worst_fifth else None,
    }


def words(posed: Posed, sited: Sited, free: Sited | None) -> Iterator[str]:
    """Say in plain sentences what was found."""
    unit, within = posed.question.travel.unit, posed.question.within
    for name, sites in sited.hubs.items():
        yield f"{name}: {', '.join(f'{posed.names[site]} ({site})' for site in sites)}"
    proven = (
        "nothing better exists inside these neighbourhoods" if sited.is_proven else "not proven"
    )
    yield (
        f"Mean {sited.mean:.3f} {unit}, 19 in 20 within {sited.p95:.2f}; {sited.reached:.1%} of"
        f" residents within {within:g} ({proven})."
    )
    yield from _said_of_fifths(sited, unit)
    if free is not None:
        low, high = price(posed, sited, free)
        least = f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f} to {high:.1f}"
        of = "points of those reached" if posed.question.is_covering else "% of distance"
        yield (
            f"With no regard to neighbourhoods as many hubs could be at a mean of {free.mean:.3f}"
            f" {unit} ({free.reached:.1%} within {within:g}): nesting costs {least} {of}."
        )
    elif posed.question.travel.unknown:
        yield (
            f"The price of nesting is not told: {posed.question.travel.unknown:,} pairs across"
            " neighbourhoods have no travel time."
        )
    if unit != "minutes":
        yield "Straight lines are not journeys: give --travel with minutes where you have them."
    yield "No practice is closed, moved or joined to another network by this (rule 33)."


def _said_of_fifths(sited: Sited, unit: str) -> Iterator[str]:
    if not sited.fifths or sited.worst_fifth is None:
        yield "How far the most deprived have to go is not told: a score is missing."
        return
    most, least = sited.fifths[0], sited.fifths[-1]
    yield (
        f"The most deprived fifth of areas goes {most.mean:.3f} {unit} on average"
        f" ({most.reached:.1%} within reach), the least deprived {least.mean:.3f}"
        f" ({least.reached:.1%}); the furthest is fifth {sited.worst_fifth.number} of 5"
        " (1 the most deprived)."
    )
