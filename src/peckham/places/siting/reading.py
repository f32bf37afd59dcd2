"""Reads what hubs are sited by, and makes the question of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from peckham.places.domain.siting.hubs import Question
from peckham.places.domain.siting.travel import Travel, minutes, straight_line
from peckham.places.published.plan_file import read_plan
from peckham.places.published.refusals import BadPublication, BadValue, DuplicateRow, WrongColumns
from peckham.places.published.text_table import header_of, rows_of

AREAS = ("lsoa", "residents", "longitude", "latitude")
SITES = ("site", "name", "longitude", "latitude")
TRAVEL = ("lsoa", "site", "minutes")
# Twenty minutes on foot at an easy pace, and as many by whatever the times are of.
WITHIN_KM = 1.6
WITHIN_MINUTES = 20.0


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the files are and what is wanted of them.

    Args:
        areas: Areas with residents, centre and, if known, deprivation.
        plan: Which neighbourhood each area is in.
        sites: Candidate sites.
        travel: Minutes by pair, or None for straight lines.
        within: A reach in km or minutes, or None for the usual one.
        is_covering: Whether to reach the most people.
        total: Hubs in all, or None for one in each neighbourhood.
    """

    areas: Path
    plan: Path
    sites: Path
    travel: Path | None = None
    within: float | None = None
    is_covering: bool = False
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Posed:
    """The question, and the names of sites by their codes."""

    question: Question
    names: Mapping[str, str]


def pose(asked: Asked) -> Posed:
    """Read the files.

    A site without a small area of its own is taken to stand in the area whose centre is nearest.

    Raises:
        BadPublication: Naming the file, the line and what is wrong.
        BadTravel: If a travel time cannot be.
    """
    for path in (asked.areas, asked.plan, asked.sites, asked.travel):
        if path is not None and not path.is_file():
            raise BadPublication(path, f"there is no such file ({path})")
    areas = _table(asked.areas, AREAS, ("deprivation",))
    sites = _table(asked.sites, SITES, ("lsoa",))
    plan = read_plan(asked.plan, areas)
    centres = _coordinates(asked.areas, areas)
    places = _coordinates(asked.sites, sites)
    lines = straight_line(centres, places)
    travel = _times(asked.travel, tuple(areas), tuple(sites)) if asked.travel else lines
    within = WITHIN_MINUTES if asked.travel else WITHIN_KM
    question = Question(
        areas=tuple(areas),
        neighbourhoods=tuple(plan[area] for area in areas),
        weights=np.array([_number(asked.areas, row, "residents") for row in areas.values()]),
        deprivation=np.array([_score(asked.areas, row) for row in areas.values()]),
        sites=tuple(sites),
        site_neighbourhoods=_homes(asked.sites, sites, tuple(areas), plan, lines),
        travel=travel,
        within=within if asked.within is None else asked.within,
        is_covering=asked.is_covering,
    )
    return Posed(question, {code: row["name"] for code, row in sites.items()})


type _Rows = dict[str, dict[str, str]]


def _table(path: Path, columns: Sequence[str], optional: Sequence[str]) -> _Rows:
    header = [cell.lower() for cell in header_of(path)]
    missing = [column for column in columns if column not in header]
    if missing:
        raise WrongColumns(
            path,
            f"the column “{missing[0]}” is not there",
            line=1,
            remedy=f"The header is {','.join(columns)}; {', '.join(optional)} may be there too.",
        )
    wanted = [column for column in (*columns, *optional) if column in header]
    found: _Rows = {}
    for line, cells in rows_of(path, [header.index(column) for column in wanted]):
        row = dict(zip(wanted, (cell.strip() for cell in cells), strict=True))
        code = row[columns[0]]
        if not code:
            raise BadValue(path, f"there is no {columns[0]}", line=line)
        if code in found:
            raise DuplicateRow(path, f"{code} came on an earlier line already", line=line)
        found[code] = {**row, "line": str(line)}
    if not found:
        raise BadValue(path, "there are no rows below the header")
    # By code: the order of rows must not part sites that are equally good.
    return dict(sorted(found.items()))


def _number(path: Path, row: Mapping[str, str], column: str, low: float = 0.0) -> float:
    try:
        value = float(row[column])
    except ValueError:
        value = np.nan
    if not np.isfinite(value) or value < low:
        raise BadValue(
            path,
            f"column {column}: “{row[column][:20]}” is not a number of {low:g} or more"
            " (missing is never 0)",
            line=int(row["line"]),
        )
    return value


def _coordinates(path: Path, rows: _Rows) -> list[tuple[float, float]]:
    return [
        (_number(path, row, "longitude", -180.0), _number(path, row, "latitude", -90.0))
        for row in rows.values()
    ]


def _score(path: Path, row: Mapping[str, str]) -> float:
    return _number(path, row, "deprivation") if row.get("deprivation") else np.nan


def _homes(
    path: Path, sites: _Rows, areas: tuple[str, ...], plan: Mapping[str, str], lines: Travel
) -> tuple[str, ...]:
    found = []
    for number, row in enumerate(sites.values()):
        area = row.get("lsoa") or areas[int(lines.values[:, number].argmin())]
        if area not in plan:
            raise BadValue(path, f"area {area} is not in the plan", line=int(row["line"]))
        found.append(plan[area])
    return tuple(found)


def _times(path: Path, areas: tuple[str, ...], sites: tuple[str, ...]) -> Travel:
    header = [cell.lower() for cell in header_of(path)]
    if any(column not in header for column in TRAVEL):
        raise WrongColumns(
            path, "a column is not there", line=1, remedy=f"The header is {','.join(TRAVEL)}."
        )
    given: dict[tuple[str, str], float] = {}
    for line, (area, site, time) in rows_of(path, [header.index(column) for column in TRAVEL]):
        pair = area.strip(), site.strip()
        if pair in given:
            raise DuplicateRow(path, f"{pair[0]} to {pair[1]} came on a line before", line=line)
        given[pair] = _number(path, {"minutes": time.strip(), "line": str(line)}, "minutes")
    return minutes(given, areas, sites)
