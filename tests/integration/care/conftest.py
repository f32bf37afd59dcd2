"""The world of these tests, built once in a database of its own and cloned for what commits."""

import os
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from tests import databases
from tests.databases import as_app
from tests.integration.care import raw
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.infra.database import allow_copies, create_database


def drop(name: str) -> None:
    """Drop a database once the last session in it is gone: the owner may not end another's."""
    end = time.monotonic() + 20
    while True:
        try:
            return databases.drop(name)
        except psycopg.Error:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="session")
def world_database(django_db_setup, django_db_blocker) -> Iterator[tuple[str, worlds.World]]:
    """Build the world and commit it, in a database that no other room's tests use."""
    own = dict(connection.settings_dict)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"peckham_world_{os.getpid()}_{worker}"
    with django_db_blocker.unblock():
        databases.clone(name)
        databases.point_django_at(name)
        with transaction.atomic():
            built = worlds.build()
        connection.close()
        connection.settings_dict.update(own)
        # A login that makes databases and is no superuser copies it too.
        allow_copies(databases.owner_url(), name)
    yield name, built
    drop(name)


@pytest.fixture(scope="module")
def world_is_ours(world_database, django_db_blocker) -> Iterator[worlds.World]:
    """Let this file's tests work in the world's database, each in a transaction of its own."""
    name, built = world_database
    own = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        databases.point_django_at(name)
    yield built
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(own)


@pytest.fixture
def world(world_is_ours, db) -> worlds.World:
    return world_is_ours


@pytest.fixture
def committed_database(world_database, django_db_blocker) -> Iterator[str]:
    """Give a test a copy of the world's database in which it may commit."""
    own = dict(connection.settings_dict)
    name = f"{world_database[0]}_copy"
    with django_db_blocker.unblock():
        connection.close()
        drop(name)
        create_database(databases.owner_url(), name, template=world_database[0])
        databases.point_django_at(name)
        yield name
        connection.close()
        connection.settings_dict.update(own)
        drop(name)


@pytest.fixture
def committed_world(committed_database, world_database) -> worlds.World:
    """The world, there for every session."""
    return world_database[1]


@pytest.fixture
def taken(committed_database, committed_world) -> int:
    """The key of a committed request, offered to community therapy at version 2."""
    scope = committed_world.scope("navigator")
    with as_app(scope):
        receipt = care.take_request(worlds.asked(), by=scope.actor, at=worlds.AT)
    query = f"SELECT id FROM care_request WHERE public_id = '{receipt.public_id}'"
    return raw.asked(committed_database, query)[0][0]
