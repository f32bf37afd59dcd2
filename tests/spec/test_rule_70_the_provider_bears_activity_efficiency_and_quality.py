"""Rule 70: activity, patterns of use, efficiency not realised and quality are the provider's; who
bears prices is an explicit term, never a silent one.
"""

import pytest
from tests.unit.finance.example import PARTS, told

from peckham.finance.attributing import Term, attribute, read_order, read_position, usual_order
from peckham.finance.domain.attribution import FactorMissing

PROVIDERS = ("rate", "pattern", "case_mix", "efficiency", "quality")


def test_rule_70_what_the_provider_can_influence_is_the_providers():
    parts = {part.factor: part for part in attribute(read_position(told()), usual_order())}
    for factor in PROVIDERS:
        assert (parts[factor].owner, parts[factor].pence) == ("provider", PARTS[factor])


def test_rule_70_a_contract_that_is_silent_on_prices_is_refused():
    silent = [term for term in usual_order() if term.factor != "price_local"]
    with pytest.raises(FactorMissing, match="price_local"):
        attribute(read_position(told()), silent)


def test_rule_70_a_contract_may_give_prices_to_either_side():
    other = {"commissioner": "provider", "provider": "commissioner"}
    order = [
        {"factor": t.factor, "owner": other[t.owner] if "price" in t.factor else t.owner}
        for t in usual_order()
    ]
    parts = {
        part.factor: part.owner for part in attribute(read_position(told()), read_order(order))
    }
    assert parts["price_national"] == "provider"
    assert parts["price_local"] == "commissioner"
    assert read_order(order)[0] == Term("size", "commissioner")
