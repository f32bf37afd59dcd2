"""What it costs as places grow: areas from one borough to eight, and neighbourhoods in one borough.

Instances are cut from the real one, so nothing about them is made up: the boroughs in order of
their names, one, two, four and all; and one borough with more and smaller neighbourhoods. As in the
whole, a network is core where more than half of its list lives.
"""

import csv
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.places.ours import command

SIZES, QUICK_SIZES = (1, 2, 4, 8), (1, 2)
# Neighbourhoods of one borough, with bounds around the mean that leave the same part of room.
COUNTS, QUICK_COUNTS = (2, 3, 4, 5, 6, 7), (2, 4)
BOROUGH = "Ealing"
ROOM = 0.25


@dataclass(frozen=True, slots=True)
class Cost:
    """What one size cost: areas, neighbourhoods, seconds of the whole command, gap in per cent."""

    kind: str
    areas: int
    neighbourhoods: int
    seconds: float
    gap: float | None


def costs(data: Path, place: Path, *, quick: bool) -> list[Cost]:
    """Design every size, each until its own steps end."""
    graph = json.loads((data / "nwl_graph.json").read_text())
    names = sorted({node["lad"] for node in graph["nodes"]})
    found = []
    for size in QUICK_SIZES if quick else SIZES:
        part = cut(graph, set(names[:size]))
        found.append(_cost("areas", data, place, part, "min", 50_000, 100_000))
    part = cut(graph, {BOROUGH})
    people = sum(node["pop"] for node in part["nodes"])
    for count in QUICK_COUNTS if quick else COUNTS:
        low, high = (round(people / count * way) for way in (1 - ROOM, 1 + ROOM))
        found.append(_cost("neighbourhoods", data, place, part, str(count), low, high))
    return found


def cut(graph: dict[str, Any], boroughs: set[str]) -> dict[str, Any]:
    """Keep some boroughs of a graph."""
    nodes = [node for node in graph["nodes"] if node["lad"] in boroughs]
    kept = {node["id"] for node in nodes}
    edges = [edge for edge in graph["edges"] if edge["u"] in kept and edge["v"] in kept]
    return {"nodes": nodes, "edges": edges}


def _cost(
    kind: str, data: Path, place: Path, part: dict[str, Any], count: str, low: int, high: int
) -> Cost:
    graph, report = place / "part.json", place / "part-report.json"
    graph.write_text(json.dumps(part))
    inside = {node["id"] for node in part["nodes"]}
    lists, networks = place / "part.csv", place / "part-pcns.csv"
    _write_lists(data, inside, lists, networks)
    seconds, _ = command(
        "design",
        f"--graph={graph}",
        f"--registered={lists}",
        f"--pcns={networks}",
        f"--count={count}",
        f"--min={low}",
        f"--max={high}",
        "--seed=1",
        f"--out={place / 'part-plan.csv'}",
        f"--json={report}",
    )
    said = json.loads(report.read_text())
    proof = said.get("certificate") or {}
    return Cost(kind, len(inside), said["measures"]["count"], seconds, proof.get("gap_percent"))


def _write_lists(data: Path, inside: set[str], lists: Path, networks: Path) -> None:
    """Keep the registrations of people who live in the part, and say which networks are core."""
    with gzip.open(data / "nwl_lsoa_pcn_registered.csv.gz", "rt") as file:
        rows = [row for row in csv.DictReader(file) if row["lsoa"] in inside]
    living: dict[str, int] = {}
    for row in rows:
        living[row["pcn"]] = living.get(row["pcn"], 0) + int(row["n"])
    lists.write_text(
        "\n".join(["lsoa,pcn,n", *(f"{r['lsoa']},{r['pcn']},{r['n']}" for r in rows)]) + "\n"
    )
    with (data / "nwl_pcns.csv").open() as file:
        totals = {row["pcn"]: int(row["reg_total"]) for row in csv.DictReader(file)}
    said = [f"{pcn},{2 * living.get(pcn, 0) > total}" for pcn, total in sorted(totals.items())]
    networks.write_text("\n".join(["pcn,core", *said]) + "\n")
