"""What a neighbourhood in pieces breaks, and what one that hangs by a thread does."""

import numpy as np

from peckham.places.domain.design.proof.evidence import Row
from peckham.places.domain.design.proof.separators import pieces, rows_broken

STREET = ((1,), (0, 2), (1, 3), (2,))
# Two ways round from 0 to 3: over 1, and over 2.
RING = ((1, 2), (0, 3), (0, 3), (1, 2))


def broken(neighbours: tuple[tuple[int, ...], ...], held: list[float]) -> list[tuple[Row, int]]:
    shares = np.array([held, [1 - share for share in held]]).T
    return list(rows_broken(neighbours, shares, {0: 0}))


def test_an_area_beyond_a_gap_needs_what_lies_between() -> None:
    assert broken(STREET, [1.0, 0.0, 0.0, 1.0]) == [(Row("separate", 3, 0, (2,)), 0)]


def test_what_hangs_together_breaks_nothing() -> None:
    assert broken(STREET, [1.0, 1.0, 1.0, 0.0]) == []


def test_a_thread_carries_no_more_than_it_holds() -> None:
    assert broken(STREET, [1.0, 0.3, 0.3, 1.0]) == [(Row("separate", 3, 0, (1,)), 0)]


def test_two_ways_carry_together() -> None:
    assert broken(RING, [1.0, 0.5, 0.5, 1.0]) == []
    assert broken(RING, [1.0, 0.5, 0.2, 1.0]) == [(Row("separate", 3, 0, (1, 2)), 0)]


def test_pieces_come_in_order_of_their_first_area() -> None:
    assert pieces(STREET, {3, 0, 1}) == [{0, 1}, {3}]
