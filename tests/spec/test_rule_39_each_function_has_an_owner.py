"""Rule 39: an integrator has ten functions, and each has one person or a small team of a member
who owns it.
"""

import pytest
from tests.integration.contracts.partners import (
    WHO,
    formed,
    forming,
    hosted,
    hosting,
    member,
    partnerships,
    read,
    told,
)

pytestmark = pytest.mark.django_db


def own(one, function, *, of="Federation", named="Head of data"):
    forming.own_function(
        integrator_id=one.id, function=function, member_id=member(one, of) if of else None,
        named=named, told=told(), **WHO,
    )  # fmt: skip
    return read(one.place.id)


def gaps(one):
    return {owned.function.code for owned in one.gaps}


def test_rule_39_the_ten_functions_are_owned_by_name():
    codes = {function.code for function in partnerships.catalogue.function_catalogue()}
    assert len(codes) == 10
    assert {"workforce", "population_health", "metrics", "relationships"} <= codes
    one = own(formed(), "workforce")
    owned = next(each for each in one.functions if each.function.code == "workforce")
    assert (owned.named, owned.body) == ("Head of data", "Larkmoor Federation")
    assert gaps(one) == codes - {"workforce"}
    with pytest.raises(forming.UnknownFunction):
        own(one, "magic")


def test_rule_39_an_owner_whose_body_leaves_or_who_is_taken_back_owns_nothing():
    one = own(hosted(), "metrics")
    one = own(one, "workforce")
    assert "metrics" not in gaps(one)
    assert "metrics" in gaps(own(one, "metrics", of="", named=""))
    hosting.let_leave(member_id=member(one, "Federation"), told=told(), **WHO)
    assert "workforce" in gaps(read(one.place.id))
