"""A session ends by itself, and a leaver's at once."""

from datetime import timedelta

import pytest
from django.test import Client
from psycopg.types.range import TimestamptzRange
from tests.integration.care import world as worlds

from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.organisations import api as organisations
from peckham.organisations.models import Account, Membership
from peckham.people import api as people
from peckham.people.models import Person

pytestmark = pytest.mark.django_db
LATER = worlds.AT + timedelta(hours=1)


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: worlds.AT)
    return worlds.build()


@pytest.fixture
def at(monkeypatch):
    def jump(**later):
        monkeypatch.setattr(clock, "now", lambda: worlds.AT + timedelta(**later))

    return jump


@pytest.fixture
def navigator(world):
    client = Client()
    client.force_login(Account.objects.get(username="navigator"))
    assert client.get("/staff/keys").status_code == 200
    membership = Membership.objects.get(account__username="navigator")
    client.post("/staff/acting-in", {"membership": str(membership.public_id)})
    return client


@pytest.fixture
def resident(world):
    public_id = Person.objects.get(pk=world.person_id).public_id
    client = Client()
    session = client.session
    session[sessions.RESIDENT] = str(public_id)
    sessions.begin(session, at=worlds.AT)
    session.save()
    return client


def is_in(client):
    return client.get("/staff/keys").status_code == 200


def test_staff_who_do_nothing_for_half_an_hour_are_signed_out(navigator, at):
    at(minutes=29)
    assert is_in(navigator)
    at(minutes=29 + 29)
    assert is_in(navigator), "use was noted"
    at(minutes=29 + 29 + 32)
    assert not is_in(navigator)
    assert navigator.session.get("_auth_user_id") is None


def test_ten_hours_of_work_end_the_session_however_it_is_used(navigator, at):
    for minutes in range(20, 600, 20):
        at(minutes=minutes)
        assert is_in(navigator), minutes
    at(minutes=601)
    assert not is_in(navigator)


def test_a_page_that_asks_for_news_by_itself_does_not_count_as_use(navigator, at):
    for minutes in range(5, 35, 5):
        at(minutes=minutes)
        navigator.get(f"/staff/requests/{people_key()}/live/state")
    at(minutes=32)
    assert not is_in(navigator)


def people_key():
    return Person.objects.first().public_id


def test_a_resident_who_does_nothing_for_ten_minutes_is_signed_out(resident, at):
    assert resident.get("/my/requests/").status_code == 200
    at(minutes=9)
    assert resident.get("/my/requests/").status_code == 200
    at(minutes=9 + 12)
    assert resident.get("/my/requests/").status_code == 302
    assert sessions.RESIDENT not in resident.session


def test_two_hours_end_a_residents_session(resident, at):
    for minutes in range(8, 121, 8):
        at(minutes=minutes)
        assert resident.get("/my/requests/").status_code == 200
    at(minutes=122)
    assert resident.get("/my/requests/").status_code == 302


def test_a_leavers_session_ends_at_once(navigator, at):
    Membership.objects.filter(account__username="navigator").update(
        during=TimestamptzRange(worlds.BUILT, worlds.AT)
    )
    answer = navigator.get("/staff/door")
    assert answer.status_code == 403
    assert navigator.get("/staff/keys").status_code == 302, "and is gone"


def test_an_account_that_is_closed_is_signed_out_at_once(navigator):
    Account.objects.filter(username="navigator").update(is_active=False)
    assert not is_in(navigator)


def test_a_mover_acts_nowhere_else_unasked(navigator, world):
    """The membership acted in has ended; another of another organisation does not stand in."""
    organisations.add_member(
        account_id=world.accounts["navigator"],
        team_id=world.therapy,
        role="service_member",
        by=worlds.BY,
        at=worlds.BUILT,
    )
    Membership.objects.filter(account__username="navigator", team_id=world.reception).update(
        during=TimestamptzRange(worlds.BUILT, worlds.AT)
    )
    answer = navigator.get("/staff/work")
    assert (answer.status_code, answer["Location"]) == (302, "/staff/acting-in")


@pytest.mark.parametrize("planted", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_membership_that_is_not_ones_own_opens_nothing(navigator, world, planted):
    theirs = Membership.objects.get(account__username="therapist")
    session = navigator.session
    session["acting_in_membership"] = planted or str(theirs.public_id)
    session.save()
    answer = navigator.get("/staff/work")
    assert (answer.status_code, answer["Location"]) == (302, "/staff/acting-in")


def test_a_resident_whose_record_was_merged_goes_on_with_the_one_that_goes_on(world, resident):
    people.merging.merge(
        survivor_id=world.other_person_id,
        duplicate_id=world.person_id,
        reason="one",
        by=worlds.BY,
        at=worlds.AT,
    )
    page = resident.get("/my/requests/")
    assert "Test Ben" in page.content.decode()
