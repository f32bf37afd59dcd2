"""Whatever the terms and the result: what one side gives the other takes, within band and cap."""

from hypothesis import given
from hypothesis import strategies as st

from peckham.finance.domain.sharing import Sharing, shared

parts = st.fractions(0, 1, max_denominator=1000)


@st.composite
def terms(draw):
    band, cap = sorted((draw(parts), draw(parts)))
    return Sharing(band, draw(parts), draw(parts), cap)


paid = st.integers(0, 10**12)
results = st.integers(-(10**11), 10**11)


@given(terms(), paid, results, st.booleans())
def test_it_moves_against_the_result_within_the_cap_and_never_turns_it_round(by, paid, result, ok):
    found = shared(paid, result, by, is_gate_reached=ok)
    assert found.provider_pence - result == found.pence
    assert abs(found.pence) <= round(found.cap)
    assert found.pence * result <= 0
    assert abs(found.provider_pence) <= abs(result)
    if abs(result) <= found.band:
        assert found.pence == 0


@given(terms(), paid, results, st.integers(0, 10**10), st.booleans())
def test_a_better_result_never_leaves_the_provider_worse_off(by, paid, result, more, ok):
    before = shared(paid, result, by, is_gate_reached=ok).provider_pence
    assert shared(paid, result + more, by, is_gate_reached=ok).provider_pence >= before


@given(terms(), paid, st.sampled_from((-1, 1)), st.booleans())
def test_sharing_begins_at_nothing_where_the_band_ends(by, paid, sign, ok):
    edge = sign * (int(by.dead_band * paid) + 1)
    assert abs(shared(paid, edge, by, is_gate_reached=ok).pence) <= 1


@given(terms(), paid, results, st.booleans())
def test_one_penny_more_of_a_result_moves_no_more_than_a_penny(by, paid, result, ok):
    moved = [shared(paid, one, by, is_gate_reached=ok).pence for one in (result, result + 1)]
    assert abs(moved[1] - moved[0]) <= 1
