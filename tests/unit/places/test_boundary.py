"""The boundary report and the fewest practice moves, against counting by hand and brute force."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.places.domain.boundary import Ground, boundary_report
from peckham.places.domain.practice_moves import smallest_moves

GROUND = Ground(
    counts=(("p", "a", 60), ("p", "b", 40), ("q", "b", 90), ("r", "a", 10), ("s", "b", 30)),
    network_of={"p": "P", "q": "Q", "r": "FAR"},
    core=frozenset({"P", "Q"}),
    homes={"a": "N1", "b": "N2", "c": "N2", "d": "N1"},
    residents={"a": 140, "b": 80, "c": 7, "d": None},
)


def test_every_cell_is_kept_on_both_populations():
    report = boundary_report(GROUND)
    assert [row.network for row in report.rows] == ["P", "Q", "FAR", ""]
    first = report.rows[0]
    assert (first.patients, first.home, first.leaks_out) == ({"N1": 60, "N2": 40}, "N1", 0.4)
    assert first.residents == {"N1": 140 * 60 / 70, "N2": 80 * 40 / 160}
    assert first.effective == pytest.approx(1 / (0.36 + 0.16))
    assert not first.fits
    assert sum(row.total for row in report.rows) == 230
    one, two = report.columns
    assert (one.residents, one.areas_without_count, one.registered) == (140, ("d",), 70)
    assert (two.residents, two.not_apportioned, two.leaks_in) == (87, 7, 1 - 90 / 160)
    shared = sum(sum(row.residents.values()) for row in report.rows)
    assert shared == pytest.approx(140 + 80)


def test_patients_of_networks_from_elsewhere_are_counted_apart_and_not_dropped():
    report = boundary_report(GROUND)
    assert (report.registrations, report.aligned, report.others) == (190, 150, 40)
    assert report.alignment == 150 / 190


def test_nobody_registered_is_no_alignment_and_not_none_aligned():
    report = boundary_report(Ground((), {}, frozenset(), {"a": "N1"}, {"a": 5}))
    assert report.alignment is None
    assert report.columns[0].not_apportioned == 5


def aligned(patients, network_of):
    sums = {}
    for practice, row in patients.items():
        for code, count in row.items():
            total = sums.setdefault(network_of[practice], {})
            total[code] = total.get(code, 0) + count
    return sum(max(row.values()) for row in sums.values())


def fewest_by_trying_all(patients, network_of, wanted):
    networks = sorted(set(network_of.values()))
    for size in range(len(patients) + 1):
        for moved in combinations(sorted(patients), size):
            for targets in product(networks, repeat=size):
                after = dict(network_of) | dict(zip(moved, targets, strict=True))
                if aligned(patients, after) >= wanted:
                    return size
    return None


CELLS = st.lists(st.integers(0, 9), min_size=3, max_size=3)


@given(
    rows=st.lists(CELLS, min_size=2, max_size=5),
    of=st.lists(st.sampled_from("PQR"), min_size=5, max_size=5),
    more=st.integers(0, 12),
)
def test_the_fewest_moves_are_never_more_than_trying_everything_finds_when_called_proven(
    rows, of, more
):
    patients = {f"p{n}": dict(zip("xyz", row, strict=True)) for n, row in enumerate(rows)}
    network_of = dict(zip(patients, of, strict=False))
    wanted = aligned(patients, network_of) + more
    found = smallest_moves(patients, network_of, wanted=wanted)
    truth = fewest_by_trying_all(patients, network_of, wanted)
    after = network_of | {move.practice: move.to_network for move in found.moves}
    assert found.aligned == aligned(patients, after)
    if truth is not None:
        assert found.at_least is not None
        assert found.at_least <= truth
    if found.is_reached:
        assert len(found.moves) >= truth
    if found.is_proven_smallest:
        assert len(found.moves) == truth


def test_one_practice_among_the_wrong_neighbours_is_found():
    patients = {"a": {"x": 9}, "b": {"x": 1, "y": 8}, "c": {"y": 9}}
    found = smallest_moves(patients, {"a": "P", "b": "P", "c": "Q"}, wanted=26)
    assert [(m.practice, m.to_network, m.gain) for m in found.moves] == [("b", "Q", 7)]
    assert found.is_proven_smallest


def test_what_no_moves_can_mend_is_said():
    found = smallest_moves({"a": {"x": 5, "y": 5}}, {"a": "P"}, wanted=6)
    assert (found.moves, found.is_reached, found.at_least) == ((), False, None)
