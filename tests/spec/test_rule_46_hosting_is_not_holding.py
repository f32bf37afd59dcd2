"""Rule 46: hosting and holding a contract are two facts; the second is yes, no or not known, and
silence is not known.
"""

import pytest
from tests.integration.contracts.partners import WHO, forming, hosted, partnerships, read, told

pytestmark = pytest.mark.django_db


def state(one, holds):
    body_id = next(each.body_id for each in one.members if each.body == one.host.body)
    forming.state_holding(
        integrator_id=one.id, body_id=body_id, holds=holds, words="As its notice says.",
        told=told(), **WHO,
    )  # fmt: skip
    return read(one.place.id)


def test_rule_46_silence_is_not_known_and_what_is_said_last_stands():
    one = hosted()
    assert one.host is not None
    assert one.holds == "unknown"
    assert state(one, "no").holds == "no"
    assert state(one, "yes").holds == "yes"
    assert read(one.place.id).host == one.host, "holding says nothing of hosting"


def test_rule_46_the_published_hosts_are_not_known_to_hold_anything():
    partnerships.keep_published(**WHO)
    assert {one.holds for one in partnerships.integrators()} == {"unknown"}
    assert all(one.holdings[0].told.quotation for one in partnerships.integrators())
