"""The planner's pages, from the address to the row: who may, what is tried, saved and decided."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from tests.databases import as_worker
from tests.integration.places import planners
from tests.integration.places.example import AT, BY, area, loaded, teams

from peckham.interfaces.staff import searching
from peckham.interfaces.staff.tasks import ATTEMPTS_MAX, design_job
from peckham.organisations import api as organisations
from peckham.organisations.models import Account
from peckham.places import api as places
from peckham.places.models import DesignRun, NeighbourhoodPlan

pytestmark = pytest.mark.django_db
planning = places.planning
ADJACENT = [(0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (1, 4), (2, 5)]


@pytest.fixture
def sign_in(db):
    codes = [f"E9900000{n}" for n in range(6)]
    loaded(
        adjacency=[(codes[i], codes[j], 700.0) for i, j in ADJACENT],
        areas=[places_area(n) for n in range(6)],
    )
    team_id = teams(1)[0]

    def client(role):
        account = organisations.create_account(username=role, name=role.title(), by=BY, at=AT)
        organisations.add_member(
            account_id=account, team_id=team_id, role=role, by=BY, at=AT - timedelta(days=900)
        )
        browser = Client()
        browser.force_login(Account.objects.get(pk=account))
        return browser

    return client


def places_area(number):
    return replace(area(number, "Larkmoor"), deprivation_score=float(number))


@pytest.fixture
def planner(sign_in):
    return sign_in("planner")


@pytest.fixture
def plan(planner):
    return planning.plans()[0]


def address(plan, part=""):
    return f"/staff/places/plans/{plan.public_id}{part}"


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def post(client, path, **answers):
    return client.post(path, {"idempotency_key": str(uuid4()), **answers})


def day(name, year, month, of_month):
    return {f"{name}_day": of_month, f"{name}_month": month, f"{name}_year": year}


def test_a_planner_lands_on_the_plans_and_everybody_else_is_refused(sign_in):
    planner = sign_in("planner")
    assert planner.get("/staff/")["Location"].endswith("/staff/places")
    plan = planning.plans()[0]
    assert plan.name in read(planner, "/staff/places")
    for role in ("manager", "navigator"):
        other = sign_in(role)
        for part in ("", "/change", "/boundary", "/record", "/adopt", "/plan.csv", "/design"):
            assert other.get(address(plan, part)).status_code == 403, part


def test_a_plan_shows_both_populations_and_what_it_measures(planner, plan):
    text = read(planner, address(plan))
    for said in ("3,003", "3,012", "Aligned registrations", "92.31", "In force from 1 April 2024"):
        assert said in text
    shapes = planner.get(address(plan, "/shapes.json")).json()
    assert shapes["features"][0]["properties"] == {
        "name": "Larkmoor 000A",
        "home": "W",
        "residents": 1000,
        "registered": 800,
    }
    assert {part["code"] for part in shapes["parts"]} == {"E", "W"}


def test_moves_are_priced_before_anything_is_saved_and_saved_as_a_draft_of_their_own(planner, plan):
    tried = read(planner, address(plan, "/change?move=E99000002:E"))
    assert "from West to East" in tried
    assert "-1,002" in tried
    assert NeighbourhoodPlan.objects.count() == 1
    saved = post(planner, address(plan, "/change"), move="E99000002:E", name="Quay to the east")
    assert saved.status_code == 303
    draft = planning.plans()[1]
    assert (draft.name, draft.state) == ("Quay to the east", "draft")
    assert planning.areas_of_plan(draft.id).homes["E99000002"] == "E"
    compared = read(planner, f"/staff/places/compare?one={plan.public_id}&other={draft.public_id}")
    assert "E99000002" in compared
    assert "1,002 residents" in compared


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ("E99000009:E", "no small area E99000009"),
        ("E99000000:N", "no neighbourhood N"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused_in_words(planner, plan, moves, said):
    answer = planner.get(address(plan, f"/change?move={moves}"))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_nothing_moved_is_nothing_to_save(planner, plan):
    answer = post(planner, address(plan, "/change"), name="The same")
    assert "nothing to save" in answer.content.decode()
    assert NeighbourhoodPlan.objects.count() == 1


def test_the_boundary_report_shows_every_cell_and_its_spreadsheet_too(planner, plan):
    text = read(planner, address(plan, "/boundary"))
    assert "92.3 %" in text
    assert "RIVER PCN" in text
    assert "1,100" in text
    rows = read(planner, address(plan, "/boundary.csv")).splitlines()
    assert "U00001,RIVER PCN,yes,E,East,50,1003.0" in rows


def test_a_plan_is_taken_away_as_areas_shapes_and_pictures(planner, plan):
    assert "E99000000,W" in read(planner, address(plan, "/plan.csv"))
    shapes = planner.get(address(plan, "/plan.geojson")).json()
    assert shapes["features"][5]["properties"]["neighbourhood_name"] == "East"
    picture = read(planner, address(plan, "/plan.svg"))
    assert picture.startswith("<svg")
    assert ">West<" in picture
    dots = planner.get(address(plan, "/plan.png")).content
    assert dots.startswith(b"\x89PNG")


def test_what_rule_43_asks_for_is_written_down_and_then_the_plan_is_adopted(planner, plan):
    post(planner, address(plan, "/change"), move="E99000002:E", name="Quay to the east")
    draft = planning.plans()[1]
    assert "rule 43" in read(planner, address(draft, "/adopt"))
    refused = post(planner, address(draft, "/record/asked"), who="People at the library")
    assert refused.status_code == 422
    assert "People at the library" in refused.content.decode(), "what was written is kept"
    asked = {"who": "People at the library", "how": "Two evenings", "said": "Keep it together"}
    days = day("from_on", 2025, 9, 1) | day("until_on", 2025, 9, 8)
    post(planner, address(draft, "/record/asked"), **asked, change="It is.", **days)
    post(
        planner, address(draft, "/record/question"), question="Why?", **day("asked_on", 2025, 9, 2)
    )
    (question,) = planning.record_of(draft.id, on=planners.TODAY).questions
    post(
        planner,
        address(draft, "/record/answer"),
        answers=str(question.public_id),
        answer="The river.",
    )
    post(planner, address(draft, "/record/networks"), fate_U00001="mapped", detail_U00001="both")
    decision = {"body": "Invented Board", "reference": "Item 4"}
    dates = day("decided_on", 2025, 11, 2) | day("from_on", 2025, 12, 1)
    answer = post(planner, address(draft, "/adopt"), **decision, **dates)
    assert answer.status_code == 303, answer.content.decode()
    assert planning.plan(draft.public_id).state == "adopted"
    public = Client()
    text = read(public, f"/neighbourhoods/{draft.public_id}/")
    for said in ("Invented Board", "People at the library", "The river.", "RIVER PCN", "both"):
        assert said in text
    assert draft.name in read(public, "/neighbourhoods/")


def test_a_draft_is_not_there_for_the_public(planner, plan):
    post(planner, address(plan, "/change"), move="E99000002:E", name="Quay to the east")
    draft = planning.plans()[1]
    for part in ("", "map.svg"):
        assert Client().get(f"/neighbourhoods/{draft.public_id}/{part}").status_code == 404
    assert read(Client(), f"/neighbourhoods/{plan.public_id}/map.svg").startswith("<svg")
    assert draft.name not in read(Client(), "/neighbourhoods/")


def search_from(planner, plan, **changes):
    """Ask for a search by the page, do its job with the worker's rights, and give it back."""
    asked = {"name": "Searched", "minimum": 2000, "maximum": 4100, "seed": 1, "steps": "200000"}
    answer = post(planner, address(plan, "/design"), **asked | changes)
    assert answer.status_code == 303, answer.content.decode()
    run = DesignRun.objects.get()
    with as_worker(None):
        searching.search(run.pk)
    return planning.run(run.public_id), answer["Location"]


