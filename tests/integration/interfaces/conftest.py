"""A hub at ten on a Monday morning, and its staff signed in: what the tests of pages act in."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.integration.care import world as worlds

from peckham.infra import clock
from peckham.organisations.models import Account


@pytest.fixture
def world(db, monkeypatch) -> worlds.World:
    monkeypatch.setattr(clock, "now", lambda: worlds.AT)
    return worlds.build()


@pytest.fixture
def signed_in(world) -> Callable[[str], Client]:
    """Give the browser of one of the world's staff."""

    def browser(who: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=world.accounts[who]))
        return client

    return browser
