"""The designer's files: a graph of small areas, registrations by network, and the networks."""

import csv
import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from peckham.places.domain.design.given import AreaGiven, Lists
from peckham.places.published.refusals import BadPublication, BadValue, DuplicateRow, WrongColumns

_GZIP = b"\x1f\x8b"
_TRUE, _FALSE = ("true", "1", "yes"), ("false", "0", "no")
_OPTIONAL = {
    "square_metres": "area",
    "perimeter_metres": "perim",
    "deprivation": "imd",
    "registered": "reg",
}
# Fields of a node that are not a population base.
_NOT_A_BASE = {*_OPTIONAL.values(), "x", "y", "need", "pcn_share"}


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open text, unpacking it when it is gzipped, whatever its name.

    Raises:
        BadPublication: If it is not there, or broken off in the middle.
    """
    try:
        with path.open("rb") as start:
            packed = start.read(2) == _GZIP
        with gzip.open(path) if packed else path.open("rb") as file:
            yield TextIOWrapper(file, encoding="utf-8-sig", newline="")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BadPublication(path, f"it cannot be read ({error})") from error


def read_graph(
    path: Path, bases: Sequence[str]
) -> tuple[list[AreaGiven], list[tuple[str, str, float]]]:
    """Read areas and the boundaries that they share.

    JSON with `nodes` (id, lad, the bases by name, and where known x, y, area, perim, imd, reg,
    need) and `edges`: objects with u, v and len, or lists of those three; metres throughout.

    Raises:
        BadPublication: If it is not such a graph.
    """
    with opened(path) as file:
        try:
            document = json.load(file)
            nodes, edges = document["nodes"], document["edges"]
            areas = [_area(node, bases) for node in nodes]
            boundaries = [_boundary(edge) for edge in edges]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadPublication(
                path,
                f"this is not a graph of small areas ({type(error).__name__}: {error})",
                remedy="It is JSON with “nodes” (id, lad, pop) and “edges” (u, v, len).",
            ) from error
    return areas, boundaries


def _area(node: Mapping[str, Any], bases: Sequence[str]) -> AreaGiven:
    where = node.get("x"), node.get("y")
    # Others than those asked for too, so that a wrong name is answered with the right ones.
    wanted = set(bases) | {key for key in node if key.startswith("pop")}
    return AreaGiven(
        code=str(node["id"]),
        borough=str(node["lad"]),
        residents={key: _number(node[key]) for key in sorted(wanted & set(node) - _NOT_A_BASE)},
        position=None if None in where else (_number(where[0]), _number(where[1])),
        need=_number(node.get("need", 1.0)),
        **{
            name: None if node.get(key) is None else _number(node[key])
            for name, key in _OPTIONAL.items()
        },
    )


def _number(value: Any) -> float:
    """Give a number as it is, and anything else as not a number, for the checks to name."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return math.nan


def _boundary(edge: Any) -> tuple[str, str, float]:
    if isinstance(edge, Mapping):
        return str(edge["u"]), str(edge["v"]), _number(edge["len"])
    one, other, metres = edge
    return str(one), str(other), _number(metres)


def read_lists(registered: Path, networks: Path) -> Lists:
    """Read registrations (lsoa, pcn, n) and which networks are core (pcn, core).

    Raises:
        BadPublication: Naming the file, the line and what is wrong.
    """
    core = {}
    for line, row in _rows(networks, ("pcn", "core")):
        word = row["core"].strip().lower()
        if word not in (*_TRUE, *_FALSE):
            raise BadValue(networks, f"core is “{row['core']}”, not True or False", line=line)
        if row["pcn"] in core:
            raise DuplicateRow(networks, f"network {row['pcn']} came before", line=line)
        core[row["pcn"]] = word in _TRUE
    counts: dict[tuple[str, str], float] = {}
    for line, row in _rows(registered, ("lsoa", "pcn", "n")):
        pair = row["lsoa"], row["pcn"]
        if pair in counts:
            raise DuplicateRow(registered, f"{pair[0]} with {pair[1]} came before", line=line)
        if row["pcn"] not in core:
            raise BadValue(registered, f"network {row['pcn']} is not in {networks.name}", line=line)
        try:
            counts[pair] = float(row["n"])
        except ValueError as error:
            raise BadValue(registered, f"“{row['n']}” is no number of people", line=line) from error
    return Lists(counts, frozenset(network for network, is_core in core.items() if is_core))


def _rows(path: Path, wanted: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    with opened(path) as file:
        reader = csv.DictReader(file)
        missing = [name for name in wanted if name not in (reader.fieldnames or ())]
        if missing:
            raise WrongColumns(path, f"the column {', '.join(missing)} is not there", line=1)
        for row in reader:
            if any(row[name] is None for name in wanted):
                raise BadValue(path, "the row is shorter than the header", line=reader.line_num)
            yield reader.line_num, row


def write_plan(path: Path, plan: Mapping[str, str]) -> None:
    """Write a plan as CSV with the header lsoa,neighbourhood, in order of area codes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("lsoa", "neighbourhood"))
        writer.writerows(sorted(plan.items()))
