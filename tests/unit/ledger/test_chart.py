"""The accounts that books begin with: codes that every topic posts to, by the part one plays."""

import pytest

from peckham.ledger.chart import chart_of

HELD_FOR_OTHERS = {"1200", "2200"}


@pytest.mark.parametrize("chart", ["commissioner", "provider", "practice"])
def test_every_body_has_a_bank_what_is_owed_and_what_it_holds_for_others(chart):
    accounts = {one.code: one for one in chart_of(chart)}
    assert {"1000", "1100", "2000", *HELD_FOR_OTHERS} <= set(accounts)
    assert {accounts[code].kind for code in HELD_FOR_OTHERS} == {"asset", "liability"}


def test_what_a_commissioner_spends_is_no_account_of_a_provider():
    commissioner, provider = (
        {one.code for one in chart_of(c)} for c in ("commissioner", "provider")
    )
    assert {"5000", "5010", "5900"} == commissioner - provider
    assert {"4000", "4010", "4300", "4900", "5100", "5200", "5300"} == provider - commissioner


def test_only_a_practice_has_core_accounts_and_they_are_ring_fenced():
    ringed = {one.code for one in chart_of("practice") if one.ring == "gp_core"}
    assert ringed == {"1800", "4800", "5800"}
    assert not any(one.ring for chart in ("commissioner", "provider") for one in chart_of(chart))


def test_a_part_that_nobody_plays_has_no_chart():
    with pytest.raises(LookupError, match="no accounts for a bishop"):
        chart_of("bishop")
