"""Making a server ready: what is missing is found, then made, or said as SQL to whoever may."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql

from peckham.infra.database.addresses import database_of, with_database
from peckham.infra.database.databases import MAINTENANCE, create_database, database_exists
from peckham.infra.database.facts import Connection, ask, connected, facts, role_exists
from peckham.infra.database.roles import GROUPS, OWNER, Login
from peckham.kernel import Refused

# From here on a membership says for itself whether it inherits and may be taken by SET ROLE.
MEMBERSHIP_OPTIONS_FROM = 16

# The last: a role that this step needs could not be made by the step before.
NOT_PERMITTED = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.InvalidGrantOperation,
    psycopg.errors.UndefinedObject,
)


class DatabaseNotPrepared(Refused):
    """The server lacks roles or rights that the login in DATABASE_OWNER_URL may not give."""


@dataclass(frozen=True)
class Step:
    """One statement that is missing.

    Args:
        statement: What to run.
        shown: The same for a reader, with no password in it.
    """

    statement: sql.Composed
    shown: str


def prepare(owner_url: str, logins: Sequence[Login]) -> tuple[str, ...]:
    """Make the roles, logins, memberships and rights that are missing, as far as the login may.

    It may be a superuser, hold CREATEROLE, or neither when a DBA has made everything already.
    Running it twice changes nothing.

    Args:
        owner_url: Address of the books' database, for a login that prepares it.
        logins: The logins to make ready, the owner's among them unless it is a superuser.

    Returns:
        The statements that were run, without passwords.

    Raises:
        DatabaseNotPrepared: With the statements that a DBA must run.
        ServerTooOld: If the server is older than PostgreSQL 15.
        DatabaseUnreachable: If the address cannot be used.
    """
    done: list[str] = []
    database = database_of(owner_url)
    if not database_exists(owner_url, database):
        with connected(with_database(owner_url, MAINTENANCE), what="The server") as connection:
            done += _run(connection, _missing_roles(connection, logins))
        create_database(owner_url, database)
        done.append(f"CREATE DATABASE {database};")
    with connected(owner_url, what="DATABASE_OWNER_URL") as connection:
        login = facts(connection)
        done += _run(connection, _missing(connection, database, logins))
        left = [step.shown for step in _missing(connection, database, logins)]
    if left:
        raise DatabaseNotPrepared(
            f"The login {login.name!r} may not prepare this database.",
            why="These statements are missing:\n" + "\n".join(left),
            remedy="A superuser of the server runs them once, connected to that database.",
            who="The database's administrator.",
        )
    return tuple(done)


def missing_sql(owner_url: str, logins: Sequence[Login]) -> tuple[str, ...]:
    """Say what `prepare` would run, without running it."""
    with connected(owner_url, what="DATABASE_OWNER_URL") as connection:
        facts(connection)
        steps = _missing(connection, database_of(owner_url), logins)
        return tuple(step.shown for step in steps)


def _run(connection: Connection, steps: Iterator[Step]) -> list[str]:
    """Run the steps that are permitted; the others are found again by whoever asks what is left."""
    done: list[str] = []
    for step in steps:
        try:
            connection.execute(step.statement)
        except NOT_PERMITTED:
            continue
        done.append(step.shown)
    return done


def _missing(connection: Connection, database: str, logins: Sequence[Login]) -> Iterator[Step]:
    """Find the steps that are missing; lazily, since later ones depend on earlier ones."""
    yield from _missing_roles(connection, logins)
    yield from _missing_rights(connection, database)


def _missing_roles(connection: Connection, logins: Sequence[Login]) -> Iterator[Step]:
    for name in dict.fromkeys((*GROUPS, *(login.name for login in logins))):
        if not role_exists(connection, name):
            yield _create_role(connection, name, logins)
    major = connection.info.server_version // 10_000
    for member in logins:
        if not _is_member(connection, major, member):
            yield from _grant_membership(connection, major, member)


def _create_role(connection: Connection, name: str, logins: Sequence[Login]) -> Step:
    login = next((login for login in logins if login.name == name), None)
    if login is None:
        return _step(connection, "CREATE ROLE {} NOLOGIN", name)
    inherit = "NOINHERIT" if login.takes_role else "INHERIT"
    head = sql.SQL("CREATE ROLE {} LOGIN " + inherit).format(sql.Identifier(name))
    shown = f"{head.as_string(connection)} PASSWORD '...';"
    if login.password is None:
        return Step(head, shown)
    # Hashed here, so that neither the wire nor the server's log ever holds the password.
    verifier = connection.pgconn.encrypt_password(
        login.password.encode(), name.encode(), b"scram-sha-256"
    ).decode()
    return Step(sql.SQL("{} PASSWORD {}").format(head, sql.Literal(verifier)), shown)


def _is_member(connection: Connection, major: int, login: Login) -> bool:
    """Say whether a login has its group's rights: the owner by SET ROLE, others at once."""
    how = "USAGE"
    if login.takes_role:
        how = "SET" if major >= MEMBERSHIP_OPTIONS_FROM else "MEMBER"
    if not (role_exists(connection, login.group) and role_exists(connection, login.name)):
        return False
    return ask(connection, "SELECT pg_has_role(%s, %s, %s)", login.name, login.group, how)


def _grant_membership(connection: Connection, major: int, login: Login) -> Iterator[Step]:
    if major >= MEMBERSHIP_OPTIONS_FROM:
        options = " WITH INHERIT FALSE, SET TRUE" if login.takes_role else " WITH INHERIT TRUE"
        yield _step(connection, "GRANT {} TO {}" + options, login.group, login.name)
        return
    yield _step(connection, "GRANT {} TO {}", login.group, login.name)
    inherits = "SELECT rolinherit FROM pg_roles WHERE rolname = %s"
    if not login.takes_role and not ask(connection, inherits, login.name):
        yield _step(connection, "ALTER ROLE {} INHERIT", login.name)


def _missing_rights(connection: Connection, database: str) -> Iterator[Step]:
    creates_here = "SELECT has_database_privilege(%s, %s, 'CREATE')"
    if not _role_has(connection, OWNER, creates_here, database):
        grant = "GRANT CREATE, CONNECT, TEMPORARY ON DATABASE {} TO {}"
        yield _step(connection, grant, database, OWNER)
    creates_in_public = "SELECT has_schema_privilege(%s, 'public', 'CREATE')"
    if not _role_has(connection, OWNER, creates_in_public):
        yield _step(connection, "GRANT ALL ON SCHEMA public TO {}", OWNER)
    connects = "SELECT has_database_privilege(%s, %s, 'CONNECT')"
    for group in GROUPS:
        if not _role_has(connection, group, connects, database):
            yield _step(connection, "GRANT CONNECT ON DATABASE {} TO {}", database, group)


def _role_has(connection: Connection, role: str, question: LiteralString, *values: str) -> bool:
    """Ask a question about a role, which is a no while the role does not exist."""
    return role_exists(connection, role) and ask(connection, question, role, *values)


def _step(connection: Connection, template: LiteralString, *names: str) -> Step:
    statement = sql.SQL(template).format(*map(sql.Identifier, names))
    return Step(statement, statement.as_string(connection) + ";")
