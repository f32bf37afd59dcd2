"""Somebody is at the door: at which hub, when nobody says it."""

import pytest
from tests.databases import as_app
from tests.integration.care.world import AT

from peckham.care import api as care
from peckham.care.models import Contact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "hub"), [("navigator", "hub_id"), ("stranger", "other_hub_id")])
def test_a_contact_is_at_the_hub_whose_reception_one_acts_in(world, who, hub):
    scope = world.scope(who)
    with as_app(scope):
        begun = care.begin_contact(world.person_id, channel="desk", by=scope.actor, at=AT)
    assert Contact.objects.get(public_id=begun).hub_id == getattr(world, hub)
