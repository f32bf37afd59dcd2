"""Exposure before signature: each side's gains and losses, by the same draws for all."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from tests.unit.finance.example import ORDER

from peckham.finance.domain.expected import ContractSide, ExpectedCell, ExpectedLine
from peckham.finance.domain.exposure import (
    NotAssumable,
    NothingExpected,
    _shared,
    expose,
)
from peckham.finance.domain.sharing import Sharing, shared
from peckham.finance.queries.exposures import usually_assumed
from peckham.kernel import Period

F = Fraction
SIDE = ContractSide(
    people=50_000,
    shares={"18-64/female/1": F(4, 5), "65-79/male/2": F(1, 5)},
    lines={
        "visits": ExpectedLine(
            5_000,
            {
                "18-64/female/1": ExpectedCell(F(1, 2), F(1)),
                "65-79/male/2": ExpectedCell(F(3), F(5, 4)),
            },
        )
    },
    efficiency=F(2, 100),
    year=Period(date(2026, 4, 1), date(2027, 4, 1)),
)
SHARING = Sharing(F(1, 100), F(1, 2), F(1, 2), F(3, 100))
STILL = {
    code: one.but(F(100) if code == "savings_mean" else F(0))
    for code, one in usually_assumed().items()
}


def exposed(assumed, sharing=SHARING, *, seed=1, draws=500):
    return expose(SIDE, ORDER, sharing, assumed, national_uplift=F(0), seed=seed, draws=draws)


def test_where_nothing_is_assumed_to_differ_only_the_chance_of_counts_is_left():
    found = exposed(STILL)
    for risk, sides in found.risks.items():
        for one in sides:
            is_still = max(map(abs, (one.p10, one.p50, one.p90))) <= 1
            assert is_still or risk == "activity", risk
    assert found.risks["activity"][1].p10 < 0 < found.risks["activity"][1].p90


def test_each_risk_falls_on_whoever_the_order_says_and_a_saving_not_made_is_a_loss():
    found = exposed(STILL | {"savings_mean": STILL["savings_mean"].but(F(0))})
    commissioner, provider = found.risks["savings"]
    value = float(sum(SIDE.exact_pence().values()))
    assert commissioner.p50 == 0
    assert provider.p50 == pytest.approx(-value * 0.02 / 0.98, rel=0.01)


def test_the_same_seed_draws_the_same_years_and_more_of_a_risk_widens_it():
    usual = usually_assumed()
    assert exposed(usual) == exposed(usual)
    assert exposed(usual) != exposed(usual, seed=2)
    wider = usual | {"size_sd": usual["size_sd"].but(F(3))}
    before, after = (exposed(one).risks for one in (usual, wider))
    assert (
        after["size"][0].p90 - after["size"][0].p10 > before["size"][0].p90 - before["size"][0].p10
    )
    # The other risks are drawn from the same years: what was not argued over stands.
    assert after["quality"] == before["quality"]


def test_sharing_of_draws_is_the_sharing_of_one_year():
    paid, results = 2_052_766_065, [-86_172_229, -500_000_000, -3, 0, 40_000_000, 86_172_229]
    drawn = _shared(np.full(len(results), float(paid)), np.array(results, float), SHARING)
    for result, moved in zip(results, drawn, strict=True):
        exact = shared(paid, result, SHARING, is_gate_reached=True).pence
        assert moved == pytest.approx(exact, abs=0.51)


def test_without_terms_nothing_is_shared_and_what_cannot_be_assumed_is_named():
    found = exposed(usually_assumed(), sharing=None)
    assert found.before == found.after
    with pytest.raises(NotAssumable, match="may be off"):
        usually_assumed()["size_sd"].but(F(-1))
    empty = ContractSide(0, {}, {}, F(0), SIDE.year)
    with pytest.raises(NothingExpected):
        expose(empty, ORDER, None, STILL, national_uplift=F(0), seed=1, draws=5)
