"""A baseline from proposal to adoption, as the web process of each party, on stored books."""

from argparse import Namespace

import pytest
from django.db import connection
from tests.databases import as_app, check_laws
from tests.integration.finance.riverside_money import (
    COST_PENCE,
    NOW,
    SERVICES,
    YEAR,
    inputs,
)
from tests.unit.finance.valley import replace

from peckham.contracts.models import HolderAssurance
from peckham.finance.actions import baseline_refusals as refusing
from peckham.finance.api import baselines
from peckham.interfaces.cli.commands import money_baselines
from peckham.kernel import Refused


def read(money, what, *asked, who="trust", **named):
    with as_app(money.scope(who)):
        return what(*asked, **named)


def adopt(money, told=None, **asked):
    proposal = money.propose(told, **asked)
    money.allocate()
    money.decide(proposal)
    return proposal


def test_what_a_provider_proposes_counts_once_the_commissioner_adopted_it(money):
    proposal = money.propose()
    with pytest.raises(baselines.NoBaseline):
        read(money, baselines.adopted, money.contract_id, on=YEAR.start)
    money.allocate()
    money.decide(proposal)
    found = read(money, baselines.adopted, money.contract_id, on=YEAR.start)
    assert found.public_id == proposal
    assert sum(found.lines_pence.values()) == found.value_pence
    assert round(sum(found.expected.exact_pence().values())) == found.value_pence
    assert set(found.expected.lines) == set(SERVICES)
    [line] = read(money, baselines.versions, money.contract_id)
    assert (line.number, line.state, line.proposed_by) == (1, "adopted", "the trust")
    assert line.decision.recorded_by != line.recorded_by
    # What the contract's gate before signature asks for is written down with it.
    assert [row.reconciled for row in HolderAssurance.objects.all()] == [True]
    check_laws()


def test_every_stored_version_computes_anew_to_the_penny(money):
    for part in (1, 2, 3):
        money.propose(inputs(efficiency=inputs().efficiency * part))
    version = read(money, baselines.version, money.propose())
    assert version.is_same
    assert version.figures_pence["outturn"] == COST_PENCE
    assert read(money, baselines.stored_count) == 4
    assert read(money, baselines.not_the_same) == ()
    changed = replace(version, figures_pence=version.figures_pence | {"value": COST_PENCE})
    assert not changed.is_same


def test_a_difference_from_the_ledger_blocks_until_each_pound_is_explained(money):
    told = inputs()
    higher = {**COST_PENCE, "home_care": COST_PENCE["home_care"] + 700}
    proposal = money.propose(replace(told, outturn=replace(told.outturn, lines=higher)))
    money.allocate()
    with pytest.raises(refusing.NotReconciled, match="home_care and the ledger differ by 700"):
        money.decide(proposal)
    for pence in (500, 200):
        scope = money.scope("trust")
        with as_app(scope):
            baselines.explain_difference(
                version=proposal, service="home_care", pence=pence, reason="Paid late",
                said_by="Ada Marsh", by=scope.actor, at=NOW,
            )  # fmt: skip
        [_, line] = read(
            money, baselines.weighing.reconciliation, read(money, baselines.version, proposal)
        )
        assert line.open_pence == (200 if pence == 500 else 0)
    money.decide(proposal)


def test_what_the_ledger_takes_back_or_has_of_other_days_and_lines_does_not_count(money):
    money.spend("home_care", 999, on=YEAR.start)
    money.spend("dentistry", 999)
    version = read(money, baselines.version, adopt(money))
    lines = read(money, baselines.weighing.reconciliation, version)
    assert {line.service: line.ledger_pence for line in lines} == COST_PENCE
    assert [line.ledger_pence for line in read(money, baselines.weighing.shadow, version)] == [
        None,
        999,
    ]


def test_no_allocation_is_not_enough_and_who_bears_more_is_said(money):
    proposal = money.propose()
    with pytest.raises(refusing.NotAfforded, match="No allocation is recorded"):
        money.decide(proposal)
    money.allocate(1000)
    with pytest.raises(refusing.NotAfforded, match="more than the allocation"):
        money.decide(proposal)
    money.decide(proposal, over_allocation="The council pays it")
    version = read(money, baselines.version, proposal)
    afforded = read(money, baselines.weighing.affordability, version)
    assert afforded.left_pence == 1000 - version.line.value_pence


def test_a_year_in_shadow_needs_no_allocation_and_does_not_count(money):
    money.decide(money.propose(), "shadow")
    with pytest.raises(baselines.NoBaseline):
        read(money, baselines.adopted, money.contract_id, on=YEAR.start)


def test_bad_inputs_store_nothing(money):
    told = inputs()
    short = replace(told, outturn=replace(told.outturn, lines={"home_care": 1}))
    with pytest.raises(Refused, match="There is none of general_practice"):
        money.propose(short)
    assert read(money, baselines.versions, money.contract_id) == ()


def test_the_command_names_a_version_that_somebody_changed_behind_the_law(money, capsys):
    money.propose()
    assert money_baselines.run(Namespace()) == 0
    assert "1 of 1 stored baselines come to the same pence" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE finance_baselinefigure DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE finance_baselinefigure SET pence = pence + CASE service WHEN 'home_care' THEN 1"
            " ELSE -1 END WHERE basis = 'value'"
        )
    assert money_baselines.run(Namespace()) == 1
    assert "NOT THE SAME: version 1" in capsys.readouterr().out
