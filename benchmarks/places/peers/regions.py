"""spopt's regionalisation: homogeneous in where areas lie, contiguous, without bounds on people.

None of them takes bounds below and above, nor networks: what they are asked is their own question,
and what comes out is scored like every other plan.
"""

import json
import sys
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from libpysal.weights import W
from spopt.region import AZP, MaxPHeuristic, RegionKMeansHeuristic, Skater, WardSpatial

PLACE = ["x", "y"]


def main(question: dict) -> None:
    """Run one method and write its plan."""
    given = json.loads(Path(question["graph"]).read_text())
    areas, beside = read(given)
    np.random.seed(question["seed"])
    begun = time.monotonic()
    labels = METHODS[question["method"]](areas, beside, question)
    seconds = time.monotonic() - begun
    out = Path(question["out"])
    ids = [node["id"] for node in given["nodes"]]
    pd.DataFrame({"lsoa": ids, "neighbourhood": labels}).to_csv(out / "plan.csv", index=False)
    (out / "facts.json").write_text(json.dumps({"seconds": seconds}))


def read(given: dict) -> tuple[gpd.GeoDataFrame, W]:
    """Make the table and the weights that spopt takes."""
    table = pd.DataFrame(given["nodes"])
    table[PLACE] = (table[PLACE] - table[PLACE].mean()) / table[PLACE].std()
    points = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table.x, table.y))
    index = {code: number for number, code in enumerate(table.id)}
    beside: dict[int, list[int]] = {number: [] for number in range(len(table))}
    for edge in given["edges"]:
        beside[index[edge["u"]]].append(index[edge["v"]])
        beside[index[edge["v"]]].append(index[edge["u"]])
    return points, W(beside, silence_warnings=True)


def ward(areas: gpd.GeoDataFrame, beside: W, question: dict) -> np.ndarray:
    model = WardSpatial(areas, beside, PLACE, n_clusters=question["count"])
    model.solve()
    return model.labels_


def k_means(areas: gpd.GeoDataFrame, beside: W, question: dict) -> np.ndarray:
    model = RegionKMeansHeuristic(areas[PLACE].values, question["count"], beside)
    model.solve()
    return model.labels_


def azp(areas: gpd.GeoDataFrame, beside: W, question: dict) -> np.ndarray:
    model = AZP(areas, beside, PLACE, n_clusters=question["count"], random_state=question["seed"])
    model.solve()
    return np.array(model.labels_)


def skater(areas: gpd.GeoDataFrame, beside: W, question: dict) -> np.ndarray:
    model = Skater(areas, beside, PLACE, n_clusters=question["count"], floor=35)
    model.solve()
    return model.labels_


def max_p(areas: gpd.GeoDataFrame, beside: W, question: dict) -> np.ndarray:
    model = MaxPHeuristic(areas, beside, PLACE, "pop", question["minimum"], top_n=2)
    model.solve()
    return model.labels_


METHODS = {"Ward": ward, "RegionKMeans": k_means, "AZP": azp, "SKATER": skater, "MaxP": max_p}

if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()))
