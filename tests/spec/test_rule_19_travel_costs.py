"""Rule 19: travel costs are claimed of an ICP or its subcontractor where others would refuse."""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.contracts import riverside
from tests.unit.contracts.duties_examples import (
    BUS,
    CHILDS_MOTHER,
    ICP,
    ORDINARY,
    PARAMETERS,
    judged,
    refusing,
    visit,
)

from peckham.contracts import api as contracts
from peckham.contracts.domain.duties.amounts import Companion, Journey, amount_of
from peckham.contracts.domain.duties.provided import under_of
from peckham.contracts.domain.duties.travel import ProvidedUnder, assess

SAME_VISIT = {"is_separate": False}
TAXI = replace(BUS, means="taxi", fare_pence=1800, cheapest_pence=350)


@pytest.mark.parametrize(
    ("under", "status"),
    [
        (ORDINARY, "refused"),
        (ProvidedUnder(None, False, "nhs_trust"), "not known"),
        (ICP, "allowed"),
        (ProvidedUnder("icp", True, "vcse"), "allowed"),
    ],
)
def test_rule_19_the_visit_of_the_referral_counts_at_an_icp_and_its_subcontractor(under, status):
    separate = None if under.family is None else False
    assert judged(under, is_separate=separate).status == status


@pytest.mark.parametrize(
    ("mode", "provider", "on", "found"),
    [
        ("own", "the trust", date(2026, 11, 2), ("icp", False, "RIVER-1")),
        ("subcontract", "the charity", date(2026, 11, 2), ("icp", True, "RIVER-1")),
        ("own", "another trust", date(2026, 11, 2), (None, False, "")),
        ("own", "the trust", date(2026, 8, 31), (None, False, "")),
    ],
)
def test_rule_19_under_which_contract_is_read_from_what_is_stored(mode, provider, on, found):
    given = riverside.t.Delivery(mode, provider, riverside.PEOPLE, riverside.ALWAYS)
    named = replace(given, by="the trust") if provider == "another trust" else given
    contract = riverside.contract(lines=(riverside.line("nursing", "community_health", named),))
    under = under_of(
        [contract],
        lambda kind: contracts.kinds().kind(kind).family,
        group="community_health",
        provider=provider,
        provider_kind="vcse",
        people=lambda delivery: "north" in delivery.people,
        on=on,
    )
    assert (under.family, under.is_subcontract, under.reference) == found


def test_rule_19_every_other_condition_holds_for_an_icp_too():
    changes = {
        "service": {"service_group": "primary_medical"},
        "referral": {"referred_by": "nobody"},
        "entitlement": {"entitlement": "none"},
        "in time": {"appointment_on": date(2026, 8, 21)},
    }
    for condition, change in changes.items():
        assert refusing(judged(ICP, **SAME_VISIT, **change)) == [condition]


@pytest.mark.parametrize("day", [date(2026, 8, 22), date(2026, 11, 22)])
def test_rule_19_claimed_within_three_months(day):
    assert judged(appointment_on=day).status == "allowed"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"entitlement": "pension_credit_guarantee"}, "allowed"),
        ({"entitlement": "hc2"}, "allowed"),
        ({"entitlement": "universal_credit", "more_is_met": True}, "allowed"),
        ({"entitlement": "universal_credit"}, "not known"),
        ({"entitlement": "universal_credit", "more_is_met": False}, "refused"),
        ({"entitlement": "tax_credit_exemption", "income_pence": 1527600}, "allowed"),
        ({"entitlement": "tax_credit_exemption", "income_pence": 1527601}, "refused"),
        ({"entitlement": "tax_credit_exemption"}, "not known"),
        ({"entitlement": "hc3"}, "not known"),
        ({"referred_by": None}, "not known"),
        ({"is_separate": None}, "not known"),
    ],
)
def test_rule_19_who_is_entitled_and_what_is_not_known_is_not_allowed(change, status):
    assessment = judged(**change)
    assert assessment.status == status
    assert (assessment.amount is not None) == (status == "allowed")


def test_rule_19_every_reason_names_its_source_and_whether_it_was_read():
    reasons = judged(ICP, **SAME_VISIT).reasons
    assert all(each.source and each.why for each in reasons)
    exception = next(each for each in reasons if each.condition == "separate visit")
    assert exception.verified
    assert "regulation 3(1A)(c)" in exception.source


@pytest.mark.parametrize(
    ("journey", "companion", "paid"),
    [
        (BUS, None, 350),
        (TAXI, None, "not known"),
        (replace(TAXI, needs_this=True), None, 1800),
        (replace(TAXI, needs_this=False), None, 350),
        (replace(BUS, cheapest_pence=None), None, "not known"),
        (replace(BUS, fare_pence=None), None, "not known"),
        (BUS, CHILDS_MOTHER, 700),
        (BUS, Companion(350, 40, True), 700),
        (BUS, Companion(350, 40, False), 350),
        (BUS, Companion(350, 16, None), "not known"),
    ],
)
def test_rule_19_the_cheapest_reasonable_means_and_who_had_to_come_along(journey, companion, paid):
    assessment = judged(journey=journey, companion=companion)
    found = assessment.amount.paid_pence if assessment.amount else assessment.status
    assert found == paid


def test_rule_19_a_certificate_hc3_pays_what_is_above_ones_own_part():
    for own_part, paid in ((100, 250), (350, 0), (900, 0)):
        journey = replace(BUS, contribution_pence=own_part)
        assert judged(entitlement="hc3", journey=journey).amount.paid_pence == paid


def test_rule_19_miles_are_paid_by_a_local_rate_and_not_known_without_one():
    car = Journey("car", miles=12, parking_pence=200, cheapest_pence=1000)
    assert judged(journey=car).status == "not known"
    terms = {"contribution_pence": 0, "child_under": 16}
    amount, _ = amount_of(car, None, mile_pence=25, **terms)
    assert amount.paid_pence == 12 * 25 + 200


@pytest.mark.parametrize(
    ("kind", "payer"),
    [("nhs_trust", "provider"), ("vcse", "commissioner"), ("practice", "commissioner")],
)
def test_rule_19_a_trust_pays_itself_and_for_others_the_commissioner(kind, payer):
    under = ProvidedUnder("icp", False, kind)
    assert assess(visit(), under, parameters=PARAMETERS).paid_by == payer
