"""Whatever the cells, empty ones too: parts sum to the penny over neighbourhoods and lines."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.finance.example import ORDER

from peckham.finance.domain.attribution import attribute
from peckham.finance.domain.cost import Factor, cost
from peckham.finance.domain.drawn import as_arrays, parts_of
from peckham.finance.domain.local import local_band, of_band, of_line, of_neighbourhood, parts_by
from peckham.finance.domain.position import Cell, Pair, Position, ServiceLine

BANDS = tuple(local_band(home, band) for home in ("", "N1", "N2") for band in ("child", "old"))
rates = st.one_of(st.just(0), st.fractions(0, 9, max_denominator=1000))
weights = st.fractions(0, 4, max_denominator=100)
cells = st.builds(Cell, st.builds(Pair, rates, rates), st.builds(Pair, weights, weights))
shares = st.one_of(st.just(0), st.fractions(0, 1, max_denominator=99))
positions = st.builds(
    Position,
    people=st.builds(Pair, st.integers(0, 90_000), st.integers(0, 90_000)),
    shares=st.fixed_dictionaries({band: st.builds(Pair, shares, shares) for band in BANDS}),
    lines=st.dictionaries(
        st.sampled_from(("emergency", "community", "new")),
        st.builds(
            ServiceLine,
            st.integers(0, 900_000),
            st.dictionaries(st.sampled_from(BANDS), cells, max_size=6),
        ),
        max_size=3,
    ),
    national_uplift=st.fractions(-1, 1, max_denominator=1000),
    local_drift=st.fractions(-1, 1, max_denominator=1000),
    efficiency=st.builds(Pair, *[st.fractions(0, 1, max_denominator=1000)] * 2),
    quality_pence=st.integers(-(10**9), 10**9),
)


@settings(max_examples=60)
@given(
    position=positions,
    order=st.permutations(ORDER),
    key=st.sampled_from((of_neighbourhood, of_line, of_band)),
)
def test_parts_sum_over_whatever_they_are_taken_apart_by(position, order, key):
    whole, apart = attribute(position, order), parts_by(position, order, key)
    for place, part in enumerate(whole):
        assert sum(one[place].pence for one in apart.values()) == part.pence
        assert all(one[place].factor == part.factor for one in apart.values())
    # Each one's own parts sum to its own difference, within the two pence of its two roundings.
    assert sum(part.pence for part in whole) == round(cost(position, frozenset(Factor))) - round(
        cost(position, frozenset())
    )


@settings(max_examples=40)
@given(position=positions, order=st.permutations(ORDER))
def test_the_same_in_floating_point_is_the_same_to_a_part_in_a_thousand_million(position, order):
    exact = attribute(position, order)
    quick = parts_of(as_arrays(position), order).sum(axis=0)[:, 0]
    most = max(
        1, *(abs(cost(position, set(t.factor for t in order[:n]))) for n in range(10))
    )  # what is differenced, and so what an error is a part of
    for part, value in zip(exact, quick, strict=True):
        assert abs(float(value) - part.pence) <= 1.01 + 1e-9 * float(most)
