"""From files: what a network of its own lacks and what would close it; a split that nests."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peckham.kernel import Refused
from peckham.places.domain import catchment
from peckham.places.domain.graph import neighbours_from
from peckham.places.domain.growth.trajectory import Point, Trajectory, trajectory
from peckham.places.domain.sizes import NETWORK_LIST, shortfall_by_year
from peckham.places.published.plan_file import read_plan
from peckham.places.published.refusals import BadPublication, BadValue, WrongColumns
from peckham.places.published.text_table import header_of, rows_of

type Neighbours = dict[str, dict[str, float]]


class NoSplit(Refused):
    """A neighbourhood cannot be divided as asked, or an area is in none."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A year in which a network of its own lacks people, and what would close it.

    Args:
        year: The year.
        people: Who live there by the trajectory.
        lacking: To 30,000; 0 from there on (rule 11).
        areas: Areas beside the catchment, in the order in which they were taken.
        found: Patients who live in them.
        practices: Consenting practices with the fewest patients that are enough; None when those
            that consent are too few.
    """

    year: int
    people: float
    lacking: float
    areas: tuple[str, ...]
    found: int
    practices: tuple[str, ...] | None


def lacking(
    path: Path,
    *,
    own: Sequence[str],
    graph: Path,
    registered: Path,
    practices: Path | None,
    years: Sequence[int],
) -> tuple[Lacking, ...]:
    """Say year by year what a network of its own lacks (rules 11 and 13).

    Args:
        path: The trajectory: header `year,people,source`.
        own: Codes of the areas served already.
        graph: The designer's graph, for what lies beside what.
        registered: Header `lsoa,registered`.
        practices: Header `practice,list,consents`, or None.
        years: Which years.

    Raises:
        Refused: Naming the file, the line and what is wrong.
    """
    people = _trajectory(path)
    counts = {code: int(count) for code, (count,) in _table(registered, "lsoa", ["registered"])}
    neighbours = _neighbours(graph)
    missing = sorted(set(own) - neighbours.keys())
    if missing:
        raise NoSplit(f"{missing[0]} is not in {graph.name}.")
    lists, consents = _practices(practices)
    return tuple(
        _lacking(year, people, short, frozenset(own), counts, neighbours, lists, consents)
        for year, short in shortfall_by_year(people, years).items()
    )


def _lacking(
    year: int,
    people: Trajectory,
    short: float,
    own: frozenset[str],
    counts: Mapping[str, int],
    neighbours: Neighbours,
    lists: Mapping[str, int],
    consents: frozenset[str],
) -> Lacking:
    areas = catchment.adjoining_areas(own, short, counts, neighbours) if short else ()
    some = catchment.consenting_practices(short, lists, consents) if short else ()
    return Lacking(
        year, people.people_in(year), short, areas, sum(counts[area] for area in areas), some
    )


def words(found: Sequence[Lacking]) -> Iterator[str]:
    """Say it in sentences."""
    for one in found:
        if not one.lacking:
            yield f"{one.year}: {one.people:,.0f} people, enough for its own network (rule 11)."
            continue
        yield (
            f"{one.year}: {one.people:,.0f} people, {one.lacking:,.0f} short of"
            f" {NETWORK_LIST.low:,.0f} (rule 11)."
        )
        enough = "" if one.found >= one.lacking else ", and that is all there is"
        yield f"  beside it: {', '.join(one.areas) or 'nothing'}: {one.found:,} patients{enough}"
        said = "too few practices consent" if one.practices is None else ", ".join(one.practices)
        yield f"  or practices that consent: {said}"
    if any(one.lacking for one in found):
        yield "Either is a variation of the contract with a new area and a new price (rule 13)."


@dataclass(frozen=True, slots=True)
class Split:
    """A neighbourhood in two, with the people of each part in the year of the split."""

    parent: str
    split: catchment.NestedSplit
    child_people: float
    rest_people: float


def split(
    plan: Path,
    *,
    growth: Path,
    graph: Path,
    root: str,
    year: int,
    level: str,
    least: float,
    out: Path,
    name: str,
) -> Split:
    """Split the neighbourhood of an area inside its own boundary, and write the new plan.

    Args:
        plan: Today's plan.
        growth: What `places grow --out` wrote.
        graph: The designer's graph.
        root: The area that the child grows from.
        year: The year of the split.
        level: planned, p10, p50 or p90, of each area; the sum of P50s is near the P50 of a sum.
        least: Fewest residents of either part.
        out: Where the plan is written, the child under its own name.
        name: The child's name.

    Raises:
        NoSplit: If there is none, or the name is taken.
        Refused: Naming the file, the line and what is wrong.
    """
    people = _grown(growth, year, level)
    home = read_plan(plan, people)
    if root not in home:
        raise NoSplit(f"Area {root} is not in the plan.")
    if name in set(home.values()):
        raise NoSplit(f"The plan has a neighbourhood called {name} already.")
    parent = frozenset(area for area, at in home.items() if at == home[root])
    found = catchment.nested_split(
        root, parent, people, _neighbours(graph), child_min=least, rest_min=least
    )
    if found is None:
        raise NoSplit(
            f"{home[root]} has {sum(people[area] for area in parent):,.0f} residents in {year}"
            f" ({level}), and no two parts of {least:,.0f} that hang together were found.",
            remedy="Take a later year, or let a part be smaller: a network begins at 30,000.",
        )
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("lsoa", "neighbourhood"))
        writer.writerows(
            (area, name if area in found.child else at) for area, at in sorted(home.items())
        )
    sizes = [sum(people[area] for area in part) for part in (found.child, found.rest)]
    return Split(home[root], found, *sizes)


def _table(path: Path, key: str, columns: Sequence[str]) -> list[tuple[str, list[float]]]:
    if not path.is_file():
        raise BadPublication(path, f"there is no such file ({path})")
    header = [cell.lower() for cell in header_of(path)]
    if any(column not in header for column in (key, *columns)):
        wanted = ",".join((key, *columns))
        raise WrongColumns(
            path, "a column is not there", line=1, remedy=f"The header has {wanted}."
        )
    at = [header.index(column) for column in (key, *columns)]
    found = []
    for line, (code, *cells) in rows_of(path, at):
        found.append((code.strip(), [_number(cell, path, line) for cell in cells]))
    return found


def _number(cell: str, path: Path, line: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise BadValue(path, f"“{cell[:20]}” is no number", line=line) from None
    if not 0 <= value < 1e12:
        raise BadValue(path, f"“{cell[:20]}” is not 0 or more", line=line)
    return value


def _trajectory(path: Path) -> Trajectory:
    points = _table(path, "source", ["year", "people"])
    return trajectory([Point(int(year), people, source) for source, (year, people) in points])


def _practices(path: Path | None) -> tuple[dict[str, int], frozenset[str]]:
    if path is None:
        return {}, frozenset()
    lists = {code: int(count) for code, (count,) in _table(path, "practice", ["list"])}
    header = [cell.lower() for cell in header_of(path)]
    if "consents" not in header:
        raise WrongColumns(path, "the column “consents” is not there", line=1)
    said = rows_of(path, [header.index("practice"), header.index("consents")])
    return lists, frozenset(code.strip() for _, (code, yes) in said if yes.strip() == "yes")


def _neighbours(graph: Path) -> Neighbours:
    try:
        read = json.loads(graph.read_text(encoding="utf-8"))
        codes = [node["id"] for node in read["nodes"]]
        return neighbours_from(codes, [(e["u"], e["v"], float(e["len"])) for e in read["edges"]])
    except OSError:
        raise BadPublication(graph, f"there is no such file ({graph})") from None
    except (ValueError, KeyError, TypeError):
        raise BadPublication(graph, "this is no graph of small areas: nodes and edges") from None


def _grown(path: Path, year: int, level: str) -> dict[str, float]:
    if not path.is_file():
        raise BadPublication(path, f"there is no such file ({path})")
    header = [cell.lower() for cell in header_of(path)]
    wanted = ("lsoa", "year", "age", level)
    if any(column not in header for column in wanted):
        raise WrongColumns(path, "this is not what `places grow --out` writes", line=1)
    found = {
        area: float(people)
        for _, (area, of, age, people) in rows_of(path, [header.index(c) for c in wanted])
        if age == "all" and of == str(year)
    }
    if not found:
        raise NoSplit(f"{path.name} says nothing of {year}.")
    return found
