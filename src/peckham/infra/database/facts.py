"""What a login is and may do on a server, asked of the server itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg.rows import TupleRow

from peckham.kernel import Refused

OLDEST_MAJOR = 15

Connection = psycopg.Connection[TupleRow]


class DatabaseUnreachable(Refused):
    """The database did not answer, or did not accept the login."""


class ServerTooOld(Refused):
    """Peckham needs PostgreSQL 15 or later."""


@dataclass(frozen=True)
class LoginFacts:
    """A login as its server sees it."""

    name: str
    major: int
    is_superuser: bool
    bypasses_policies: bool
    creates_roles: bool
    creates_databases: bool


@contextmanager
def connected(url: str, *, what: str) -> Iterator[Connection]:
    """Open a connection that commits each statement.

    Args:
        url: Its address.
        what: The name under which the reader knows the address, such as "DATABASE_URL".

    Raises:
        DatabaseUnreachable: If it cannot be opened. The message never repeats the password.
    """
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as problem:
        raise DatabaseUnreachable(
            f"{what} cannot be used: {str(problem).strip()}",
            remedy="Check its host, port, login, password and database.",
        ) from problem
    with connection:
        yield connection


def facts(connection: Connection) -> LoginFacts:
    """Ask who this connection is.

    Raises:
        ServerTooOld: If the server is older than PostgreSQL 15.
    """
    major = connection.info.server_version // 10_000
    if major < OLDEST_MAJOR:
        raise ServerTooOld(
            f"The server is PostgreSQL {major}; Peckham needs {OLDEST_MAJOR} or later."
        )
    row = connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
        " FROM pg_roles WHERE rolname = session_user"
    ).fetchone()
    assert row is not None
    name, is_superuser, bypasses, creates_roles, creates_databases = row
    return LoginFacts(
        name=name,
        major=major,
        is_superuser=is_superuser,
        bypasses_policies=bypasses,
        creates_roles=creates_roles or is_superuser,
        creates_databases=creates_databases or is_superuser,
    )


def ask(connection: Connection, question: LiteralString, *values: object) -> bool:
    """Ask the catalogue a yes-or-no question; a null answer is a no."""
    row = connection.execute(question, values).fetchone()
    return bool(row and row[0])


def role_exists(connection: Connection, name: str) -> bool:
    """Say whether the server has a role of that name."""
    return ask(connection, "SELECT true FROM pg_roles WHERE rolname = %s", name)
