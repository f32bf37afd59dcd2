"""The People book's law under any sequence of what happens to people, with COMMIT's checks."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.databases import check_laws
from tests.integration.people.world import ADOPTED_ON, AREAS, AT, BY, PRACTICES, TODAY, plan

from peckham.infra.scope import open_scope, system_scope
from peckham.kernel import Refused
from peckham.people import api as people
from peckham.people.models import Person
from peckham.places import api as places
from peckham.places.models import Neighbourhood, NeighbourhoodPlan, PlanArea

pytestmark = pytest.mark.django_db
WHO = {"by": BY, "at": AT}
MONTHS = 24

months = st.integers(0, MONTHS)
whom = st.integers(0, 3)
happenings = st.lists(
    st.one_of(
        st.tuples(st.just("move"), whom, months, st.sampled_from(AREAS)),
        st.tuples(st.just("no fixed address"), whom, months, st.sampled_from(["N1", "N2"])),
        st.tuples(st.just("out of area"), whom, months, st.none()),
        st.tuples(st.just("practice"), whom, months, st.sampled_from(PRACTICES)),
        st.tuples(st.just("leave"), whom, months, st.sampled_from(["moved_away", "died"])),
        st.tuples(st.just("merge"), whom, months, whom),
        st.tuples(st.just("unmerge"), whom, months, st.none()),
        st.tuples(st.just("plan"), whom, months, st.integers(0, 4)),
    ),
    max_size=10,
)


def day(month):
    return TODAY - timedelta(days=30 * (MONTHS - month))


class Town:
    """Four people, and what happens to them."""

    def __init__(self, world):
        self.world = world
        self.ids = [
            people.register_person(
                family_name=f"Person {n}", area_code=AREAS[n], arrived_on=day(6 * n), **WHO
            ).id
            for n in range(4)
        ]

    def happen(self, what, who, month, detail):
        person, on = {"person_id": self.ids[who]}, {"on": day(month)}
        if what in ("move", "out of area"):
            people.move_home(**person, **on, area_code=detail or "", **WHO)
        elif what == "no fixed address":
            people.record_no_fixed_address(**person, **on, hub_id=self.world.hubs[detail], **WHO)
        elif what == "practice":
            practice = self.world.practices[detail]
            people.register_with_practice(**person, **on, practice_id=practice, **WHO)
        elif what == "leave":
            people.depart(**person, **on, reason=detail, **WHO)
        elif what == "merge":
            survivor, duplicate = self.ids[who], self.ids[detail]
            people.merging.merge(survivor_id=survivor, duplicate_id=duplicate, reason="Same", **WHO)
        elif what == "unmerge":
            people.merging.unmerge(duplicate_id=self.ids[who], reason="Not the same", **WHO)
        else:
            self.adopt(detail, day(month))

    def adopt(self, split, on):
        name = f"Plan from {on} at {split}"
        if NeighbourhoodPlan.objects.filter(name=name).exists():
            return
        draft = NeighbourhoodPlan.objects.create(
            place_id=self.world.place_id, name=name, source="test", is_provisional=False,
            made_at=AT, made_by="test",
        )  # fmt: skip
        for home in plan(name, split, on).neighbourhoods:
            row = Neighbourhood.objects.create(plan=draft, code=home.code, name=home.name)
            PlanArea.objects.bulk_create(
                PlanArea(plan=draft, area_id=self.world.areas[code], neighbourhood=row)
                for code in home.area_codes
            )
        places.adopt_plan(plan_id=draft.pk, from_on=on, by=BY, at=AT)


def one_by_one(on):
    """Count homes person by person: the plain way that the count of everybody must agree with."""
    counted = Counter()
    for person_id in Person.objects.filter(merged_into=None).values_list("pk", flat=True):
        home = people.home_of(person_id, on)
        if home.kind != "not_resident":
            counted[home.kind, home.neighbourhood_code, home.hub_id or 0] += 1
    return counted


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happenings=happenings)
def test_whatever_happens_everybody_belongs_once_and_the_sums_are_the_people(world, happenings):
    with transaction.atomic(), open_scope(system_scope("test", purpose="test", at=AT)):
        town = Town(world)
        for happening in happenings:
            try:
                with transaction.atomic():
                    town.happen(*happening)
            except Refused:
                continue
            check_laws()
        for month in (0, 7, 13, MONTHS):
            found = people.counting.reconcile(day(month))
            as_counted = Counter()
            for home, number in found.residents.items():
                code = home.code if home.kind == "neighbourhood" else ""
                as_counted[home.kind, code, home.hub_id] += number
            assert as_counted == one_by_one(day(month))
        before_the_place = people.counting.reconcile(ADOPTED_ON - timedelta(days=1))
        assert before_the_place.residents_total == 0
        transaction.set_rollback(True)


def facts():
    """Everything that the book holds of anybody, and what search finds them by."""
    with connection.cursor() as cursor:
        held = {}
        for table in (
            "person identifier othername addressspell registration communicationneed contactpoint"
            " proxy searchentry"
        ).split():
            cursor.execute(f"SELECT to_jsonb(t)::text FROM people_{table} t ORDER BY 1")
            held[table] = cursor.fetchall()
        return held


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happenings=happenings, survivor=whom, duplicate=whom)
def test_a_merge_that_is_taken_back_changes_nothing(world, happenings, survivor, duplicate):
    with transaction.atomic(), open_scope(system_scope("test", purpose="test", at=AT)):
        town = Town(world)
        for happening in happenings:
            try:
                with transaction.atomic():
                    town.happen(*happening)
            except Refused:
                continue
        before = facts()
        merged = people.counting.reconcile(TODAY).residents_total
        try:
            with transaction.atomic():
                town.happen("merge", survivor, 0, duplicate)
        except Refused:
            assert facts() == before
        else:
            check_laws()
            assert people.counting.reconcile(TODAY).residents_total <= merged
            town.happen("unmerge", duplicate, 0, None)
            check_laws()
            assert facts() == before
        transaction.set_rollback(True)
