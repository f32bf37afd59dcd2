"""Any inputs: what is stored computes anew to the same pence, and parts sum to their whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.finance.valley import BANDS, SERVICES, VALLEY, replace

from peckham.finance.domain.baseline import storing
from peckham.finance.domain.baseline.checking import InputsNotWhole
from peckham.finance.domain.baseline.computing import compute
from peckham.finance.domain.baseline.inputs import METHODS, OneOff
from peckham.finance.domain.expected import ExpectedCell, in_whole_pence

parts = st.fractions(0, 1, max_denominator=50)
cells = st.builds(
    ExpectedCell,
    st.fractions(Fraction(1, 100), 20, max_denominator=1000),
    st.fractions(Fraction(1, 4), 4, max_denominator=8),
)
counts = st.fixed_dictionaries({band: st.integers(1, 9_000) for band in BANDS})


@st.composite
def inputs(draw):
    lines = {service: draw(st.integers(0, 10**9)) for service in SERVICES}
    taken = {service: draw(st.integers(0, pence)) for service, pence in lines.items()}
    shares = [draw(parts) + Fraction(1, 100) for _ in METHODS]
    weights = {name: part / sum(shares) for name, part in zip(METHODS, shares, strict=True)}
    activity = replace(
        VALLEY.activity,
        cells={s: {band: draw(cells) for band in BANDS} for s in SERVICES},
        prices_pence={s: draw(st.integers(1, 10**6)) for s in SERVICES},
    )
    return replace(
        VALLEY,
        outturn=replace(VALLEY.outturn, lines=lines),
        one_offs=tuple(OneOff(s, pence, "x", "y") for s, pence in taken.items() if pence),
        people=replace(VALLEY.people, lists={2025: draw(counts), 2027: draw(counts)}),
        activity=activity,
        efficiency=draw(st.fractions(0, Fraction(9, 10), max_denominator=100)),
        weights=weights,
    )


@given(inputs())
def test_what_is_stored_computes_anew_and_every_part_sums(told):
    found = compute(told, SERVICES)
    assert compute(storing.read(storing.written(told)), SERVICES) == found
    assert sum(found.lines_pence.values()) == found.value_pence
    assert round(sum(found.expected.exact_pence().values())) == found.value_pence
    assert sum(found.expected.shares.values()) == 1
    assert found.steps[-1].after_pence == found.value_pence
    low, high = found.spread_pence
    assert low - 1 <= found.value_pence <= high + 1


@given(st.dictionaries(st.text(max_size=3), st.fractions(-(10**9), 10**9)))
def test_parts_rounded_so_far_sum_to_the_rounded_whole(exact):
    found = in_whole_pence(exact)
    assert sum(found.values()) == round(sum(exact.values()))
    assert all(abs(found[name] - exact[name]) <= 1 for name in exact)


def spoilt(told, where, number):
    """Take something away from inputs, or turn it below zero."""
    first, band = SERVICES[0], BANDS[0]
    if where == "outturn":
        lines = {first: -number, SERVICES[1]: 1}
        return replace(told, one_offs=(), outturn=replace(told.outturn, lines=lines))
    if where == "people":
        lists = {2025: dict.fromkeys(BANDS, 5) | {band: -number}}
        return replace(told, people=replace(told.people, lists=lists))
    if where == "prices":
        return replace(told, activity=replace(told.activity, prices_pence={first: number}))
    cells = {s: {b: of[b] for b in of if b != band} for s, of in told.activity.cells.items()}
    return replace(told, activity=replace(told.activity, cells=cells))


@given(inputs(), st.sampled_from(["outturn", "people", "rates", "prices"]), st.integers(1, 999))
def test_below_zero_or_missing_is_named_and_never_zero(told, where, number):
    with pytest.raises(InputsNotWhole, match=where):
        compute(spoilt(told, where, number), SERVICES)
