"""Rule 70: activity, patterns of use, efficiency not realised and quality are the provider's; who
bears prices is an explicit term, never a silent one.
"""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.finance.example import PARTS, told
from tests.unit.finance.settled_year import INPUTS

from peckham.finance.attributing import (
    Pair,
    Term,
    attribute,
    read_order,
    read_position,
    usual_order,
)
from peckham.finance.domain.attribution import FactorMissing
from peckham.finance.domain.beside import beside
from peckham.finance.domain.settlement import read, settle

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


def test_rule_70_a_year_is_settled_in_the_contracts_own_order_and_by_no_other():
    with pytest.raises(FactorMissing, match="quality"):
        settle(replace(INPUTS, order=INPUTS.order[:-1]))
    turned = replace(INPUTS, order=tuple(reversed(INPUTS.order)))
    assert settle(turned).parts != settle(INPUTS).parts
    assert settle(turned).parts[0].factor == "quality"
    assert settle(read(turned.text())).parts == settle(turned).parts


def test_rule_70_sharing_changes_who_pays_and_never_who_caused_it():
    unshared = replace(INPUTS.sharing, loss_share=Fraction(0))
    alone, shared = settle(replace(INPUTS, sharing=unshared)), settle(INPUTS)
    assert alone.parts == shared.parts
    assert (alone.shared.pence, shared.shared.pence) == (0, 32_822_284)
    assert shared.shared.provider_pence == -53_349_945


def test_rule_70_coded_need_is_shown_and_not_paid():
    sicker = replace(INPUTS, coded_need=Pair(Fraction(1), Fraction(103, 100)))
    assert settle(sicker).parts == settle(INPUTS).parts
    shown = beside(sicker, settle(sicker), seed=1, draws=25)
    assert shown.coded_need_pence == round(settle(INPUTS).paid_pence * Fraction(3, 100))
    assert beside(INPUTS, settle(INPUTS), seed=1, draws=25).coded_need_pence is None
