"""Rule 52: an integrator does not replace the partnership of its place: it answers to it."""

import pytest
from tests.integration.contracts.partners import (
    WHO,
    body,
    formed,
    forming,
    partnerships,
    place,
    told,
)

pytestmark = pytest.mark.django_db


def test_rule_52_no_integrator_without_a_partnership_that_it_answers_to():
    place_id = place()
    make = {"place_id": place_id, "name": "x", "body_ids": [body("A", "nhs_trust")], "told": told()}
    with pytest.raises(forming.NoPartnership) as refusal:
        forming.form_integrator(**make, **WHO)
    assert refusal.value.rule == 52
    one = formed("Otherton")
    assert one.partnership == "Otherton Together"
    with pytest.raises(forming.FormedAlready):
        forming.form_integrator(**make | {"place_id": one.place.id}, **WHO)


def test_rule_52_the_published_partnerships_stand_beside_their_integrators():
    partnerships.keep_published(**WHO)
    named = {one.place.name: one.partnership for one in partnerships.integrators()}
    assert named["Lambeth"] == "Lambeth Together Care Partnership"
    assert named["Bexley"] == "", "not named in the source, and there all the same"
