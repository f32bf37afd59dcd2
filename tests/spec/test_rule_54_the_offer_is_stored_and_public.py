"""Rule 54: the offer to general practice is stored, read by the gate and by the database, and its
award's route and reasons are read by everybody.
"""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.databases import as_app
from tests.integration.contracts import world as w
from tests.integration.contracts.world import noon
from tests.integration.places.example import loaded

from peckham.contracts.api import ConditionOpen, partnerships
from peckham.places.models import Place

pytestmark = pytest.mark.django_db
STEPS = ("approval", "approved", "procuring", "bid", "preferred", "assessed", "noticed",
         "functions", "award")  # fmt: skip
OFFERED = partnerships.Told(date(2026, 5, 4), "Letter to practices")


@pytest.fixture
def awarding(db):
    """A contract for one neighbourhood, decided on and about to be awarded to a trust."""
    loaded()
    world = w.build()
    contract = w.draft(world, "SNP-1", kind="snp", place_id=Place.objects.get().pk)
    for name, step in w.STEPS:
        if name in STEPS:
            step(world, contract)
    return world, contract


def offer(world, contract, at):
    scope = world.scope(at=at)
    with as_app(scope):
        return partnerships.promising.offer_to_practices(
            contract_id=w.key_of(contract), offered_to="Practices of riverside",
            answer_by=date(2026, 6, 4), amount_pence=25_000_000, words="The same contract.",
            told=OFFERED, by=scope.actor, at=at,
        )  # fmt: skip


def reply(world, key, at):
    scope = world.scope(at=at)
    with as_app(scope):
        partnerships.promising.record_reply(
            offer=key, practice="The mill", answer="declines", words="Too few of us.",
            told=partnerships.Told(date(2026, 6, 3), "Letter"), by=scope.actor, at=at,
        )  # fmt: skip


def test_rule_54_the_award_waits_for_the_stored_offer_and_its_replies(awarding):
    world, contract = awarding
    with pytest.raises(ConditionOpen) as shut:
        w.gate(world, contract, "awarded", noon(7, 2))
    assert shut.value.rule == 54
    key = offer(world, contract, noon(7, 3))
    reply(world, key, noon(7, 3))
    with pytest.raises(ConditionOpen, match="before practices were offered it"):
        w.gate(world, contract, "awarded", noon(7, 4))
    w.award(world, contract, noon(7, 5))
    w.gate(world, contract, "awarded", noon(7, 6))


def test_rule_54_no_gate_is_passed_by_hand_without_it(awarding):
    world, contract = awarding
    insert = (
        "INSERT INTO contracts_gatepassage (contract_id, gate, position, on_day, recorded_at,"
        " recorded_by) VALUES (%s, 'awarded', 4, '2026-07-02', %s, 'x')"
    )
    with as_app(world.scope(at=noon(7, 2))) as cursor:
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            cursor.execute(insert, [w.key_of(contract), noon(7, 2)])
        assert refused.value.__cause__.sqlstate == "PK147"


def test_rule_54_route_reasons_and_the_offer_are_read_by_everybody(awarding):
    world, contract = awarding
    reply(world, offer(world, contract, noon(7, 3)), noon(7, 3))
    place_id = Place.objects.get().pk
    (line,) = partnerships.contracts_in(place_id)
    assert [(one.route, one.reasons) for one in line.notices] == [
        ("most_suitable_provider", "It runs them.")
    ]
    assert {one.body for one in line.decisions} == {
        "committee of the board", "committee of the council",
    }  # fmt: skip
    (shown,) = partnerships.offers_by_contract([line.id])[line.id]
    assert (shown.amount_pence, shown.replies[0].answer) == (25_000_000, "declines")
