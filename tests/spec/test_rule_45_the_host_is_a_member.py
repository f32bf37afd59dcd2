"""Rule 45: the host of an integrator is a member of it, and may host several; the database holds
it (tests/integration/contracts/test_partnership_law.py).
"""

import pytest
from tests.integration.contracts.partners import (
    SCORED,
    WHO,
    choose,
    formed,
    hosted,
    hosting,
    member,
    partnerships,
    read,
    told,
)

pytestmark = pytest.mark.django_db


def test_rule_45_one_body_hosts_two_of_the_published_four():
    partnerships.keep_published(**WHO)
    hosts = {one.place.name: one.host.body for one in partnerships.integrators()}
    assert hosts == {
        "Bexley": "Oxleas NHS Foundation Trust",
        "Lambeth": "Guy’s & St Thomas’ NHS Foundation Trust",
        "Lewisham": "Lewisham and Greenwich NHS Trust",
        "Southwark": "Guy’s & St Thomas’ NHS Foundation Trust",
    }
    for one in partnerships.integrators():
        assert one.host.body in {each.body for each in one.members}


def test_rule_45_the_host_leaves_after_another_hosts_and_never_hosts_again():
    one = hosted()
    leave = {"member_id": member(one, "Trust"), "told": told(), **WHO}
    with pytest.raises(hosting.StillHosts):
        hosting.let_leave(**leave)
    hosting.score(member_id=member(one, "Federation"), scores=SCORED, told=told(), **WHO)
    choose(one, "Federation")
    hosting.let_leave(**leave)
    assert read(one.place.id).host.body == "Larkmoor Federation"
    with pytest.raises(hosting.NotAMember):
        choose(one, "Trust")
    with pytest.raises(hosting.NotAMember):
        partnerships.forming.own_function(
            integrator_id=formed("Otherton").id, function="metrics",
            member_id=member(one, "Federation"), named="Somebody", told=told(), **WHO,
        )  # fmt: skip
