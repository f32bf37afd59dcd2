"""Rule 14: a place can carry the name of a programme, such as healthy new town."""

import pytest
from django.db import DatabaseError, transaction
from tests.databases import as_app
from tests.integration.contracts import world as w
from tests.integration.contracts.world import heads, noon
from tests.integration.places import example

from peckham.contracts.models import Contract, PlaceProgramme

pytestmark = pytest.mark.django_db


def test_rule_14_a_place_carries_its_programme_from_a_day_on():
    place = example.loaded()
    world = w.build()
    scope = world.scope(at=noon(1, 5))
    with as_app(scope):
        heads.name_programme(
            place_id=place.place_id,
            programme="healthy new town",
            from_on=noon(3, 1, 2016).date(),
            source="NHS England, 2016",
            by=scope.actor,
            at=scope.at,
        )
    river = w.draft(world, place_id=place.place_id)
    assert Contract.objects.get(public_id=river).place_id == place.place_id
    for day, found in ((noon(2, 2).date(), ("healthy new town",)), (noon(1, 4).date(), ())):
        assert heads.views.contract(river, on=day).line.programmes == found
    with pytest.raises(DatabaseError), transaction.atomic():
        PlaceProgramme.objects.update(programme="another")
