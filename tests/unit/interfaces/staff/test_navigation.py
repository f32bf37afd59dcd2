"""What a role sees, and where its day starts."""

import pytest

from peckham.interfaces.staff.navigation import lands_on, may_use, verbs_of

ROLES = ["navigator", "clinician", "service_member", "manager"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_starts_on_a_page_that_it_may_use(role):
    assert may_use(lands_on(role), role)


def test_a_service_member_is_not_at_the_door():
    assert [verb.page for verb in verbs_of("service_member")] == ["staff:my_work", "staff:people"]


def test_a_role_that_is_not_known_sees_nothing():
    assert verbs_of("") == ()
    assert lands_on("") == "staff:acting_in"
