"""Rule 17: every contract that covers some people stands side by side, before and after."""

from datetime import date
from fractions import Fraction

import pytest
from tests.databases import check_laws
from tests.integration.contracts import world as w
from tests.integration.contracts.partners import BY
from tests.integration.contracts.world import heads, noon

from peckham.contracts.api import partnerships
from peckham.contracts.api import terms as t
from peckham.kernel import Period

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 6, 30), date(2026, 9, 2)


def core_contract(world, code):
    line = heads.stated.Parts(
        terms=heads.stated.StatedTerms(date(2015, 4, 1), None),
        commissioners=(heads.stated.StatedShare("the board", "icb", Fraction(1), True),),
        people={code: "riverside"},
        scope=(
            t.ScopeLine(
                "general_practice", "primary_medical", "in",
                (t.Delivery("own", "the mill", frozenset({code}),
                              Period(date(2015, 4, 1))),),
            ),
        ),
    )  # fmt: skip
    heads.write_standing(
        reference=f"GMS-{code}", title=f"Practice of {code}", kind="gms",
        kept_by=world.organisations["board"], entered_on=date(2015, 4, 1), source="A list",
        parts=line, by=BY, at=noon(1, 5),
    )  # fmt: skip
    check_laws()


def held(codes, on):
    (found,) = partnerships.contracts_covering(frozenset(codes), on=(on,))
    return [one.reference for one in found]


def test_rule_17_before_and_after_are_counted_for_the_same_people(db):
    world = w.build()
    for code in ("north", "south"):
        core_contract(world, code)
    river = w.draft(world)
    assert held({"north", "south"}, BEFORE) == ["GMS-north", "GMS-south"], "a draft is none"
    w.reach(world, river, "signed")
    assert held({"north", "south"}, BEFORE) == ["GMS-north", "GMS-south"], "its term comes later"
    assert held({"north"}, AFTER) == ["GMS-north", "RIVER-1"]
    assert held({"elsewhere"}, AFTER) == []
    _, layered = partnerships.contracts_covering(frozenset({"south"}), on=(BEFORE, AFTER))
    assert {one.reference: one.relation_to_gms for one in layered} == {
        "GMS-south": "itself", "RIVER-1": "layered",
    }  # fmt: skip
