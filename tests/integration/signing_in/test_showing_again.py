"""Showing again who one is, with the provider: it must ask anew, and it must be the same person."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from joserfc import jwt
from tests.integration.care import world as worlds
from tests.integration.signing_in.conftest import staff_claims
from tests.integration.signing_in.going import go

from peckham.interfaces.signing_in import sessions
from peckham.organisations import api as organisations

pytestmark = pytest.mark.django_db
CONFIRM = "/staff/confirm/provider?next=/staff/keys"


@pytest.fixture
def long_ago(linked, provider, browser):
    """Be signed in since long enough to be asked again."""
    go(browser, provider)
    session = browser.session
    sessions.confirm(session, at=timezone.now() - timedelta(minutes=20))
    session.save()
    return browser


def is_recent(browser):
    return timezone.now() - sessions.confirmed_at(browser.session) < timedelta(minutes=1)


def test_the_provider_asks_anew_and_she_goes_back(long_ago, provider):
    answer = go(long_ago, provider, path=CONFIRM)
    assert (answer.status_code, answer["Location"]) == (303, "/staff/keys")
    assert is_recent(long_ago)
    assert (provider.asked[-1]["prompt"], provider.asked[-1]["max_age"]) == ("login", "0")


def test_a_provider_that_only_remembers_her_is_not_enough(long_ago, provider):
    def remembered(header, claims, key):
        return jwt.encode(header, {**claims, "auth_time": int(time.time()) - 600}, key)

    provider.tamper = remembered
    assert go(long_ago, provider, path=CONFIRM).status_code == 403
    assert not is_recent(long_ago)


def test_somebody_else_cannot_show_who_she_is(long_ago, linked, provider):
    organisations.identities.link_identity(
        username="manager",
        issuer=provider.issuer,
        subject="other",
        by=worlds.BY,
        at=worlds.BUILT,
    )
    provider.knows("other", **staff_claims())
    answer = go(long_ago, provider, "other", path=CONFIRM)
    assert answer.status_code == 403
    assert "Somebody else signed in" in answer.content.decode()
    assert not is_recent(long_ago)
