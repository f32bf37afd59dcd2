"""Rule 44: an integrator counts as approved by a recorded decision alone, and how many of a
scheme's places have one is counted, never typed.
"""

import pytest
from tests.integration.contracts.partners import WHO, formed, partnerships, read, told

pytestmark = pytest.mark.django_db


def counted(code="south_east_london"):
    scheme = partnerships.catalogue.scheme_of(code)
    return partnerships.rules.counted_against(partnerships.approved_places(scheme), scheme.places)


def decided(one, outcome, day=None):
    told_on = told(day) if day else told()
    partnerships.forming.decide(
        integrator_id=one.id, decided_by="The board", outcome=outcome, reference="item 4",
        told=told_on, **WHO,
    )  # fmt: skip


def test_rule_44_four_of_six_is_what_decisions_add_up_to():
    assert counted() == "0 of 6"
    partnerships.keep_published(**WHO)
    assert counted() == "4 of 6"
    one = formed("Fifth", scheme="south_east_london")
    assert counted() == "4 of 6", "formed is not approved"
    decided(one, "approved")
    assert counted() == "5 of 6"
    decided(one, "refused")
    assert not read(one.place.id).is_approved, "the latest decision stands"
    assert counted() == "4 of 6"
