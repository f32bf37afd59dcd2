"""A hub at ten on a Monday morning, and its staff signed in: what the tests of pages act in."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.databases import as_app
from tests.integration.care import world as worlds

from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.organisations.models import Account


@pytest.fixture
def world(db, monkeypatch) -> worlds.World:
    monkeypatch.setattr(clock, "now", lambda: worlds.AT)
    return worlds.build()


class Browser(Client):
    """A browser whose requests are answered with the rights of the web process, and no others."""

    def request(self, **request):
        with as_app(None):
            return super().request(**request)


@pytest.fixture
def signed_in(world) -> Callable[[str], Browser]:
    """Give the browser of one of the world's staff."""

    def browser(who: str) -> Browser:
        client = Browser()
        client.force_login(Account.objects.get(pk=world.accounts[who]))
        session = client.session
        sessions.begin(session, at=clock.now())
        session.save()
        return client

    return browser
