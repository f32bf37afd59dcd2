"""Provisional neighbourhoods: worked cases; random ones are in tests/generative."""

import pytest

from peckham.places.domain.graph import bridges, components, is_contiguous, neighbours_from
from peckham.places.domain.provisional import Unit, count_needed, provisional_plan
from peckham.places.domain.repair import repaired


def row(count, residents, borough="B", start=0):
    units = [
        Unit(f"{borough}{n:02}", borough, f"Borough {borough}", residents, (n * 100.0, start))
        for n in range(count)
    ]
    return units, [(a.code, b.code, 100.0) for a, b in zip(units, units[1:], strict=False)]


@pytest.mark.parametrize(
    ("residents", "count"),
    [(0, 1), (50_000, 1), (100_000, 1), (100_001, 2), (327_753, 4), (2_111_469, 22)],
)
def test_the_least_number_is_arithmetic(residents, count):
    assert count_needed(residents) == count


def test_a_row_is_cut_into_even_stretches():
    plan = provisional_plan(*row(12, 20_000))
    assert [home.residents for home in plan.neighbourhoods] == [80_000] * 3
    assert plan.explanations == (
        "Borough B: 240,000 residents at 100,000 at most need at least 3 neighbourhoods,"
        " about 80,000 residents each.",
    )
    assert not plan.warnings


def test_boroughs_are_never_joined_even_when_one_is_too_small():
    units, pairs = row(2, 20_000)
    others, more = row(4, 20_000, "C", start=100.0)
    plan = provisional_plan([*units, *others], [*pairs, *more, ("B00", "C00", 100.0)])
    assert [(home.name, home.residents) for home in plan.neighbourhoods] == [
        ("Borough B", 40_000),
        ("Borough C", 80_000),
    ]
    assert plan.warnings == (
        "Borough B: all of it has 40,000 residents, fewer than the 50,000 of a neighbourhood.",
    )


def test_an_island_is_joined_to_its_nearest_shore_and_the_reader_is_told():
    units, pairs = row(4, 20_000)
    plan = provisional_plan(units, pairs[:-1])
    assert len(plan.neighbourhoods) == 1
    assert "B03 touches no other part" in plan.warnings[0]


def test_one_area_too_big_is_said():
    units, pairs = row(1, 130_000)
    plan = provisional_plan(units, pairs)
    assert [home.residents for home in plan.neighbourhoods] == [130_000]
    assert "130,000 residents is outside" in plan.warnings[0]


def test_no_areas_make_no_neighbourhoods():
    assert provisional_plan([], []).neighbourhoods == ()


def test_repair_moves_areas_to_come_within_bounds_and_breaks_nothing():
    units, pairs = row(6, 20_000)
    neighbours = neighbours_from([unit.code for unit in units], pairs)
    residents = {unit.code: unit.residents for unit in units}
    parts = repaired([{"B00"}, {"B01", "B02", "B03", "B04", "B05"}], residents, neighbours)
    assert [len(part) for part in parts] == [3, 3]
    assert all(is_contiguous(part, neighbours) for part in parts)


def test_pieces_are_joined_by_their_nearest_pairs():
    neighbours = neighbours_from(["a", "b", "c"], [])
    pieces = components(["a", "b", "c"], neighbours)
    places = {"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (3.0, 0.0)}
    assert list(bridges(pieces, places)) == [("a", "b"), ("b", "c")]
