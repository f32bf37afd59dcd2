import pytest
from django.db import transaction
from tests.databases import as_app
from tests.integration.care import raw
from tests.integration.care import world as worlds

from peckham.care import api as care


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def committed_world(committed_database):
    """A world that is there for every session, in a database of its own."""
    with transaction.atomic():
        built = worlds.build()
    return built


@pytest.fixture
def taken(committed_database, committed_world):
    """The key of a committed request, offered to community therapy at version 2."""
    scope = committed_world.scope("navigator")
    with as_app(scope):
        receipt = care.take_request(worlds.asked(), by=scope.actor, at=worlds.AT)
    query = f"SELECT id FROM care_request WHERE public_id = '{receipt.public_id}'"
    return raw.asked(committed_database, query)[0][0]
