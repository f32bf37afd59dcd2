"""Rule 59: a provider may hold more than one contract, with a participating or new practice in each
area; asked of its own rows.
"""

import pytest
from tests.unit.contracts.riverside import answer, contract, on, status, whole

from peckham.contracts.api import facts as f

BOTH = contract(areas=frozenset({"riverside", "hillside"}))
HILL = f.Partner("hill practice", "hillside", "new_practice", on(4, 1))
RIVER = f.Partner("river practice", "riverside", "full", on(4, 1))


@pytest.mark.parametrize(
    ("partners", "expected"),
    [
        ((RIVER, HILL), "holds"),
        ((RIVER,), "does not hold"),
        ((HILL,), "does not hold"),
        ((RIVER, RIVER), "does not hold"),
        ((), "does not hold"),
    ],
)
def test_rule_59_each_area_has_a_practice_that_takes_part(partners, expected):
    facts = whole(contract=BOTH, partners=partners)
    assert status("partners.each_area", facts) == expected


def test_rule_59_the_area_without_one_is_named():
    assert "hillside" in answer("partners.each_area", whole(contract=BOTH, partners=(RIVER,))).why


def test_rule_59_the_same_holder_may_have_another_contract():
    other = contract(reference="OTHER", people=frozenset({"hill"}), areas=frozenset({"hillside"}))
    assert status("contract.single", whole(others=(other,))) == "holds"
    assert status("holder.kind", whole(others=(other,))) == "holds"
