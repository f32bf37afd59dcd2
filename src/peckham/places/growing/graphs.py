"""Projected residents as population bases of the designer's graph: a plan held to years to come."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from peckham.kernel import Refused
from peckham.places.growing.running import Grown
from peckham.places.published.refusals import BadPublication

_LEVELS = ("p10", "p50", "p90")


class NotProjected(Refused):
    """A year or a small area that the graph needs is not in the projection."""


def bases_of(years: Sequence[int]) -> tuple[str, ...]:
    """Name the bases of some years, as the designer's `--basis` takes them.

    >>> bases_of([2037])
    ('p10_2037', 'p50_2037', 'p90_2037')
    """
    return tuple(f"{level}_{year}" for year in years for level in _LEVELS)


def add_bases(grown: Grown, graph: Path, years: Sequence[int], out: Path) -> tuple[str, ...]:
    """Write a graph again with residents at P10, P50 and P90 of some years on every node.

    The P10s of areas sum to less than the P10 of their sum as a rule, and the P90s to more: a plan
    inside its bounds on both is then inside them in more than eight cases of ten.

    Args:
        grown: The projection; areas that the graph does not have are left out.
        graph: The designer's graph, JSON with `nodes`, each with its `id`.
        years: Years of the projection.
        out: Where to write.

    Returns:
        Names of the bases.

    Raises:
        BadPublication: If the graph is not there or has no nodes.
        NotProjected: If a year or one of its areas is not in the projection.
    """
    made = grown.projection
    outside = [year for year in years if year not in made.years]
    if outside:
        raise NotProjected(
            f"{outside[0]} is not projected: the years are {made.years[0]} to {made.years[-1]}."
        )
    read = _read(graph)
    at = {area: number for number, area in enumerate(made.ground.areas)}
    missing = sorted(node["id"] for node in read["nodes"] if node["id"] not in at)
    if missing:
        raise NotProjected(
            f"{len(missing)} areas of {graph.name} have no residents projected, such as"
            f" {missing[0]}.",
            remedy="Give the residents of every area of the graph: missing is never 0.",
        )
    for node in read["nodes"]:
        levels = grown.draws.spread([at[node["id"]]]).levels_all
        for year in years:
            column = made.years.index(year)
            for level, values in zip(_LEVELS, levels, strict=True):
                node[f"{level}_{year}"] = round(float(values[column]))
    out.write_text(json.dumps(read), encoding="utf-8")
    return bases_of(years)


def _read(graph: Path) -> dict[str, Any]:
    if not graph.is_file():
        raise BadPublication(graph, f"there is no such file ({graph})")
    try:
        read = json.loads(graph.read_text(encoding="utf-8"))
        if all("id" in node for node in read["nodes"]):
            return dict(read)
    except (ValueError, KeyError, TypeError):
        pass
    raise BadPublication(graph, "this is no graph of small areas: nodes with an id each")
