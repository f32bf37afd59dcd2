"""Before an act that must be theirs, a member of staff shows again who they are."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.integration.care import world as worlds

from peckham.infra import clock
from peckham.infra.scope import public_scope
from peckham.interfaces.signing_in import sessions
from peckham.interfaces.staff.reauthentication import require_recent_sign_in
from peckham.organisations.models import Account

pytestmark = pytest.mark.django_db
PASSWORD = "a password for tests"


@require_recent_sign_in
def act(request):
    return HttpResponse("done")


def asked(method, *, minutes_ago):
    request = getattr(RequestFactory(), method)("/staff/people/x")
    request.session = {}
    request.scope = public_scope(at=worlds.AT)
    if minutes_ago is not None:
        sessions.confirm(request.session, at=worlds.AT - timedelta(minutes=minutes_ago))
    return act(request)


@pytest.mark.parametrize(
    ("method", "minutes_ago", "status"),
    [("get", 4, 200), ("get", 6, 303), ("post", 14, 200), ("post", 16, 303), ("get", None, 303)],
)
def test_what_was_opened_in_time_may_be_sent_a_little_later(method, minutes_ago, status):
    answer = asked(method, minutes_ago=minutes_ago)
    assert answer.status_code == status
    if status == 303:
        assert answer["Location"] == "/staff/confirm?next=%2Fstaff%2Fpeople%2Fx"


@pytest.fixture
def navigator(world, monkeypatch):
    account = Account.objects.get(username="navigator")
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    answer = client.post("/staff/sign-in", {"username": "navigator", "password": PASSWORD})
    assert answer.status_code == 303
    monkeypatch.setattr(clock, "now", lambda: worlds.AT + timedelta(minutes=20))
    return client


def test_the_page_asks_again_and_goes_back(navigator):
    page = navigator.get("/staff/confirm?next=/staff/keys")
    assert page.status_code == 200
    wrong = navigator.post("/staff/confirm", {"password": "wrong", "next": "/staff/keys"})
    assert wrong.status_code == 422
    right = navigator.post("/staff/confirm", {"password": PASSWORD, "next": "/staff/keys"})
    assert (right.status_code, right["Location"]) == (303, "/staff/keys")
    confirmed = sessions.confirmed_at(navigator.session)
    assert confirmed == worlds.AT + timedelta(minutes=20)


def test_it_goes_nowhere_else(navigator):
    for elsewhere in ("https://evil.example/", "//evil.example/staff/", "/sign-in/", "/staff/../x"):
        answer = navigator.post("/staff/confirm", {"password": PASSWORD, "next": elsewhere})
        assert answer["Location"] == "/staff/"
