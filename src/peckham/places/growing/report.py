"""A projection written down: a table by area, year and age band; a report by neighbourhood."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.places.domain.growth.bands import BANDS
from peckham.places.domain.growth.projection import COMPONENTS
from peckham.places.domain.growth.reconciliation import Moved
from peckham.places.domain.growth.triggers import trigger
from peckham.places.domain.growth.uncertainty import Spread
from peckham.places.growing.running import Grown

HEADER = ("lsoa", "year", "age", "planned", "p10", "p50", "p90")
# Further than this a borough was moved so much that the reader has to look why.
FAR = 0.05


def write_table(
    grown: Grown, path: Path, *, progress: Callable[[int, int], None] = lambda done, whole: None
) -> int:
    """Write residents by area, year and five-year band, with a row `all` for all ages.

    Returns:
        How many rows were written.
    """
    areas, rows = grown.projection.ground.areas, 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for number, area in enumerate(areas):
            of_area = list(_rows(area, grown.projection.years, grown.draws.spread([number])))
            writer.writerows(of_area)
            rows += len(of_area)
            progress(number + 1, len(areas))
    return rows


def _rows(area: str, years: Iterable[int], spread: Spread) -> Iterator[tuple[object, ...]]:
    bands = np.concatenate([spread.planned[None], spread.levels]).round(2)
    everybody = np.concatenate([spread.planned_all[None], spread.levels_all]).round(2)
    for y, year in enumerate(years):
        yield (area, year, "all", *everybody[:, y].tolist())
        for number, band in enumerate(BANDS):
            yield (area, year, band, *bands[:, y, number].tolist())


def report(grown: Grown, *, version: str) -> dict[str, Any]:
    """Give the projection by neighbourhood and borough, with how it was made.

    Args:
        grown: The projection.
        version: Of the program, so that the same can be made again.
    """
    made = grown.projection
    neighbourhoods: dict[str, list[int]] = {}
    for number, area in enumerate(made.ground.areas):
        if area in grown.neighbourhood_of:
            neighbourhoods.setdefault(grown.neighbourhood_of[area], []).append(number)
    boroughs = {
        code: np.flatnonzero(made.ground.borough_of == number).tolist()
        for number, code in enumerate(made.ground.borough_codes)
    }
    return {
        "version": version,
        "seed": grown.draws.seed,
        "draws": grown.draws.count,
        "inputs_sha256": dict(grown.sha256),
        "tables_sha256": dict(grown.tables.sha256),
        "unverified": list(grown.tables.unverified),
        "years": list(made.years),
        "homes_finished_by_last_year": round(float(made.finished[:, -1].sum()), 1),
        "homes_lived_in_by_last_year": round(float(made.lived_in[:, -1].sum()), 1),
        "reconciled": [_moved(moved) for moved in made.moved],
        "neighbourhoods": {
            name: _of(grown, areas, grown.asked.trigger)
            for name, areas in sorted(neighbourhoods.items())
        },
        "boroughs": {code: _of(grown, areas, None) for code, areas in boroughs.items()},
    }


def _of(grown: Grown, areas: list[int], threshold: float | None) -> dict[str, Any]:
    made, spread = grown.projection, grown.draws.spread(areas)
    found: dict[str, Any] = {
        "areas": len(areas),
        "planned": _list(spread.planned_all),
        **{
            name: _list(level)
            for name, level in zip(("p10", "p50", "p90"), spread.levels_all, strict=True)
        },
        "planned_by_band": {
            band: _list(spread.planned[:, number]) for number, band in enumerate(BANDS)
        },
        "homes_finished": _list(made.finished[areas].sum(axis=0)),
        "homes_lived_in": _list(made.lived_in[areas].sum(axis=0)),
        "changes": {name: _list(made.changes[name][areas].sum(axis=0)) for name in COMPONENTS},
    }
    if threshold is not None:
        found["trigger"] = asdict(
            trigger(threshold, made.years, planned=spread.planned_all, levels=spread.levels_all)
        )
    return found


def _list(values: NDArray[np.float64]) -> list[float]:
    return [float(value) for value in values.round(1)]


def _moved(moved: Moved) -> Mapping[str, Any]:
    return {
        **asdict(moved),
        "persons": round(moved.persons, 1),
        "percent": round(100 * moved.share, 2),
    }


def words(grown: Grown, found: Mapping[str, Any]) -> Iterator[str]:
    """Say in plain sentences what came out, and what a reader must know before using it.

    Args:
        grown: The projection.
        found: Its report.
    """
    made = grown.projection
    everybody = grown.draws.spread(range(len(made.ground.areas)))
    first, last = made.years[0], made.years[-1]
    yield (
        f"{len(made.ground.areas):,} small areas: {everybody.planned_all[0]:,.0f} residents in"
        f" {first}; in {last} {everybody.planned_all[-1]:,.0f} as planned, P10"
        f" {everybody.levels_all[0, -1]:,.0f}, P50 {everybody.levels_all[1, -1]:,.0f}, P90"
        f" {everybody.levels_all[2, -1]:,.0f}."
    )
    yield (
        f"Homes by {last}: {made.finished[:, -1].sum():,.0f} finished,"
        f" {made.lived_in[:, -1].sum():,.0f} lived in. Triggers go by who lives there, never by"
        " homes finished."
    )
    yield from _said_of_totals(made.moved)
    for name, neighbourhood in found["neighbourhoods"].items():
        years = neighbourhood["trigger"]
        if years["early"] is not None:
            yield (
                f"{name}: passes {years['residents']:,.0f} residents in"
                f" {_year(years['early'])} at P90, {_year(years['middle'])} at P50,"
                f" {_year(years['late'])} at P10."
            )
    if grown.tables.unverified:
        yield (
            "Assumptions, not published figures: "
            + ", ".join(grown.tables.unverified)
            + " (data/growth). Give your own with --tables."
        )


def _said_of_totals(moved: Iterable[Moved]) -> Iterator[str]:
    by_borough: dict[str, list[Moved]] = {}
    for one in moved:
        by_borough.setdefault(one.borough, []).append(one)
    for borough, of in by_borough.items():
        most = max(of, key=lambda one: abs(one.share))
        far = " That is far: look at the rates and the homes." if abs(most.share) > FAR else ""
        yield (
            f"{borough} was brought to its total in {len(of)} years; the most in {most.year}, by"
            f" {most.persons:+,.0f} people ({most.share:+.1%}).{far}"
        )


def _year(year: int | None) -> str:
    return "no year projected" if year is None else str(year)
