"""Making, copying and dropping databases."""

import time
from pathlib import Path

import psycopg
from psycopg import sql

from peckham.infra.database.addresses import with_database
from peckham.infra.database.facts import Connection, LoginFacts, ask, connected, facts
from peckham.infra.database.roles import OWNER

BUILTIN_LOCALE_FROM = 17
MAINTENANCE = "postgres"
PATIENCE_SECONDS = 10.0
EMPTYING = Path(__file__).with_name("emptying.sql")


def create_database(admin_url: str, name: str, *, template: str | None = None) -> str:
    """Make a database that peckham_owner owns.

    It always is UTF-8 and sorts by code point, so that the same books read the same everywhere.

    Args:
        admin_url: Address on the server, for a login that may create databases; which database
            it names does not matter. The roles must exist (`prepare`).
        name: Of the new database.
        template: A database to copy, with nobody connected to it.

    Returns:
        The address of the new database, with the same login.

    Raises:
        psycopg.errors.DuplicateDatabase: If there is one of that name.
    """
    with connected(_maintenance(admin_url), what="The database server") as connection:
        login = facts(connection)
        options = sql.SQL("TEMPLATE {}").format(sql.Identifier(template or "template0"))
        if template is None:
            options = sql.SQL(" ").join((options, _locale(login)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} {}").format(
                sql.Identifier(name), sql.Identifier(OWNER), options
            )
        )
    made = with_database(admin_url, name)
    with connected(made, what="The new database") as connection:
        _become_owner(connection)
        connection.execute("GRANT ALL ON SCHEMA public TO peckham_owner")
        # A temporary table of one's own is the classic stand-in for one that a definer reads.
        connection.execute(
            sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name))
        )
    return made


def allow_copies(admin_url: str, name: str) -> None:
    """Let any login with CREATEDB copy a database: for the migrated one that tests start from.

    Never for a database that holds people.
    """
    with connected(_maintenance(admin_url), what="The database server") as connection:
        _become_owner(connection)
        connection.execute(
            sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(name))
        )


def drop_database(admin_url: str, name: str) -> None:
    """Drop a database and end every session in it; one that does not exist is no error."""
    with connected(_maintenance(admin_url), what="The database server") as connection:
        if not _exists(connection, name):
            return
        if not facts(connection).is_superuser:
            # The owner's role may end its own sessions and not those of the login that takes it.
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND usename = session_user",
                [name],
            )
            _become_owner(connection)
        connection.execute(
            sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(name))
        )
        _drop(connection, name)


def _drop(connection: Connection, name: str) -> None:
    """Drop it; the server's own vacuum may be in it, which only a superuser may send away."""
    statement = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection.execute(statement)
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.25)
        else:
            return


def database_exists(admin_url: str, name: str) -> bool:
    """Say whether the server has a database of that name."""
    with connected(_maintenance(admin_url), what="The database server") as connection:
        return _exists(connection, name)


def is_empty(url: str) -> bool:
    """Say whether a database holds no table outside PostgreSQL's own schemas."""
    with connected(url, what="The database") as connection:
        return not ask(
            connection,
            "SELECT true FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%%'"
            " AND n.nspname <> 'information_schema' LIMIT 1",
        )


def empty_database(url: str) -> None:
    """Drop everything that peckham_owner owns in a database, but not the database.

    For a server on which the login may not drop and make databases. Extensions stay.
    """
    with connected(url, what="The database") as connection:
        _become_owner(connection)
        connection.execute(EMPTYING.read_text(encoding="utf-8"))


def _exists(connection: Connection, name: str) -> bool:
    return ask(connection, "SELECT true FROM pg_database WHERE datname = %s", name)


def _maintenance(url: str) -> str:
    return with_database(url, MAINTENANCE)


def _locale(login: LoginFacts) -> sql.SQL:
    if login.major >= BUILTIN_LOCALE_FROM:
        return sql.SQL(
            "ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
        )
    return sql.SQL("ENCODING 'UTF8' LOCALE 'C.UTF-8'")


def _become_owner(connection: Connection) -> None:
    """Take the owner's role: a login that inherits nothing owns nothing until it does."""
    connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))
