"""Plans as versions: drafted by a planner, decided, adopted; the laws against app and raw SQL."""

import dataclasses
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker, check_laws
from tests.integration.places import planners
from tests.integration.places.example import AT, BY, area, draft, loaded
from tests.integration.places.planners import adopt, draft_by, involve, planning, state_all

from peckham.infra.scope import system_scope
from peckham.places import api as places
from peckham.places.actions.drafting import NotOfThisPlace
from peckham.places.actions.plans import AdoptedTooEarly, DecidedTooLate, NotADraft
from peckham.places.domain.readiness import NotYetDecided
from peckham.places.models import NeighbourhoodPlan

pytestmark = pytest.mark.django_db
LABELS = {f"E9900000{n}": "x" if n < 2 else "y" for n in range(6)}


@pytest.fixture
def planner(db):
    loaded()
    check_laws()
    return planners.scope_of()


def test_a_planner_drafts_involves_and_adopts_through_the_applications_own_rights(planner):
    with as_app(planner):
        plan = draft_by(planner.actor, LABELS | {"E99000003": "x"})
        assert (plan.state, plan.value, plan.bound) == ("draft", 0.5, 0.75)
        assert planning.areas_of_plan(plan.id).names == {"E": "East", "W": "West"}
        involve(plan, planner.actor)
        state_all(plan, planner.actor)
        adopt(plan, planner.actor)
        check = planning.plan(plan.public_id)
        assert (check.state, check.first_on) == ("adopted", date(2027, 4, 1))
    check_laws()
    area = places.area_by_code("E99000002")
    assert places.neighbourhood_of_area(area.id, date(2027, 3, 31)).code == "W"
    assert places.neighbourhood_of_area(area.id, date(2027, 4, 1)).code == "E"
    assert _in_the_west(date(2027, 3, 31)) == (3_003, 800)
    assert _in_the_west(date(2027, 4, 1)) == (3_004, 850)
    assert [(each.name, each.state) for each in planning.plans()] == [
        ("River plan", "adopted"),
        ("First plan", "superseded"),
    ]
    record = planning.record_of(plan.id, on=planners.TODAY)
    assert record.decision.reference == "IB/26/11, item 4"
    assert [each.name for each in record.networks] == ["RIVER PCN"]


def _in_the_west(on):
    """Give residents and registered patients of the neighbourhood with code W on a day."""
    residents = {
        row.neighbourhood_code: row.residents for row in places.residents_by_neighbourhood(on)
    }
    lists = [row for row in places.registered_by_neighbourhood(on) if row.neighbourhood_code == "W"]
    return residents["W"], sum(row.patients for row in lists)


@pytest.mark.parametrize("role", ["navigator", "manager", "administrator"])
def test_nobody_but_a_planner_drafts(db, role):
    loaded()
    other = planners.scope_of(role)
    with pytest.raises(DatabaseError, match="Only a planner"), as_app(other):
        draft_by(other.actor, LABELS)


def test_the_application_cannot_bring_a_plan_that_nobody_decided(planner):
    place_id = NeighbourhoodPlan.objects.get().place_id
    for name in ("came_with_place", "is_provisional"):
        with pytest.raises(DatabaseError, match="Only an import"), as_app(planner):
            NeighbourhoodPlan.objects.create(
                place_id=place_id, made_at=AT, made_by="x", **{"is_provisional": False, name: True}
            )


def test_the_worker_drafts_what_a_search_found_and_adopts_nothing(planner):
    scope = system_scope("design run", purpose="population planning", at=AT)
    with as_worker(scope):
        plan = draft_by(scope.actor, LABELS)
    with pytest.raises(DatabaseError, match="permission denied"), as_worker(scope):
        NeighbourhoodPlan.objects.filter(pk=plan.id).update(state="adopted")


