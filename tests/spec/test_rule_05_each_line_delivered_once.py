"""Rule 5: every service in scope is delivered in exactly one way to everyone on every day; held by
its tables too.
"""

from datetime import date

import pytest
from tests.unit.contracts.riverside import (
    PEOPLE,
    START,
    answer,
    contract,
    delivery,
    line,
    status,
    whole,
)

from peckham.kernel import Period

NORTH, SOUTH = frozenset({"north"}), frozenset({"south"})
CHANGE = date(2028, 1, 1)
FIRST, THEN = Period(START, CHANGE), Period(CHANGE)


def facts(*deliveries, status="in"):
    lines = (line("home care", "adult_social_care", *deliveries, status=status),)
    kept = line("general practice", "primary_medical", delivery())
    return whole(contract=contract(lines=(*lines, kept)))


@pytest.mark.parametrize(
    "deliveries",
    [
        (delivery(),),
        (delivery("own", NORTH), delivery("subcontract", SOUTH)),
        (delivery("own", PEOPLE, FIRST), delivery("subcontract", PEOPLE, THEN)),
    ],
)
def test_rule_5_one_way_to_each_on_every_day_holds(deliveries):
    assert status("scope.covered", facts(*deliveries)) == "holds"


@pytest.mark.parametrize(
    ("deliveries", "words"),
    [
        ((), "2026-09-01: nobody delivers it to north, south"),
        ((delivery("own", NORTH),), "nobody delivers it to south"),
        ((delivery("own", PEOPLE, FIRST),), "2028-01-01: nobody"),
        ((delivery(), delivery("subcontract", SOUTH)), "delivered twice to south"),
        ((delivery(), delivery("subcontract", PEOPLE, THEN)), "2028-01-01: it is delivered twice"),
    ],
)
def test_rule_5_no_cover_and_double_cover_are_errors(deliveries, words):
    found = answer("scope.covered", facts(*deliveries))
    assert found.status == "does not hold"
    assert words in found.why


@pytest.mark.parametrize("beside", ["optional", "out"])
def test_rule_5_only_what_is_in_scope_needs_delivery(beside):
    assert status("scope.covered", facts(status=beside)) == "holds"
