"""The best sites by proof: the programmes of p-median and maximal covering, solved by HiGHS."""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from peckham.places.domain.siting.travel import Matrix

# So that the answer does not hang on how fast the machine is.
_NODES_MAX = 5_000


def p_median(costs: Matrix, count: int, *, start: Sequence[int]) -> tuple[tuple[int, ...], float]:
    """Choose sites for the least sum of each area's cost at its cheapest one.

    Args:
        costs: Areas x sites.
        count: How many sites.
        start: Sites to begin with, as good as a search found them.

    Returns:
        The sites and a bound that no choice is below; they agree unless the nodes ran out.
    """
    areas, sites = costs.shape
    served = np.arange(areas * sites).reshape(areas, sites)
    opened = areas * sites + np.arange(sites)
    rows = [
        *((1.0, 1.0, served[area], np.ones(sites)) for area in range(areas)),
        *(
            (-np.inf, 0.0, np.array([served[area, site], opened[site]]), np.array([1.0, -1.0]))
            for area in range(areas)
            for site in range(sites)
        ),
        (float(count), float(count), opened, np.ones(sites)),
    ]
    values = np.zeros(areas * sites + sites)
    values[opened[list(start)]] = 1.0
    cheapest = np.asarray(start)[costs[:, list(start)].argmin(axis=1)]
    values[served[np.arange(areas), cheapest]] = 1.0
    # Whole sites make whole areas: only the sites need be integers.
    found, bound = _solved(np.append(costs.ravel(), np.zeros(sites)), rows, opened, values)
    return _chosen(found[opened], count), bound


def covering(
    reached: NDArray[np.bool_], weights: NDArray[np.float64], count: int
) -> tuple[tuple[int, ...], float]:
    """Choose sites for the most weight of areas that one of them reaches.

    Returns:
        The sites and a bound that no choice is above.
    """
    areas, sites = reached.shape
    opened = areas + np.arange(sites)
    rows = [
        (-np.inf, 0.0, np.append(area, opened[row]), np.append(1.0, -np.ones(int(row.sum()))))
        for area, row in enumerate(reached)
    ]
    rows.append((float(count), float(count), opened, np.ones(sites)))
    found, bound = _solved(np.append(-weights, np.zeros(sites)), rows, opened, None)
    return _chosen(found[opened], count), -bound


type _Row = tuple[float, float, NDArray[np.int64], NDArray[np.float64]]


def _solved(
    costs: NDArray[np.float64],
    rows: Sequence[_Row],
    whole: NDArray[np.int64],
    start: NDArray[np.float64] | None,
) -> tuple[NDArray[np.float64], float]:
    """Minimise over columns between 0 and 1; give the columns and the bound."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(rows)
    model.col_cost_ = costs
    model.col_lower_, model.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
    model.row_lower_ = np.array([row[0] for row in rows])
    model.row_upper_ = np.array([row[1] for row in rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lengths = np.array([len(row[2]) for row in rows], dtype=np.int32)
    model.a_matrix_.start_ = np.append(0, lengths.cumsum()).astype(np.int32)
    model.a_matrix_.index_ = np.concatenate([row[2] for row in rows]).astype(np.int32)
    model.a_matrix_.value_ = np.concatenate([row[3] for row in rows])
    kinds = [highspy.HighsVarType.kContinuous] * len(costs)
    for column in whole.tolist():
        kinds[column] = highspy.HighsVarType.kInteger
    model.integrality_ = kinds
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 0)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_max_nodes", _NODES_MAX)
    highs.passModel(model)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        highs.setSolution(solution)
    highs.run()
    return np.array(highs.getSolution().col_value), float(highs.getInfo().mip_dual_bound)


def _chosen(values: NDArray[np.float64], count: int) -> tuple[int, ...]:
    return tuple(sorted(np.argsort(-values, kind="stable")[:count].tolist()))
