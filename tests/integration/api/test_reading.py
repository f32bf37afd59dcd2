"""The JSON API reads what the pages read, under the same scope, permissions and looks."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from ninja.security import APIKeyCookie
from tests.agreeing import agree
from tests.architecture.source import CHECKOUT
from tests.databases import as_app
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.interfaces.api.application import api, document
from peckham.organisations import api as organisations
from peckham.people.models import Person
from peckham.sharing.models import Look

pytestmark = pytest.mark.django_db


def take(world, **changes):
    scope = world.scope("navigator")
    with as_app(scope):
        return care.take_request(worlds.asked(**changes), by=scope.actor, at=scope.at)


@pytest.fixture
def at_the_door(world):
    scope = world.scope("navigator")
    with as_app(scope):
        care.begin_contact(world.person_id, channel="desk", by=scope.actor, at=scope.at)
    return Person.objects.get(pk=world.person_id).public_id


def test_a_search_finds_as_the_door_does_and_writes_one_look(ask):
    before = Look.objects.count()
    status, found = ask("navigator", "/people?q=ada")
    assert (status, [p["name"] for p in found["people"]], found["more"]) == (
        200,
        ["Test Ada"],
        False,
    )
    assert found["people"][0]["may_open"] is False
    assert Look.objects.count() == before + 1


def test_a_record_is_given_with_what_is_shown_and_why_the_rest_is_not(ask, at_the_door):
    status, person = ask("navigator", f"/people/{at_the_door}")
    assert (status, person["name"], person["id"]) == (200, "Test Ada", str(at_the_door))
    assert "identity" in person["shown"]
    assert set(person["shown"]).isdisjoint(person["withheld"])
    look = Look.objects.order_by("pk").last()
    assert (look.person_id, look.role) == (
        Person.objects.get(public_id=at_the_door).pk,
        "navigator",
    )


def test_a_closed_record_and_none_at_all_answer_alike(ask, world):
    closed = Person.objects.get(pk=world.other_person_id).public_id
    answers = [ask("navigator", f"/people/{key}") for key in (closed, uuid4())]
    assert answers[0] == answers[1]
    status, problem = answers[0]
    assert status == 404
    assert problem["detail"].startswith("There is no such person, or you have no reason")
    assert problem["remedy"]
    assert problem["type"] == "urn:peckham:refused:UnknownPerson"


def test_what_a_team_holds_comes_in_pages_and_uncounted_unless_asked(ask, world):
    for _ in range(3):
        take(world)
    seen, after = [], None
    while True:
        mark = f"&after={after}" if after else ""
        status, page = ask("navigator", f"/requests?limit=2{mark}")
        assert (status, page["count"]) == (200, None)
        seen += [row["reference"] for row in page["requests"]]
        after = page["after"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 3
    assert ask("navigator", "/requests?limit=2&count=true")[1]["count"] == "3"


def test_one_of_my_teams_may_be_asked_for_and_no_other(ask, world):
    take(world)
    teams = organisations.teams([world.reception, world.therapy])
    mine, theirs = (teams[key].public_id for key in (world.reception, world.therapy))
    assert len(ask("navigator", f"/requests?team={mine}")[1]["requests"]) == 1
    for other in (theirs, uuid4()):
        assert ask("navigator", f"/requests?team={other}")[0] == 404


def test_a_request_tells_its_story_to_who_has_part_in_it(ask, world):
    receipt = take(world)
    status, story = ask("navigator", f"/requests/{receipt.public_id}")
    assert (status, story["is_linked"]) == (200, False)
    assert story["reference"] == receipt.reference.replace(" ", "")
    assert story["timeline"][0]["kind"] == "taken"
    assert ask("stranger", f"/requests/{receipt.public_id}")[0] in (200, 404)
    assert ask("navigator", f"/requests/{uuid4()}")[0] == 404


def test_agreements_and_flows_are_given_to_who_may_read_them(ask, world):
    status, page = ask("manager", "/agreements")
    (agreement,) = page["agreements"]
    assert (status, page["after"], agreement["title"]) == (200, None, "Test agreement")
    assert agreement["versions"][0]["standing"]["state"] == "in_force"
    status, register = ask("manager", "/flows")
    (flow,) = register["entries"]
    assert (status, flow["reference"], flow["terms"]["article_6"]) == (
        200,
        agreement["reference"],
        "6(1)(e)",
    )
    parties = len(agreement["versions"][0]["parties"])
    assert flow["flows"] == parties * (parties - 1)
    for who in ("navigator", "therapist"):
        for address in ("/agreements", "/flows"):
            assert ask(who, address)[0] == 403


def test_agreements_come_in_pages(ask, world):
    keys = [organisations.organisation_by_ods(code).id for code in ("HOSTA", "TRSTB")]
    for _ in range(2):
        agree(*keys, at=worlds.BUILT)
    seen, after = [], None
    while True:
        mark = f"&after={after}" if after else ""
        page = ask("manager", f"/agreements?limit=1{mark}")[1]
        seen += [agreement["reference"] for agreement in page["agreements"]]
        after = page["after"]
        if after is None:
            break
    assert seen == sorted(set(seen))
    assert len(seen) == 3


@pytest.mark.parametrize("mark", ["x", "é", "AAAA", "MjAyNg", "a" * 100])
def test_a_mark_that_no_page_gave_is_refused(ask, mark):
    status, problem = ask("navigator", f"/requests?after={mark}")
    assert (status, problem["type"]) == (404, "urn:peckham:refused:UnknownMark")


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/people", "q"),
        ("/people?q=", "q"),
        ("/people?q=a%00b", "q"),
        (f"/people?q={'a' * 201}", "q"),
        ("/people?q=ada&limit=0", "limit"),
        ("/people/not-a-key", "person_id"),
        ("/requests?limit=201", "limit"),
        ("/requests?team=x", "team"),
    ],
)
def test_what_is_not_as_the_document_says_is_named(ask, address, field):
    status, problem = ask("navigator", address)
    assert status == 422
    assert [wrong["field"] for wrong in problem["wrong"]] == [field]


def test_a_refusal_of_a_book_is_given_in_the_house_form(ask):
    status, problem = ask("navigator", "/people?q=9990000001")
    assert (status, problem["status"], problem["type"]) == (
        409,
        409,
        "urn:peckham:refused:WrongNumber",
    )
    assert problem["remedy"]


def test_a_narrowed_role_is_refused_here_too(world, ask):
    from peckham.organisations.models import PermissionGrant

    PermissionGrant.objects.create(
        organisation_id=organisations.team(world.reception).organisation_id,
        role="navigator",
        permission="search_people",
        allowed=False,
        during=(worlds.BUILT, None),
        by_account_id=world.accounts["manager"],
        recorded_at=worlds.BUILT,
    )
    status, problem = ask("navigator", "/people?q=ada")
    assert status == 403
    assert problem["who"] == "administrator"


@pytest.mark.parametrize("address", ["/people?q=ada", "/requests", "/openapi.json", "/nowhere"])
def test_a_stranger_is_refused_in_json(db, address):
    answer = Client().get(f"/api/v1{address}")
    assert answer.status_code == (404 if address == "/nowhere" else 401)
    assert answer["Content-Type"] == "application/problem+json"


def test_whoever_acts_in_no_team_is_refused(signed_in, world):
    client = signed_in("navigator")
    from peckham.organisations.models import Membership

    Membership.objects.filter(account_id=world.accounts["navigator"]).update(
        during=(worlds.BUILT, worlds.AT)
    )
    assert client.get("/api/v1/requests").status_code in (401, 403)


def test_nothing_is_written_at_these_addresses(signed_in):
    client = signed_in("navigator")
    for method in ("post", "put", "patch", "delete"):
        for address in ("/people", f"/people/{uuid4()}", "/requests", f"/requests/{uuid4()}"):
            answer = getattr(client, method)(f"/api/v1{address}")
            assert answer.status_code == 405, (method, address)
            assert answer["Allow"] == "GET"
            assert answer.json()["status"] == 405


def test_every_operation_asks_for_the_session_by_the_class_that_checks_forged_forms():
    """The framework takes Django's check of forged forms off its views: see `StaffSession`."""
    routes = [each for _, router in api._routers for each in router.path_operations.values()]
    assert routes
    for route in routes:
        for operation in route.operations:
            for auth in operation.auth_callbacks or api.auth:
                assert isinstance(auth, APIKeyCookie)
                assert auth.csrf


def test_the_document_that_is_kept_is_the_one_that_is_served(signed_in):
    served = signed_in("navigator").get("/api/v1/openapi.json").content.decode()
    assert json.loads(served) == document()
    kept = (CHECKOUT / "docs/reference/openapi.json").read_text(encoding="utf-8")
    assert kept == served, "run ./peckham docs"


def test_a_fault_says_nothing_of_what_it_met(signed_in, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("Ada's number is 999 000 0018")

    monkeypatch.setattr(care.worklists, "worklist", broken)
    answer = signed_in("navigator").get("/api/v1/requests")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "999" not in answer.content.decode()