def test_raw_sql_of_the_owner_adopts_no_plan_that_was_not_decided(planner):
    plan = draft_by(BY, LABELS)
    sql = (
        "UPDATE places_neighbourhoodplan SET state = CASE WHEN id = %(plan)s THEN 'adopted'"
        " ELSE 'superseded' END, during = CASE WHEN id = %(plan)s THEN daterange('2027-04-01',"
        " NULL) ELSE daterange(lower(during), '2027-04-01') END,"
        " adopted_at = coalesce(adopted_at, now()), adopted_by = coalesce(adopted_by, 'x')"
    )
    steps = {
        "a decision": lambda: planning.draft_plan,
        "an involvement record": lambda: _decide_by_hand(plan),
        "an answer to every question": lambda: (_ask(plan), involve(plan, BY)),
        "what becomes of every network": lambda: planning.publish_answer(
            question=planning.record_of(plan.id, on=planners.TODAY).questions[0].public_id,
            answer="Because of the river.",
            by=BY,
            at=AT,
        ),
    }
    for missing, step in steps.items():
        step()
        with pytest.raises(DatabaseError, match=missing):
            _run(sql, {"plan": plan.id})
    state_all(plan, BY)
    _run(sql, {"plan": plan.id})


def _run(sql, parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _decide_by_hand(plan):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO places_plandecision (plan_id, body, decided_on, reference, recorded_at,"
            " recorded_by) VALUES (%s, 'x', '2026-11-02', 'x', now(), 'x')",
            [plan.id],
        )


def _ask(plan):
    return planning.record_question(
        plan_id=plan.id, question="Why here?", asked_on=date(2026, 9, 3), by=BY, at=AT
    )


def test_what_was_decided_on_is_closed_with_the_decision_and_questions_go_on(planner):
    plan = draft_by(BY, LABELS)
    involve(plan, BY)
    state_all(plan, BY)
    adopt(plan, BY)
    check_laws()
    for late in (lambda: involve(plan, BY), lambda: state_all(plan, BY), lambda: adopt(plan, BY)):
        with pytest.raises(NotADraft):
            late()
    with pytest.raises(DatabaseError, match="not edited"), transaction.atomic():
        _decide_by_hand(plan)
    question = _ask(plan)
    for answer in ("Because.", "Because of the river."):
        planning.publish_answer(question=question, answer=answer, by=BY, at=AT)
    (found,) = planning.record_of(plan.id, on=planners.TODAY).questions
    assert found.answer == "Because of the river."
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE places_plananswer SET answer = 'x'")


def test_days_that_make_no_sense_are_refused_in_words(planner):
    plan = draft_by(BY, LABELS)
    involve(plan, BY)
    state_all(plan, BY)
    with pytest.raises(DecidedTooLate, match="after today"):
        adopt(plan, BY, decided_on=date(2026, 12, 1))
    with pytest.raises(DecidedTooLate, match="after the first day"):
        adopt(plan, BY, from_on=date(2026, 11, 1))
    with pytest.raises(AdoptedTooEarly):
        adopt(plan, BY, decided_on=date(2024, 1, 1), from_on=date(2024, 4, 1))
    assert planning.plan(plan.public_id).state == "draft"


def test_a_draft_has_every_area_of_its_place_once_and_a_name_of_its_own(planner):
    with pytest.raises(NotOfThisPlace, match="E99000005"):
        draft_by(BY, {code: "x" for code in list(LABELS)[:5]})
    with pytest.raises(planning.NameTaken):
        draft_by(BY, LABELS, name="First plan")
    with pytest.raises(NotYetDecided) as refusal:
        adopt(draft_by(BY, LABELS), BY)
    assert refusal.value.rule == 43


def test_a_plan_that_came_with_its_place_needs_no_decision_here(planner):
    plan = draft(NeighbourhoodPlan.objects.get().place_id, {})
    assert plan.came_with_place
    assert planning.record_of(plan.pk, on=planners.TODAY).decision is None


def test_a_plan_is_held_to_every_base_and_a_missing_count_is_not_none(db):
    codes = [f"E9900000{n}" for n in range(6)]
    census = {code: 900 for code in codes} | {codes[0]: 2_000}
    pairs = [(0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (1, 4), (2, 5)]
    place = loaded(
        further_bases={"Census 2021": census},
        adjacency=[(codes[i], codes[j], 700.0) for i, j in pairs],
        areas=[dataclasses.replace(area(n), deprivation_score=1.0) for n in range(6)],
    )
    plan = planning.plans(place.place_id)[0]
    homes = planning.areas_of_plan(plan.id)
    found = planning.measured(
        homes.homes,
        homes.names,
        place_id=place.place_id,
        on=planners.TODAY,
        minimum=2_900,
        maximum=3_100,
    )
    assert found.bases == ("residents", "Census 2021")
    assert [line.residents for line in found.lines] == [(3_012, 2_700), (3_003, 3_800)]
    assert [line.outside for line in found.lines] == [(False, True), (False, True)]
