"""The law of plans when two write at once: an adoption waits for whoever is still writing."""

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, connections, transaction
from tests.integration.places.example import AT, BY, area, draft, loaded

from peckham.places import api as places
from peckham.places.actions.plans import AdoptedTooEarly, PlanLeavesAreasOut
from peckham.places.models import Area, NeighbourhoodPlan, Place

pytestmark = pytest.mark.usefixtures("committed_database")
LATER = date(2027, 4, 1)


@pytest.fixture
def second_plan(committed_database):
    standing = loaded()
    return draft(standing.place_id, {"W": standing.area_ids.values()})


def adopting(plan):
    """Start an adoption beside us; give its thread and where its outcome will be."""
    outcome = []

    def run():
        try:
            places.adopt_plan(plan_id=plan.pk, from_on=LATER, by=BY, at=AT)
            outcome.append("adopted")
        except Exception as error:
            outcome.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=0.5)
    return thread, outcome


def test_while_an_area_is_taken_out_of_the_draft(second_plan):
    with transaction.atomic():
        second_plan.areas.first().delete()
        thread, outcome = adopting(second_plan)
        assert thread.is_alive()
    thread.join()
    assert isinstance(outcome[0], PlanLeavesAreasOut)
    connection.close()


def join(place_id, code="E99000007"):
    """Add a small area to a place; it is in no plan."""
    new = area(7)
    Area.objects.create(
        place_id=place_id,
        code=code,
        name=new.name,
        vintage="synthetic",
        borough_code=new.borough_code,
        borough_name=new.borough_name,
        geometry=new.geometry,
        longitude=new.longitude,
        latitude=new.latitude,
    )


def test_an_adoption_and_an_area_that_miss_each_other_do_not_both_stand(committed_database):
    place_id = Place.objects.create(name="New", source="test", recorded_at=AT).pk
    join(place_id, "E99000001")
    plan = draft(place_id, {"W": Area.objects.values_list("pk", flat=True)})

    def join_beside_an_adoption():
        with transaction.atomic():
            join(place_id)
            thread, outcome = adopting(plan)
            thread.join()
            assert outcome == ["adopted"]

    with pytest.raises(DatabaseError, match="E99000007"):
        join_beside_an_adoption()
    assert Area.objects.count() == 1
    connection.close()


def test_of_two_adoptions_for_one_day_the_second_is_refused(second_plan):
    area_ids = Area.objects.values_list("pk", flat=True)
    third = draft(second_plan.place_id, {"W": area_ids}, name="Third plan")
    with transaction.atomic():
        places.adopt_plan(plan_id=second_plan.pk, from_on=LATER, by=BY, at=AT)
        thread, outcome = adopting(third)
        assert thread.is_alive()
    thread.join()
    assert isinstance(outcome[0], AdoptedTooEarly)
    states = list(NeighbourhoodPlan.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["superseded", "adopted", "draft"]
    connection.close()
