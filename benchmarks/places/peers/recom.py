"""gerrychain's ReCom, annealed for aligned registrations, with a surcharge on borough borders.

Bounds cannot be asked of it as 50,000 to 100,000: it takes one tolerance around the mean, and the
widest that stays inside the bounds is used. The plan kept is the best in the fewest boroughs; or,
asked to be even, the one with the least deviation, for that is what ReCom is made for.
"""

import json
import math
import random
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from gerrychain import Graph, MarkovChain, Partition
from gerrychain.constraints import contiguous, within_percent_of_ideal_population
from gerrychain.proposals import recom
from gerrychain.updaters import Tally

CROSSING_POINTS = 2.0
SURCHARGE = 1.0
HOT, COLD = 0.3, 8.0


def main(question: dict) -> None:
    """Run for the seconds allowed and write the best plan, with how it was reached."""
    names, graph, patients, boroughs = read(question)
    begun = time.monotonic()
    start = first(graph, question)
    best, kept, steps = -math.inf, labels_of(start), 0
    for state in chain(start, question, patients, boroughs, begun):
        steps += 1
        labels = labels_of(state)
        found = points_of(state, question, labels, patients, boroughs, crossing=1000.0)
        if found > best:
            best, kept = found, labels
        if time.monotonic() - begun > question["seconds"]:
            break
    out = Path(question["out"])
    table = pd.DataFrame({"lsoa": names, "neighbourhood": kept})
    table.to_csv(out / "plan.csv", index=False)
    (out / "facts.json").write_text(
        json.dumps({"seconds": time.monotonic() - begun, "steps": steps})
    )


def read(question: dict) -> tuple:
    """Read the instance: codes, graph, n x p registrations of core networks, and boroughs."""
    given = json.loads(Path(question["graph"]).read_text())
    lists = pd.read_csv(question["registered"])
    core = pd.read_csv(question["pcns"]).set_index("pcn").core
    lists = lists[lists.pcn.map(core)]
    index = {node["id"]: number for number, node in enumerate(given["nodes"])}
    networks = {code: number for number, code in enumerate(sorted(set(lists.pcn)))}
    patients = np.zeros((len(index), len(networks)))
    np.add.at(patients, (lists.lsoa.map(index), lists.pcn.map(networks)), lists.n)
    graph = Graph.from_networkx(networkx_of(given, index))
    boroughs = pd.factorize(np.array([node["lad"] for node in given["nodes"]]))[0]
    return list(index), graph, patients, boroughs


def networkx_of(given: dict, index: dict):
    """Make the graph that gerrychain takes."""
    import networkx as nx

    graph = nx.Graph()
    for node in given["nodes"]:
        graph.add_node(index[node["id"]], id=node["id"], pop=node["pop"], lad=node["lad"])
    for edge in given["edges"]:
        graph.add_edge(index[edge["u"]], index[edge["v"]])
    return graph


def first(graph: Graph, question: dict) -> Partition:
    """Give its own random start within the tolerance."""
    return Partition.from_random_assignment(
        graph,
        n_parts=question["count"],
        epsilon=question["tolerance"],
        pop_col="pop",
        updaters={"population": Tally("pop", alias="population")},
        rng=question["seed"],
    )


def chain(start: Partition, question: dict, patients, boroughs, begun: float) -> MarkovChain:
    """Cool down over the seconds allowed."""
    mean = sum(start["population"].values()) / question["count"]

    def points(state: Partition) -> float:
        labels = labels_of(state)
        return points_of(state, question, labels, patients, boroughs, crossing=CROSSING_POINTS)

    def accept(state: Partition, *, rng: random.Random) -> bool:
        if state.parent is None:
            return True
        share = min(1.0, (time.monotonic() - begun) / question["seconds"])
        better = points(state) - points(state.parent)
        return better >= 0 or rng.random() < math.exp(better * (HOT + share * (COLD - HOT)))

    return MarkovChain(
        partial(
            recom,
            pop_col="pop",
            pop_target=mean,
            epsilon=question["tolerance"],
            region_surcharge={"lad": SURCHARGE} if question["aim"] == "aligned" else None,
        ),
        [contiguous, within_percent_of_ideal_population(start, question["tolerance"])],
        accept,
        start,
        10**9,
        rng=question["seed"],
    )


def points_of(state: Partition, question: dict, labels, patients, boroughs, *, crossing: float):
    """Score a state: evenness alone, or alignment less a price for each crossing."""
    if question["aim"] == "even":
        return -100 * deviation(state)
    return aligned_percent(labels, patients) - crossing * crossings_of(labels, boroughs)


def labels_of(state: Partition) -> np.ndarray:
    """Give each area's number of neighbourhood."""
    assigned = state.assignment
    return np.array([assigned[node] for node in range(len(state.graph.nodes))])


def aligned_percent(labels: np.ndarray, patients: np.ndarray) -> float:
    """Share of registrations in their network's home neighbourhood."""
    _, numbered = np.unique(labels, return_inverse=True)
    held = np.zeros((numbered.max() + 1, patients.shape[1]))
    np.add.at(held, numbered, patients)
    return 100 * held.max(axis=0).sum() / patients.sum()


def crossings_of(labels: np.ndarray, boroughs: np.ndarray) -> int:
    """Neighbourhoods in more than one borough."""
    pairs = np.unique(np.stack([labels, boroughs]), axis=1)
    return int((np.unique(pairs[0], return_counts=True)[1] > 1).sum())


def deviation(state: Partition) -> float:
    """Largest distance from the mean, as a part of it."""
    people = np.array(list(state["population"].values()), dtype=float)
    return float(np.abs(people / people.mean() - 1).max())


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()))
