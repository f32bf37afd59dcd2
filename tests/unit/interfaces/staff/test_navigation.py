"""What a role sees, and where its day starts."""

import pytest

from peckham.interfaces.staff.navigation import Verb, lands_on, may_use, verbs_of
from peckham.organisations.api import roles

ROLES = ["navigator", "clinician", "service_member", "manager", "administrator"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_starts_on_a_page_that_it_may_use(role):
    assert may_use(lands_on(role), roles.permissions_of(role))


def test_a_service_member_is_not_at_the_door():
    pages = [verb.page for verb in verbs_of(roles.permissions_of("service_member"))]
    assert pages == ["staff:my_work", "staff:people"]


def test_a_role_that_is_not_known_sees_nothing():
    assert verbs_of(roles.permissions_of("")) == ()
    assert lands_on("") == "staff:acting_in"


def test_a_verb_names_a_permission_that_there_is():
    with pytest.raises(LookupError, match="governance_lead"):
        Verb("staff:door", "Door", "governance_lead")


def test_a_narrowed_role_loses_the_verb():
    assert not may_use("staff:door", roles.narrowed("navigator", ["-take_requests"]))
