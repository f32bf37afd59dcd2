"""The law of neighbourhood plans against raw SQL, as the application and as the owner."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, check_laws
from tests.integration.places.example import AT, BY, FROM_ON, draft, loaded

from peckham.infra.scope import public_scope
from peckham.places import api as places
from peckham.places.actions.plans import AdoptedTooEarly, NotADraft, PlanLeavesAreasOut
from peckham.places.models import Area, NeighbourhoodPlan, PlanArea

pytestmark = pytest.mark.django_db
LATER = date(2027, 4, 1)


def run(sql, parameters=()):
    """Run one statement and then every deferred law, as a transaction of its own would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def adopt_by_hand(plan):
    """Put a plan in force on LATER and end the one before it, in one statement."""
    run(
        "UPDATE places_neighbourhoodplan SET state = CASE WHEN id = %(plan)s THEN 'adopted'"
        " ELSE 'superseded' END, during = CASE WHEN id = %(plan)s THEN daterange(%(on)s, NULL)"
        " ELSE daterange(lower(during), %(on)s) END, adopted_at = coalesce(adopted_at, now()),"
        " adopted_by = coalesce(adopted_by, 'x') WHERE place_id = %(place)s",
        {"plan": plan.pk, "on": LATER, "place": plan.place_id},
    )


@pytest.fixture
def standing(db):
    found = loaded()
    check_laws()
    return found


REFUSED_TO_THE_OWNER = {
    "an area taken out": (
        "DELETE FROM places_planarea WHERE area_id = (SELECT min(id) FROM places_area)"
    ),
    "every area taken out": "TRUNCATE places_planarea",
    "an area moved": (
        "UPDATE places_planarea SET neighbourhood_id = (SELECT max(id) FROM places_neighbourhood)"
        " WHERE neighbourhood_id = (SELECT min(id) FROM places_neighbourhood)"
    ),
    "a neighbourhood's code changed": "UPDATE places_neighbourhood SET code = 'X' WHERE code = 'W'",
    "a neighbourhood added": (
        "INSERT INTO places_neighbourhood (public_id, plan_id, code, name)"
        " SELECT gen_random_uuid(), id, 'N', 'N' FROM places_neighbourhoodplan"
    ),
    "back to draft": (
        "UPDATE places_neighbourhoodplan SET state = 'draft', during = NULL,"
        " adopted_at = NULL, adopted_by = NULL"
    ),
    "the first day moved": (
        "UPDATE places_neighbourhoodplan SET during = daterange('2020-01-01', NULL)"
    ),
    "ended with nothing after it": (
        "UPDATE places_neighbourhoodplan SET state = 'superseded',"
        " during = daterange(lower(during), '2030-01-01')"
    ),
    "ended but still called adopted": (
        "UPDATE places_neighbourhoodplan SET during = daterange(lower(during), '2030-01-01')"
    ),
    "the plan removed": ("DELETE FROM places_neighbourhoodplan"),
    "an area added to the place alone": (
        "INSERT INTO places_area (place_id, code, name, vintage, borough_code, borough_name,"
        " msoa_code, ward_code, ward_name, geometry, longitude, latitude, population_by_age)"
        " SELECT id, 'E99000009', 'x', 'synthetic', 'E90000000', 'West', '', '', '', '{}', 0, 0,"
        " '{}' FROM places_place"
    ),
    "an area moved to another place": (
        "WITH other AS (INSERT INTO places_place (public_id, name, is_synthetic, source,"
        " recorded_at) VALUES (gen_random_uuid(), 'Other', true, 'x', now()) RETURNING id)"
        " UPDATE places_area SET place_id = (SELECT id FROM other) WHERE code = 'E99000000'"
    ),
    "a second plan over the same days": (
        "INSERT INTO places_neighbourhoodplan (public_id, place_id, name, explanation, source,"
        " is_provisional, state, during, made_at, made_by, adopted_at, adopted_by)"
        " SELECT gen_random_uuid(), place_id, 'x', '', '', false, 'adopted',"
        " daterange('2026-01-01', NULL), now(), 'x', now(), 'x' FROM places_neighbourhoodplan"
    ),
}


