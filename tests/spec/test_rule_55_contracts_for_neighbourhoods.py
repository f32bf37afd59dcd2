"""Rule 55: contracts for one neighbourhood and for several are kinds of their own, with more kinds
of holder, and nest in their order; asked of its own rows.
"""

from datetime import date

import pytest
from tests.unit.contracts.riverside import START, contract, holder, status, whole

from peckham.kernel import Period

WIDER = frozenset({"north", "south", "east"})


def nested(kind, parent_kind, **parent):
    above = contract(reference="ABOVE", kind=parent_kind, **({"people": WIDER} | parent))
    return whole(contract=contract(kind=kind, parent="ABOVE"), others=(above,))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (nested("snp", "mnp"), "holds"),
        (nested("mnp", "iho"), "holds"),
        (nested("snp", "iho"), "does not hold"),
        (nested("mnp", "snp"), "does not hold"),
        (nested("gms", "iho"), "does not hold"),
        (nested("snp", "mnp", people=frozenset({"north"})), "does not hold"),
        (nested("snp", "mnp", during=Period(START, date(2030, 1, 1))), "does not hold"),
        (nested("snp", "mnp", during=Period(date(2026, 9, 2))), "does not hold"),
        (nested("snp", "mnp", during=Period(START)), "holds"),
        (whole(contract=contract(kind="snp", parent="MISSING")), "not known"),
        (whole(contract=contract(kind="snp")), "holds"),
    ],
)
def test_rule_55_they_nest_in_their_order_within_people_and_term(facts, expected):
    assert status("contract.nesting", facts) == expected


@pytest.mark.parametrize("kind", ["snp", "mnp"])
@pytest.mark.parametrize("body", ["nhs_trust", "federation", "company", "gp_practice"])
def test_rule_55_more_kinds_of_body_hold_them(kind, body):
    facts = whole(contract=contract(kind=kind, holders=(holder(body),)))
    assert status("holder.kind", facts) == "holds"