def test_a_search_is_asked_for_done_by_the_worker_and_found_again(planner, plan):
    run, page = search_from(planner, plan)
    assert (run.state, run.refusal) == ("done", "")
    draft = planning.plan(run.result)
    assert (draft.name, draft.state) == ("Searched", "draft")
    assert draft.value is not None
    assert draft.value <= draft.bound <= 1
    assert "Open the draft" in read(planner, page)
    text = read(planner, address(draft))
    assert "possible" in text
    assert "No plan can align more than" in text
    certificate = planner.get(address(draft, "/certificate.json")).json()
    assert certificate == planning.assessment_of(draft.id).certificate
    assert certificate["aligned"] <= certificate["bound"]
    assert planner.get(address(plan, "/certificate.json")).status_code == 404


def test_a_search_whose_worker_died_is_done_by_the_next_and_given_up_after_the_third(planner, plan):
    run, page = search_from(planner, plan)
    for begun_before, ends in ((ATTEMPTS_MAX - 1, "done"), (ATTEMPTS_MAX, "failed")):
        again = {"state": "working", "result": None, "ended_at": None, "name": f"To be {ends}"}
        DesignRun.objects.update(**again)
        with as_worker(None):
            design_job.func(attempt(begun_before), run_id=DesignRun.objects.get().pk)
        assert planning.run(run.public_id).state == ends, planning.run(run.public_id).refusal
    assert searching.FAULT in read(planner, page)


def attempt(number):
    """Make what a job is told of itself: how often it was begun before."""
    job = Job(
        id=1, queue="default", lock=None, queueing_lock=None, task_name="search", attempts=number
    )
    return JobContext(app=app, start_timestamp=0.0, abort_reason=lambda: None, job=job)


def test_a_locked_neighbourhood_keeps_exactly_its_areas(planner, plan):
    before = planning.areas_of_plan(plan.id).homes
    run, _ = search_from(planner, plan, locked="W")
    after = planning.areas_of_plan(planning.plan(run.result).id).homes
    assert [a for a in after if after[a] == "W"] == [a for a in before if before[a] == "W"]


def test_a_search_that_cannot_be_says_why_and_leaves_no_draft(planner, plan):
    run, page = search_from(planner, plan, minimum=3500, maximum=3600)
    assert run.state == "failed"
    assert NeighbourhoodPlan.objects.count() == 1
    assert run.refusal[:40] in read(planner, page).replace("&#39;", "'")


def test_a_search_is_stopped_and_what_is_wrong_with_the_form_is_said(planner, plan):
    wrong = post(planner, address(plan, "/design"), name="", minimum="many", seed="1", steps="9")
    assert wrong.status_code == 422
    text = wrong.content.decode()
    for said in ("Give the draft a name", "Write a whole number", "Choose how long"):
        assert said in text
    unknown = {"name": "x", "minimum": 1, "maximum": 2, "seed": 1, "steps": "200000"}
    text = post(planner, address(plan, "/design"), **unknown, areas="E1").content.decode()
    assert "Not small areas of this plan: E1" in text
    asked = {"name": "Searched", "minimum": 2000, "maximum": 4100, "seed": 1, "steps": "200000"}
    page = post(planner, address(plan, "/design"), **asked)["Location"]
    assert "Waiting to begin" in read(planner, "/staff/places")
    again = post(planner, address(plan, "/design"), **asked)
    assert "or a search for one" in again.content.decode()
    post(planner, f"{page}/stop")
    assert "asked to stop" in read(planner, page)
    with as_worker(None):
        searching.search(DesignRun.objects.get().pk)
    assert planning.runs()[0].state == "stopped"
