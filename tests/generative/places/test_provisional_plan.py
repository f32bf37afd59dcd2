"""Provisional neighbourhoods of random graphs: they cover, hang together and keep to boroughs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from peckham.places.domain.graph import is_contiguous, neighbours_from
from peckham.places.domain.provisional import Unit, count_needed, provisional_plan
from peckham.places.domain.repair import RESIDENTS_MAX, RESIDENTS_MIN


@st.composite
def boroughs(draw, size_max=40, residents_max=9_000):
    """Draw areas of one or two boroughs, each borough hanging together, and who is beside whom."""
    units, pairs = [], []
    for borough in range(draw(st.integers(1, 2))):
        size = draw(st.integers(1, size_max))
        codes = [f"E{borough}{number:03}" for number in range(size)]
        for number, code in enumerate(codes):
            position = (draw(st.integers(0, 50)) * 100.0, draw(st.integers(0, 50)) * 100.0)
            residents = draw(st.integers(0, residents_max))
            units.append(Unit(code, f"B{borough}", f"Borough {borough}", residents, position))
            if number:
                other = codes[draw(st.integers(0, number - 1))]
                pairs.append((other, code, 10.0))
        extra = st.tuples(st.sampled_from(codes), st.sampled_from(codes))
        pairs += [(a, b, 20.0) for a, b in draw(st.lists(extra, max_size=size)) if a != b]
    return units, pairs


def check(units, pairs):
    plan = provisional_plan(units, pairs)
    placed = [code for home in plan.neighbourhoods for code in home.area_codes]
    assert sorted(placed) == sorted(unit.code for unit in units)
    neighbours = neighbours_from(placed, pairs)
    borough_of = {unit.code: unit.borough_code for unit in units}
    residents = {unit.code: unit.residents for unit in units}
    for home in plan.neighbourhoods:
        assert is_contiguous(home.area_codes, neighbours)
        assert len({borough_of[code] for code in home.area_codes}) == 1
        assert home.residents == sum(residents[code] for code in home.area_codes)
    return plan


@settings(deadline=None)
@given(boroughs())
def test_every_area_once_contiguous_and_inside_its_borough(drawn):
    check(*drawn)


@settings(deadline=None)
@given(boroughs(residents_max=60_000))
def test_never_fewer_than_arithmetic_needs_unless_there_are_too_few_areas(drawn):
    units, pairs = drawn
    plan = check(units, pairs)
    for borough in {unit.borough_code for unit in units}:
        members = [unit for unit in units if unit.borough_code == borough]
        homes = [home for home in plan.neighbourhoods if home.code.startswith(f"{borough}-")]
        least = count_needed(sum(unit.residents for unit in members))
        assert len(homes) >= min(least, len(members))
        assert all(home.area_codes for home in homes)


@settings(deadline=None)
@given(boroughs(size_max=25), st.randoms(use_true_random=False))
def test_the_order_of_areas_and_pairs_does_not_matter(drawn, shuffle):
    units, pairs = drawn
    expected = provisional_plan(units, pairs)
    shuffle.shuffle(units)
    shuffle.shuffle(pairs)
    assert provisional_plan(units, pairs) == expected


@settings(deadline=None, max_examples=30)
@given(st.integers(120, 400), st.integers(900, 1_400))
def test_a_square_of_even_areas_is_always_within_bounds(size, residents):
    side = int(size**0.5)
    units = [
        Unit(f"E{x:03}{y:03}", "B", "Borough", residents, (x * 100.0, y * 100.0))
        for x in range(side)
        for y in range(side)
    ]
    pairs = [
        (f"E{x:03}{y:03}", f"E{x + dx:03}{y + dy:03}", 100.0)
        for x in range(side)
        for y in range(side)
        for dx, dy in ((0, 1), (1, 0))
        if x + dx < side and y + dy < side
    ]
    plan = check(units, pairs)
    if side * side * residents >= RESIDENTS_MIN:
        assert all(RESIDENTS_MIN <= h.residents <= RESIDENTS_MAX for h in plan.neighbourhoods)
