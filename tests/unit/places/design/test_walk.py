"""The inner loop: what one move gains, and that it never tears a neighbourhood."""

import numpy as np
import pytest
from tests.unit.places.design import squares

from peckham.places.domain.design.cooling import Heat, Weights, cooled, merit_of
from peckham.places.domain.design.ground import ground_of
from peckham.places.domain.design.pieces import is_whole
from peckham.places.domain.design.problem import Limits, Wishes
from peckham.places.domain.design.sowing import sown
from peckham.places.domain.design.walk import Land, Walker, relief, stays_whole, walk


@pytest.mark.parametrize(
    ("totals", "fewer"),
    [
        ([500, 500], 0),
        ([450, 550], -100),
        ([400, 600], -200),
        ([700, 300], 200),
        ([601, 600], -99),
        ([350, 620], -200),
    ],
)
def test_relief_is_the_change_of_residents_outside_the_bounds(totals, fewer):
    low, high, moved = [400], [600], 100

    def outside(sums):
        return sum(max(0, n - high[0]) + max(0, low[0] - n) for n in sums)

    after = [totals[0] - moved, totals[1] + moved]
    assert outside(totals) - outside(after) == fewer
    assert relief([moved], totals, low, high, 0, 0, 1) == fewer


def test_an_area_that_joins_two_halves_does_not_leave():
    ground = ground_of(squares.board(3, 1), 0)
    land, seen, queue = ground.land(0.0, ground.low, ground.high), [0] * 3, [0] * 3
    assert not stays_whole(land.targets, land.offsets, [0, 0, 0], seen, queue, 1, 2, 1)
    assert stays_whole(land.targets, land.offsets, [0, 0, 0], seen, queue, 0, 1, 2)


def test_a_cooling_finds_the_stripes_that_networks_lie_in():
    problem = squares.board(6, 5, networks=3, limits=Limits(900, 1_100, 3))
    ground = ground_of(problem, 0)
    weights = Weights(np.zeros(3, dtype=np.int64), length=0.02)
    lot = np.random.default_rng(5)
    found = cooled(ground, sown(ground, 3, lot), 3, Heat(200, 2, 40_000), lot, weights)
    assert found is not None
    assert is_whole(ground.edges, found.labels)
    # Two stripes' boundaries of 500 m each, at 0.02 registrations a metre.
    assert found.merit == merit_of(ground, found.labels, 3, weights) == 30 * 90 - 20


def test_lists_and_arrays_walk_the_same_way():
    """Compiled code takes arrays where plain code takes lists: the answer has to be one."""
    ground = ground_of(squares.board(5, 4, networks=2, limits=Limits(700, 1_200, 2)), 0)
    lot = np.random.default_rng(2)
    start = sown(ground, 2, lot).tolist()
    land = ground.land(0.5, ground.low, ground.high)
    draws = lot.integers(0, len(ground.sources), 3_000).tolist()
    patience, worth = (-lot.integers(0, 900, 3_000)).tolist(), lot.integers(0, 720, 40).tolist()
    ends = []
    for lay in (list, lambda numbers: np.array(numbers, dtype=np.int64)):
        sums = ground.sums(np.array(start), 2)[0].ravel().tolist()
        walker = Walker(*map(lay, (start, sums, np.bincount(start).tolist(), [0] * 20, [0] * 20)))
        laid = Land(*map(lay, land))
        walk(lay(draws), lay(patience), laid, lay(worth), 40, walker, 0)
        ends.append([list(map(int, numbers)) for numbers in walker[:3]])
    assert ends[0] == ends[1]
    assert ends[0][0] != start


def test_areas_locked_together_are_one_unit_or_tied():
    corner, beside, far = squares.code(0, 0), squares.code(0, 1), squares.code(3, 2)
    problem = squares.pose(
        squares.areas(4, 3),
        squares.boundaries(4, 3),
        limits=Limits(100, 1_100, 2),
        wishes=Wishes(locked=[(corner, beside), (corner, far)], forbidden=[(beside, "E00020000")]),
    )
    ground = ground_of(problem, 0)
    assert len(ground.residents) == 11
    assert ground.residents.max() == 200
    assert sorted(cost > 0 for _, _, cost in ground.ties) == [False, True]
    assert ground.metres.sum() == problem.boundary_metres.sum() - squares.SIDE_METRES
