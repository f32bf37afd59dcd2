"""Looks for tests of the log: written as the web process writes them, in sessions of their own."""

from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg
from tests.databases import execute, url_of

from peckham.sharing import api as sharing

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 10, 1, tzinfo=UTC)
_SCOPE = (
    "SELECT peckham.open_scope('a-1', 'staff', 7, 'navigator', 1, 2, '{2}', 'direct care', %s, '',"
    " NULL)"
)


@contextmanager
def session(database):
    """Open a session of the web's login with a transaction and a scope open."""
    with psycopg.connect(url_of(database, group="peckham_app")) as opened:
        opened.execute(_SCOPE, [AT])
        yield opened


def look(opened, person_id=501, part="demographics"):
    opened.execute("SELECT peckham.record_look(%s, %s, '{identity}')", [[person_id], [part]])


def look_and_commit(database, count=1, **about):
    with session(database) as opened:
        for _ in range(count):
            look(opened, **about)


def tamper(database, *statements):
    """Change what stands in the log, as whoever owns it can: with its triggers disabled."""
    with psycopg.connect(url_of(database), autocommit=True) as owner:
        owner.execute("SET ROLE peckham_owner")
        for table in ("sharing_look", "sharing_seal"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            owner.execute(statement)
        for table in ("sharing_look", "sharing_seal"):
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def seal(**changes):
    return sharing.log.seal(at=LATER, **changes)


def seals(database):
    return execute("SELECT looks, first_look_id, last_look_id FROM sharing_seal ORDER BY id",
                   database=database)  # fmt: skip
