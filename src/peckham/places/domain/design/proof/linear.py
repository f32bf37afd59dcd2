"""The linear programme of one region, kept in HiGHS so that each answer starts from the last.

A column says how much of an area a neighbourhood holds. Limits on residents and rows may be
overstepped at a price above any that is worth paying, so there is always an answer and a price.
HiGHS proposes prices; `evidence` makes bounds of them, and trusts nothing of what it says.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from peckham.places.domain.design.problem import Floats, Integers
from peckham.places.domain.design.proof.evidence import SCALE, Case, Evidence, Row
from peckham.places.domain.design.proof.regions import Region

_OVERSTEP = 1000.0
_TINY = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the programme says: n x K shares of areas, and the prices as evidence."""

    shares: Floats
    evidence: Evidence


class Programme:
    """Assign areas to `count` neighbourhoods within limits, for the most worth."""

    def __init__(self, region: Region, count: int) -> None:
        self.region, self.count = region, count
        self.areas, self.bases = region.residents.shape
        self.width = self.areas * count
        self.fixed_rows = self.areas + self.bases * count
        self.rows: list[tuple[Row, int]] = []
        self.is_active: list[bool] = []
        self._columns = np.arange(self.width, dtype=np.int32)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._highs.passModel(_model(region, count))

    def value(self, worth: Integers) -> None:
        """Set what each area is worth to each neighbourhood."""
        self._highs.changeColsCost(self.width, self._columns, worth.astype(np.float64).ravel())

    def add(self, row: Row, home: int) -> None:
        """Add a row for one neighbourhood; it may be overstepped like the limits."""
        pairs = row.coefficients(self.areas)
        index = np.array([area * self.count + home for area, _ in pairs], dtype=np.int32)
        factors = np.array([factor for _, factor in pairs], dtype=np.float64)
        at = np.array([self.fixed_rows + len(self.rows)], dtype=np.int32)
        infinity = highspy.kHighsInf
        self._highs.addRow(-infinity, float(row.most), len(index), index, factors)
        self._highs.addCol(-_OVERSTEP, 0.0, infinity, 1, at, np.array([-1.0]))
        self.rows.append((row, home))
        self.is_active.append(True)

    def settle(self, case: Case) -> None:
        """Hold the programme to a case; rows whose root it does not contain rest."""
        low = np.zeros((self.areas, self.count))
        high = np.ones((self.areas, self.count))
        for area, home in case.outside:
            high[area, home] = 0.0
        for area, home in case.inside:
            high[area, :] = np.where(np.arange(self.count) == home, high[area], 0.0)
            low[area, home] = high[area, home]
        self._highs.changeColsBounds(self.width, self._columns, low.ravel(), high.ravel())
        inside = set(case.inside)
        for number, (row, home) in enumerate(self.rows):
            wanted = row.kind != "separate" or (row.other, home) in inside
            if wanted != self.is_active[number]:
                most = float(row.most) if wanted else highspy.kHighsInf
                at = self.fixed_rows + number
                self._highs.changeRowBounds(at, -highspy.kHighsInf, most)
                self.is_active[number] = wanted

    def solve(self) -> Answer:
        """Solve from the last answer on; where HiGHS gives up, answer with even shares, no prices.

        Such an answer proves nothing and harms nothing: the case keeps the bound that it had.
        """
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._highs.clearSolver()
            self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            nothing = np.zeros((self.bases, self.count), dtype=np.int64)
            return Answer(np.full((self.areas, self.count), 1 / self.count), Evidence(nothing))
        solution = self._highs.getSolution()
        shares = np.array(solution.col_value)[: self.width].reshape(self.areas, self.count)
        duals = np.array(solution.row_dual)
        prices = np.rint(duals[self.areas : self.fixed_rows] * SCALE).astype(np.int64)
        rows = tuple(
            (row, home, round(price * SCALE))
            for (row, home), price, active in zip(
                self.rows, duals[self.fixed_rows :].tolist(), self.is_active, strict=True
            )
            if active and price > _TINY
        )
        return Answer(shares, Evidence(prices.reshape(self.bases, self.count), rows))


def _model(region: Region, count: int) -> highspy.HighsLp:
    """Columns area by area, then what is above and below each limit; rows areas, then limits."""
    areas, bases = region.residents.shape
    limits, width = bases * count, areas * count
    rows_of_column = np.empty((areas, count, 1 + bases), dtype=np.int32)
    factors = np.ones((areas, count, 1 + bases))
    rows_of_column[:, :, 0] = np.arange(areas)[:, None]
    for base in range(bases):
        rows_of_column[:, :, 1 + base] = areas + base * count + np.arange(count)
        factors[:, :, 1 + base] = region.residents[:, [base]]
    over = np.repeat(np.arange(areas, areas + limits, dtype=np.int32), 2)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = width + 2 * limits, areas + limits
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.concatenate([np.zeros(width), np.full(2 * limits, -_OVERSTEP)])
    model.col_lower_ = np.zeros(width + 2 * limits)
    model.col_upper_ = np.concatenate([np.ones(width), np.full(2 * limits, highspy.kHighsInf)])
    model.row_lower_ = np.concatenate([np.ones(areas), np.full(limits, float(region.minimum))])
    model.row_upper_ = np.concatenate([np.ones(areas), np.full(limits, float(region.maximum))])
    ends = np.concatenate(
        [np.arange(width + 1) * (1 + bases), width * (1 + bases) + np.arange(1, 2 * limits + 1)]
    )
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = ends.astype(np.int32)
    model.a_matrix_.index_ = np.concatenate([rows_of_column.ravel(), over])
    model.a_matrix_.value_ = np.concatenate([factors.ravel(), np.tile([-1.0, 1.0], limits)])
    return model