@pytest.mark.parametrize("sql", REFUSED_TO_THE_OWNER.values(), ids=REFUSED_TO_THE_OWNER.keys())
def test_raw_sql_of_the_owner_cannot_break_an_adopted_plan(standing, sql):
    before = list(PlanArea.objects.order_by("pk").values())
    with pytest.raises(DatabaseError):
        run(sql)
    assert list(PlanArea.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM places_planarea",
        "UPDATE places_neighbourhoodplan SET name = 'x'",
        "INSERT INTO places_place (public_id, name, is_synthetic, source, recorded_at)"
        " VALUES (gen_random_uuid(), 'x', true, 'x', now())",
        "UPDATE places_hub SET name = 'x'",
        "SELECT peckham.places_plan_is_draft(1)",
    ],
)
def test_the_application_reads_places_and_writes_nothing(standing, sql):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_app(public_scope(at=AT)) as app,
    ):
        app.execute(sql)
    with as_app(public_scope(at=AT)) as app:
        app.execute("SELECT count(*) FROM places_planarea")
        assert app.fetchone() == (6,)


def test_a_plan_follows_another_on_its_day_and_belonging_changes_with_it(standing):
    first, *others = standing.area_ids.values()
    plan = draft(standing.place_id, {"W": [first], "E": others})
    places.adopt_plan(plan_id=plan.pk, from_on=LATER, by=BY, at=AT)
    check_laws()
    second = standing.area_ids["E99000001"]
    assert places.neighbourhood_of_area(second, date(2027, 3, 31)).code == "W"
    assert places.neighbourhood_of_area(second, LATER).code == "E"
    assert places.neighbourhood_of_area(second, date(2024, 3, 31)) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.neighbourhood_of_area(%s, %s)", [second, LATER])
        assert cursor.fetchone()[0] == places.neighbourhood_of_area(second, LATER).id


def test_a_plan_that_leaves_areas_out_is_refused_naming_them(standing):
    plan = draft(standing.place_id, {"W": list(standing.area_ids.values())[:4]})
    with pytest.raises(PlanLeavesAreasOut, match="E99000004, E99000005"):
        places.adopt_plan(plan_id=plan.pk, from_on=LATER, by=BY, at=AT)
    with pytest.raises(DatabaseError, match="E99000004, E99000005"):
        adopt_by_hand(plan)


def test_a_plan_cannot_borrow_areas_or_neighbourhoods_of_another(standing):
    other = loaded(
        name="Elsewhere",
        areas=[],
        adjacency=[],
        practices=[],
        list_counts=[],
        postcodes=[],
        plan=places.loading.PlanToLoad("None", [], FROM_ON, False, "test"),
    )
    plan = draft(other.place_id, {"W": list(standing.area_ids.values())})
    with pytest.raises(DatabaseError, match="6 areas of another place"):
        adopt_by_hand(plan)
    check_laws()


def test_what_was_decided_for_days_with_a_plan_is_not_rewritten(standing):
    plan = draft(standing.place_id, {"W": standing.area_ids.values()})
    with pytest.raises(AdoptedTooEarly, match="1 April 2024"):
        places.adopt_plan(plan_id=plan.pk, from_on=FROM_ON, by=BY, at=AT)
    adopted = NeighbourhoodPlan.objects.get(state="adopted")
    with pytest.raises(NotADraft):
        places.adopt_plan(plan_id=adopted.pk, from_on=LATER, by=BY, at=AT)


def test_a_draft_may_be_edited_and_thrown_away(standing):
    plan = draft(standing.place_id, {"W": standing.area_ids.values()})
    plan.areas.first().delete()
    plan.areas.all().delete()
    plan.neighbourhoods.all().delete()
    plan.delete()
    check_laws()
    assert Area.objects.count() == 6
