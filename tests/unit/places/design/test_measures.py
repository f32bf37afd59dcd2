"""Measures of a plan, by hand on a chessboard and by the fixed scorer's published figures."""

import numpy as np
import pytest
from tests.unit.places.design import squares

from peckham.places.domain.design.measures import measure
from peckham.places.domain.design.problem import Limits, canonical


def west_and_east(problem):
    return canonical((problem.position[:, 0] >= 200).astype(np.int64))


def test_a_board_cut_in_two_measures_as_by_hand():
    problem = squares.board(4, 3, boroughs=2, limits=Limits(500, 600, 2))
    found = measure(problem, west_and_east(problem))
    assert (found.count, found.in_pieces, found.crossings, found.outside) == (2, 0, 0, 0)
    assert (found.cut_edges, found.cut_km) == (3, 0.3)
    assert found.worst_deviation_percent == 0
    assert found.compactness == pytest.approx((4 * np.pi * 60_000 / 1_000**2,) * 2)
    assert found.alignment.percent == 100
    assert found.alignment.at_home_70 == 2
    assert found.alignment.excluded_registrations == 12
    assert found.registered == (600, 600)


def test_a_plan_across_boroughs_in_pieces_and_out_of_bounds_says_so():
    problem = squares.board(4, 3, boroughs=2, limits=Limits(500, 600, 2))
    labels = canonical(problem.position[:, 1].astype(np.int64) % 200)
    found = measure(problem, labels)
    assert (found.crossings, found.in_pieces, found.displaced) == (2, 1, 600)
    assert [base.outside for base in found.bases] == [2, 2]
    assert found.alignment.percent == pytest.approx(100 * 2 / 3)
    assert found.alignment.split == 2


def test_hubs_are_nearest_on_the_whole_and_told_by_deprivation():
    problem = squares.board(1, 3, limits=Limits(1, 600, 1))
    hub = measure(problem, np.zeros(3, dtype=np.int64)).hub
    assert hub.sites == (1,)
    assert hub.mean_km == pytest.approx(0.2 / 3)
    assert hub.by_fifth_km is None


def test_what_was_not_given_is_none_and_never_nought():
    bare = [
        squares.AreaGiven(area.code, area.borough, {"pop": 100}) for area in squares.areas(2, 2)
    ]
    found = measure(
        squares.pose(bare, squares.boundaries(2, 2)), np.array([0, 0, 1, 1], dtype=np.int64)
    )
    assert (found.alignment, found.hub, found.compactness) == (None, None, None)
    assert (found.registered, found.change) == (None, None)


def test_moves_are_counted_from_the_successor_of_todays_neighbourhood():
    areas, edges = squares.areas(4, 1), squares.boundaries(4, 1)
    today = {squares.code(column, 0): "west" if column < 2 else "east" for column in range(4)}
    problem = squares.pose(areas, edges, current=today)
    change = measure(problem, np.array([0, 1, 1, 1], dtype=np.int64)).change
    assert (change.areas, change.residents, change.successors) == (1, 100, (0, 1))
