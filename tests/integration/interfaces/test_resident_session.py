"""A resident signs in to their own record in the demonstration, and nobody else opens it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.infra import clock
from peckham.infra.models import AuditEvent, Deployment
from peckham.infra.scope import current_scope
from peckham.organisations.models import Account
from peckham.people import api as people

pytestmark = pytest.mark.django_db
PASSWORD = "the demonstration's password"
NUMBER = "999 000 0018"


@pytest.fixture
def resident(world):
    """Register somebody invented, and give the demonstration's accounts their password."""
    made = register("Faadumo", NUMBER)
    keeper = Account.objects.get(username="navigator")
    keeper.set_password(PASSWORD)
    keeper.save()
    return made


def register(given_name, nhs_number, *, is_synthetic=True):
    return people.register_person(
        family_name="Cali",
        given_name=given_name,
        birth_date=date(1951, 3, 14),
        nhs_number=nhs_number,
        area_code="E99000000",
        arrived_on=date(2020, 1, 1),
        is_synthetic=is_synthetic,
        by=worlds.BY,
        at=worlds.BUILT,
    )


def sign_in(client=None, *, number=NUMBER, password=PASSWORD, **more):
    client = client or Client()
    answer = client.post("/sign-in/", {"nhs_number": number, "password": password, **more})
    return client, answer


def test_she_signs_in_and_her_pages_open_in_her_own_scope(resident, monkeypatch):
    client, answer = sign_in()
    assert (answer.status_code, answer["Location"]) == (303, "/my/requests/")
    seen = []
    monkeypatch.setattr(
        care, "open_requests_of", lambda person: seen.append((person, current_scope())) or ()
    )
    page = client.get("/my/requests/")
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    person, scope = seen[0]
    assert (person, scope.person_id) == (resident.id, resident.id)
    assert (scope.actor.kind, scope.actor.identifier) == ("resident", str(resident.public_id))
    assert "Faadumo Cali" in page.content.decode()


def test_the_first_page_leads_to_her_pages_only_when_she_has_signed_in(resident):
    assert 'href="/my/requests/"' not in Client().get("/").content.decode()
    client, _ = sign_in()
    assert 'href="/my/requests/"' in client.get("/").content.decode()
    assert client.post("/sign-out/").status_code == 303
    assert 'href="/my/requests/"' not in client.get("/").content.decode()
    assert client.get("/my/requests/").status_code == 302


def test_elsewhere_she_acts_as_anybody_so_that_asking_stays_one_door(resident, monkeypatch):
    client, _ = sign_in()
    seen = []
    monkeypatch.setattr(
        "peckham.interfaces.residents.views.home.page",
        lambda request, *_: seen.append(current_scope().actor.kind) or page_of(),
    )
    client.get("/")
    assert seen == ["public"]


def page_of():
    from django.http import HttpResponse

    return HttpResponse()


@pytest.mark.parametrize("who", ["nobody", "navigator"])
def test_nobody_else_opens_a_page_about_ones_own_record(resident, signed_in, who):
    client = Client() if who == "nobody" else signed_in(who)
    answer = client.get("/my/requests/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/sign-in/?next=%2Fmy%2Frequests%2F",
    )


@pytest.mark.parametrize(
    ("number", "password"),
    [(NUMBER, "wrong"), ("999 000 0026", PASSWORD), ("12", PASSWORD), ("", ""), (NUMBER, "")],
)
def test_what_does_not_fit_is_refused_alike(resident, number, password):
    client, answer = sign_in(number=number, password=password)
    assert answer.status_code == 422
    assert client.get("/my/requests/").status_code == 302


def test_signing_in_begins_a_new_session_without_what_the_old_one_held(resident):
    client = Client()
    session = client.session
    session["acting_in_membership"] = "planted"
    session.save()
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert "acting_in_membership" not in client.session


def test_she_is_told_before_she_is_signed_out_and_may_stay(resident, monkeypatch):
    client, _ = sign_in()
    words = client.get("/my/requests/").content.decode()
    assert 'data-idle-seconds="600"' in words
    assert "Stay signed in" in words
    monkeypatch.setattr(clock, "now", lambda: worlds.AT + timedelta(minutes=9))
    assert client.post("/my/stay/").status_code == 204
    monkeypatch.setattr(clock, "now", lambda: worlds.AT + timedelta(minutes=18))
    assert client.get("/my/requests/").status_code == 200
    assert "signed you out" in client.get("/timed-out/").content.decode()
    assert client.get("/my/requests/").status_code == 302
    assert client.post("/my/stay/").status_code == 302


def test_it_is_only_the_demonstrations(resident, settings):
    settings.DEMONSTRATION = False
    client, _ = sign_in()
    assert client.get("/my/requests/").status_code == 302
    assert "Faadumo" not in client.get("/sign-in/").content.decode()


def test_the_page_names_a_few_invented_people_and_says_so(resident):
    words = Client().get("/sign-in/").content.decode()
    assert "Faadumo Cali" in words
    assert "999 000 0018" in words
    assert "synthetic" in words
    register("Real", "999 000 0026", is_synthetic=False)
    assert "Real Cali" not in Client().get("/sign-in/").content.decode()


def test_in_a_database_that_is_no_demonstration_no_number_alone_finds_anybody(resident):
    Deployment.objects.update(is_demonstration=False)
    _, answer = sign_in()
    assert answer.status_code == 422


def test_a_person_who_is_not_invented_is_found_by_no_number_alone(resident):
    register("Real", "999 000 0026", is_synthetic=False)
    assert sign_in(number="999 000 0026")[1].status_code == 422


def test_a_session_ends_with_the_death_of_the_person(resident):
    client, _ = sign_in()
    people.depart(
        person_id=resident.id, on=worlds.AT.date(), reason="died", by=worlds.BY, at=worlds.AT
    )
    assert client.get("/my/requests/").status_code == 302
    assert "resident" not in client.session


def test_five_wrong_tries_wait_and_the_trail_holds_no_number(resident, monkeypatch):
    for _ in range(5):
        assert sign_in(password="wrong")[1].status_code == 422
    _, answer = sign_in()
    assert answer.status_code == 422
    assert "too many times" in answer.content.decode()
    elsewhere, there = Client(REMOTE_ADDR="192.0.2.7"), None
    _, there = sign_in(elsewhere)
    assert there.status_code == 303, "a stranger's wrong tries shut nobody else out"
    monkeypatch.setattr(clock, "now", lambda: worlds.AT + timedelta(minutes=16))
    assert sign_in()[1].status_code == 303
    trail = AuditEvent.objects.filter(action="people.match_for_sign_in")
    assert trail.filter(detail__matched=True).count() == 2
    assert "9990000018" not in str(list(trail.values()))
