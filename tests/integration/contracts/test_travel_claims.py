"""A travel claim is checked and decided by a person; what the rules said is kept with it."""

from datetime import date

import pytest
from tests.databases import as_app
from tests.integration.contracts import duties_world
from tests.integration.contracts.duties_world import THURSDAY, at_noon

from peckham.contracts.api import travel
from peckham.contracts.domain.duties.claim_table import AgainstTheRules, NoAmount
from peckham.infra.scope import public_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return duties_world.build()


def read(world, key, day=THURSDAY):
    with as_app(world.of("trust", day)):
        return travel.claim(key, on=day)


def test_a_visit_that_ordinary_rules_refuse_is_paid_at_an_icp(world):
    key = world.claim("trust", is_separate=False).public_id
    assert read(world, key).assessment.status == "not known"  # no contract is found yet
    world.decide("trust", "checked", key, words="Not an ICP.", checked={"family": "core"})
    assert read(world, key).assessment.status == "refused"
    world.decide("trust", "checked", key, words="RIVER-1.", checked={"family": "icp"})
    told = read(world, key).assessment
    assert (told.status, told.amount.paid_pence, told.paid_by) == ("allowed", 350, "provider")
    with pytest.raises(NoAmount):
        world.decide("trust", "allowed", key)
    world.decide("trust", "allowed", key, amount_pence=350)
    world.decide("trust", "paid", key)
    paid = read(world, key)
    assert (paid.state, paid.due_on) == ("paid", None)
    assert paid.decision["rules_said"] == "allowed"
    assert "regulation 3(1A)(c)" in str(paid.decision["reasons"])


def test_a_decision_against_what_the_rules_say_gives_its_reason(world):
    key = world.claim("trust", entitlement="none").public_id
    with pytest.raises(AgainstTheRules):
        world.decide("trust", "allowed", key, amount_pence=350)
    world.decide("trust", "allowed", key, amount_pence=350, words="The certificate came late.")
    assert read(world, key).state == "allowed"


def test_due_over_easter_and_followed_by_its_code(world):
    receipt = world.claim("trust")
    assert receipt.due_on == date(2027, 4, 12)  # ten working days, two of them holidays
    with as_app(public_scope(at=at_noon(THURSDAY))):
        found = travel.track(receipt.reference, receipt.code, at=at_noon(THURSDAY), on=THURSDAY)
    assert (found.state, found.lead) == ("received", "the trust")
    with as_app(world.of("council")):
        assert travel.worklist(on=THURSDAY) == ()
