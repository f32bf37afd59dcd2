"""Whatever the cells and the order, the parts sum to the difference, to the penny."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.finance.example import ORDER

from peckham.finance.domain.attribution import attribute, shapley
from peckham.finance.domain.cost import Factor, cost
from peckham.finance.domain.position import Cell, Pair, Position, ServiceLine

BANDS = ("child", "adult", "old")
rates = st.one_of(st.just(0), st.fractions(0, 9, max_denominator=1000))
weights = st.fractions(0, 4, max_denominator=100)
cells = st.builds(Cell, st.builds(Pair, rates, rates), st.builds(Pair, weights, weights))
positions = st.builds(
    Position,
    people=st.builds(Pair, st.integers(0, 90_000), st.integers(0, 90_000)),
    shares=st.fixed_dictionaries(
        {
            band: st.builds(
                Pair, *[st.one_of(st.just(0), st.fractions(0, 1, max_denominator=99))] * 2
            )
            for band in BANDS
        }
    ),
    lines=st.dictionaries(
        st.sampled_from(("emergency", "community", "new")),
        st.builds(
            ServiceLine,
            st.integers(0, 900_000),
            st.dictionaries(st.sampled_from(BANDS), cells, max_size=3),
        ),
        max_size=3,
    ),
    national_uplift=st.fractions(-1, 1, max_denominator=1000),
    local_drift=st.fractions(-1, 1, max_denominator=1000),
    efficiency=st.builds(Pair, *[st.fractions(0, 1, max_denominator=1000)] * 2),
    quality_pence=st.integers(-(10**9), 10**9),
)


@given(position=positions, order=st.permutations(ORDER))
def test_the_parts_sum_to_the_rounded_difference_in_any_order(position, order):
    parts = attribute(position, order)
    whole = round(cost(position, frozenset(Factor))) - round(cost(position, frozenset()))
    assert sum(part.pence for part in parts) == whole
    assert [part.factor for part in parts] == [term.factor for term in order]


@given(position=positions)
def test_the_commissioners_first_factors_do_not_look_at_what_the_provider_did(position):
    still = Position(
        people=position.people,
        shares=position.shares,
        lines={
            name: ServiceLine(
                line.unit_price_pence,
                {
                    band: Cell(
                        Pair(cell.rate.contract, cell.rate.contract),
                        Pair(cell.case_mix.contract, cell.case_mix.contract),
                    )
                    for band, cell in line.cells.items()
                },
            )
            for name, line in position.lines.items()
        },
        national_uplift=position.national_uplift,
        local_drift=position.local_drift * 0,
        efficiency=Pair(position.efficiency.contract, position.efficiency.contract),
        quality_pence=0,
    )
    assert attribute(position, ORDER)[:3] == attribute(still, ORDER)[:3]


@settings(max_examples=30)
@given(position=positions)
def test_over_every_order_the_parts_sum_to_the_exact_difference(position):
    whole = cost(position, frozenset(Factor)) - cost(position, frozenset())
    assert sum(shapley(position).values()) == whole
