"""Databases for tests: one migrated template, cloned for each process or for each test.

Tests arrange as the owner and assert as `app`: one connection, whose role is switched.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from peckham.config.database_url import database_settings
from peckham.infra import database as preparing
from peckham.infra import postgres
from peckham.infra.scope import Scope, open_scope

CHECKOUT = Path(__file__).resolve().parents[1]
MIGRATIONS = CHECKOUT / "src" / "peckham"
OWNER_ROLE = "-c role=peckham_owner"


@cache
def server() -> tuple[str, tuple[preparing.Login, ...]]:
    """Give the address of a test server and its logins.

    DATABASE_OWNER_URL where it is set (the suite on Debian's PostgreSQL), else a server of our
    own under PECKHAM_HOME, started without durability: the machine may die, the tests may not.
    """
    given = os.environ.get("DATABASE_OWNER_URL")
    if given:
        return given, preparing.logins_of(os.environ)
    cluster = postgres.start(postgres.home(CHECKOUT) / "test", durable=False)
    return cluster.url("postgres"), preparing.embedded_logins(cluster.passwords)


def owner_url() -> str:
    """Give the address of the server as the login that makes databases."""
    return server()[0]


def url_of(name: str, *, group: str | None = None) -> str:
    """Give the address of a database, for the owner's login or for the login of a group.

    Args:
        name: Database name.
        group: "peckham_app", "peckham_worker", …, or None.
    """
    url = preparing.with_database(owner_url(), name)
    if group is None:
        return url
    login = next(login for login in server()[1] if login.group == group)
    parts = urlsplit(url)
    place = parts.netloc.rsplit("@", 1)[-1]
    found = parts._replace(netloc=f"{login.name}:{quote(login.password or '')}@{place}").geturl()
    return preparing.with_role(found, group) if login.takes_role else found


def execute(statement: str | sql.Composed, *, database: str = "") -> list[Any]:
    """Run one statement outside any transaction: in a database as the owner of its books."""
    url = url_of(database) if database else owner_url()
    with psycopg.connect(url, autocommit=True) as session:
        if database:
            session.execute("SET ROLE peckham_owner")
        cursor = session.execute(statement)
        return cursor.fetchall() if cursor.description else []


def migrations_hash() -> str:
    """Digest every migration, so that a template is made once for each set of them."""
    digest = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for file in sorted(MIGRATIONS.glob("*/migrations/**/*.*")):
        if file.suffix in (".py", ".sql"):
            digest.update(file.name.encode() + file.read_bytes())
    # A migration writes these down for the database.
    for name in ("permissions.toml", "roles.toml"):
        digest.update((CHECKOUT / "data" / name).read_bytes())
    return digest.hexdigest()[:12]


def clone(name: str) -> None:
    """Make a database from the migrated template, replacing one that a killed run left."""
    drop(name)
    preparing.create_database(owner_url(), name, template=template())


def drop(name: str) -> None:
    """Drop a database and whoever is still connected to it."""
    preparing.drop_database(owner_url(), name)


@cache
def template() -> str:
    """Give the name of the migrated template, making it when these migrations have none yet."""
    name = f"peckham_template_{migrations_hash()}"
    with psycopg.connect(owner_url(), autocommit=True) as session:
        # Two workers that start together: the second waits and finds the first one's template.
        session.execute("SELECT pg_advisory_lock(hashtext('peckham_template'))")
        # It is marked as a template when it is whole; one that a killed run left is made anew.
        whole = "SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate"
        if not session.execute(whole, [name]).fetchone():
            _make_template(name)
    return name


def _make_template(name: str) -> None:
    drop(name)
    preparing.prepare(owner_url(), server()[1])
    preparing.create_database(owner_url(), name)
    point_django_at(name)
    preparing.migrate()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE infra_deployment SET clock_is_free = true, is_demonstration = true")
    connection.close()
    execute("GRANT peckham_app, peckham_worker TO CURRENT_USER")
    preparing.allow_copies(owner_url(), name)


def point_django_at(database: str) -> None:
    """Make Django's one connection use a database of the test server, as the owner."""
    connection.close()
    settings = database_settings(url_of(database))
    settings["OPTIONS"]["options"] = OWNER_ROLE
    connection.settings_dict.update(settings)


@contextmanager
def _as_role(role: str, scope: Scope | None) -> Iterator[CursorWrapper]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        if scope is None:
            yield cursor
        else:
            with open_scope(scope):
                yield cursor
        # A failure rolls the role back with the savepoint.
        cursor.execute("SET LOCAL ROLE peckham_owner")


def as_app(scope: Scope | None) -> Any:
    """Act as the web process: `with as_app(scope) as cursor`; a scope of None opens none."""
    return _as_role("peckham_app", scope)


def as_worker(scope: Scope | None) -> Any:
    """Act as the worker process."""
    return _as_role("peckham_worker", scope)


def check_laws() -> None:
    """Run every deferred law now, as COMMIT would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
