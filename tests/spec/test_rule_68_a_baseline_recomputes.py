"""Rule 68: a stored baseline recomputes to the penny from its stored inputs, at least two methods
stand side by side, it agrees with the ledger, and it is rebased only under a written rule.
"""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, check_laws
from tests.integration.finance.riverside_money import NOW, YEAR, inputs, riverside

from peckham.finance.actions.baseline_refusals import NotToBeRebased
from peckham.finance.api import baselines
from peckham.finance.domain.baseline import storing
from peckham.finance.domain.baseline.computing import compute
from peckham.finance.models import BaselineVersion

ONLY_GROWS, NOT_ITS_SUM, CLOSED = "PK010", "PK263", "PK262"
COPIED = (
    "INSERT INTO finance_proposal (public_id, contract_id, kind, words, proposed_for_id,"
    " recorded_at, recorded_by) SELECT gen_random_uuid(), contract_id, kind, words,"
    " proposed_for_id, now(), 'x' FROM finance_proposal LIMIT 1 RETURNING id"
)
VERSION = (
    "INSERT INTO finance_baselineversion (proposal_id, contract_id, number, year, counts_from,"
    " inputs, inputs_sha256, value_pence, transaction_id, recorded_at, recorded_by)"
    " SELECT %s, contract_id, 0, year, counts_from, inputs, inputs_sha256, value_pence + %s, 0,"
    " now(), 'x' FROM finance_baselineversion WHERE number = 1 RETURNING id"
)
FIGURES = (
    "INSERT INTO finance_baselinefigure (version_id, service, basis, pence)"
    " SELECT %s, service, basis, pence FROM finance_baselinefigure f"
    " JOIN finance_baselineversion v ON v.id = f.version_id"
    " WHERE v.number = 1 AND NOT f.basis = ANY (%s)"
)


@pytest.fixture
def money(db):
    return riverside()


def test_rule_68_what_is_stored_recomputes_to_the_penny(money):
    for extra in range(3):
        money.propose(inputs(efficiency=inputs().efficiency * extra))
    for row in BaselineVersion.objects.all():
        told = storing.read(row.inputs)
        found = compute(told, told.outturn.lines)
        assert found.value_pence == row.value_pence
        stored = {f.service: f.pence for f in row.figures.filter(basis="value")}
        assert found.lines_pence == stored
    with as_app(money.scope("trust")):
        assert baselines.not_the_same() == ()


def copied(more_pence=0, without=()):
    """Write another version by raw SQL as the owner, from what the first one has."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(COPIED)
        proposal = cursor.fetchone()[0]
        cursor.execute(VERSION, [proposal, more_pence])
        cursor.execute(FIGURES, [cursor.fetchone()[0], list(without)])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


WRONG = (
    ("sum to its value", {"more_pence": 1}),
    ("sum to its value", {"without": ["outturn"]}),
    ("sum to its value", {"without": ["value"]}),
    ("At least two methods", {"without": ["historical", "benchmark"]}),
)


def test_rule_68_the_owner_stores_no_version_that_is_not_its_own_sum(money):
    money.propose()
    copied()
    copied(without=["benchmark"])
    for sentence, wrong in WRONG:
        with pytest.raises(DatabaseError, match=sentence) as refused:
            copied(**wrong)
        assert refused.value.__cause__.sqlstate == NOT_ITS_SUM
    check_laws()


def attempts():
    """Yield what would change a version or what it rests on."""
    tables = ("baselineversion", "baselinefigure", "proposal", "allocation", "rebaserule")
    yield from (f"DELETE FROM finance_{table}" for table in tables)
    yield "UPDATE finance_baselineversion SET value_pence = 0"
    yield f"UPDATE finance_baselineversion SET inputs = '{json.dumps({})}'"
    yield "TRUNCATE finance_baselinefigure"


def test_rule_68_nobody_edits_a_version_not_even_the_owner(money):
    money.propose()
    for statement in attempts():
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)
        assert refused.value.__cause__.sqlstate == ONLY_GROWS, statement
    late = (
        "INSERT INTO finance_baselinefigure (version_id, service, basis, pence)"
        " SELECT id, 'dentistry', 'value', 1 FROM finance_baselineversion"
    )
    with connection.cursor() as cursor:
        # As another transaction would find it, which a test in one cannot be.
        cursor.execute("ALTER TABLE finance_baselineversion DISABLE TRIGGER only_grows")
        cursor.execute("UPDATE finance_baselineversion SET transaction_id = 1")
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(late)
    assert refused.value.__cause__.sqlstate == CLOSED


def test_rule_68_two_methods_stand_side_by_side_with_what_lies_between_them(money):
    proposal = money.propose()
    with as_app(money.scope("trust")):
        found = baselines.version(proposal).computed
    assert {"historical", "demographic"} <= set(found.methods_pence)
    low, high = found.spread_pence
    assert 0 < low < high


def write_rule(money, asked_by):
    return money.act(
        baselines.write_rebase_rule, trigger="The list moved by a twentieth", asked_by=asked_by,
        from_on=YEAR.start, source="contract, schedule 4",
    )  # fmt: skip


def test_rule_68_a_year_is_rebased_by_a_written_rule_alone_and_never_backwards(money):
    first, day = money.propose(), NOW.date() + timedelta(days=30)
    money.allocate()
    money.decide(first)
    with pytest.raises(NotToBeRebased, match="only under a rule of rebasing"):
        money.decide(money.propose(inputs(efficiency_source="anew")))
    rule = write_rule(money, "either")
    with pytest.raises(NotToBeRebased, match="from today or later"):
        money.decide(money.propose(rebase=rule))
    with pytest.raises(NotToBeRebased, match="by which the provider may ask"):
        money.propose(rebase=write_rule(money, "commissioner"), counts_from=day)
    second = money.propose(rebase=rule, counts_from=day)
    money.decide(second)
    for when, counts in {day - timedelta(days=1): first, day: second}.items():
        with as_app(money.scope("trust")):
            found = baselines.adopted(money.contract_id, on=when)
        assert (found.public_id, found.expected.year) == (counts, YEAR)
