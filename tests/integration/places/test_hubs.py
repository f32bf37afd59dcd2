"""Hubs: one for a neighbourhood, one reception each, found by where somebody lives."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import check_laws
from tests.integration.places.example import hub, loaded, teams

from peckham.places import api as places
from peckham.places.actions.hubs import NeighbourhoodHasHub, UnknownNeighbourhood
from peckham.places.models import Hub
from peckham.places.queries.hubs import NoDefaultHub, UnknownHub

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def test_where_somebody_lives_decides_the_hub():
    standing = loaded()
    west = hub(standing.place_id)
    check_laws()
    assert places.hub_for_area(standing.area_ids["E99000000"], ON) == west
    assert places.hub_for_area(standing.area_ids["E99000005"], ON) is None
    assert places.hub_for_area(standing.area_ids["E99000000"], date(2025, 12, 31)) is None
    assert places.hub_for_area(standing.area_ids["E99000000"], date(2024, 3, 31)) is None
    assert places.hubs(ON) == (west,)
    assert places.hub(west.id) == west
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.hub_of_area(%s, %s)", [standing.area_ids["E99000000"], ON])
        assert cursor.fetchone() == (west.id,)


def test_a_neighbourhood_has_one_hub():
    standing = loaded()
    hub(standing.place_id)
    with pytest.raises(NeighbourhoodHasHub):
        hub(standing.place_id, team_ids=teams())
    with pytest.raises(UnknownNeighbourhood):
        hub(standing.place_id, code="Nowhere", team_ids=teams())
    with pytest.raises(DatabaseError, match="places_one_hub"), transaction.atomic():
        Hub.objects.create(
            place_id=standing.place_id,
            neighbourhood_code="W",
            name="another",
            reception_team_id=teams()[0],
            duty_team_id=teams()[0],
            on_call_team_id=teams()[0],
            during=f"[{ON},)",
        )


def test_the_first_hub_takes_what_cannot_be_placed_until_another_is_named():
    with pytest.raises(NoDefaultHub):
        places.default_hub()
    with pytest.raises(UnknownHub):
        places.hub(404)
    standing = loaded()
    first = hub(standing.place_id)
    second = hub(standing.place_id, code="E", team_ids=teams())
    assert places.default_hub() == first
    places_with = hub_named_default(standing.place_id)
    assert places.default_hub() == places_with
    assert second != places_with


def hub_named_default(place_id):
    Hub.objects.filter(neighbourhood_code="E").delete()
    return hub(place_id, code="E", team_ids=teams(), is_default=True)
