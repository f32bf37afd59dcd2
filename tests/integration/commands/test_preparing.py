"""Any PostgreSQL from 15 on, by whatever login: prepared, or what is missing said as SQL."""

from collections.abc import Iterator

import psycopg
import pytest

from peckham.infra import database, postgres
from peckham.infra.database.roles import GROUPS

LOGINS = ("web", "jobs", "maker", "plain", "boss", "blind", "creator")


@pytest.fixture
def fresh(any_server: postgres.Cluster) -> Iterator[postgres.Cluster]:
    """Give a server with an empty database `books`, owned by `maker`, and none of our roles."""
    with psycopg.connect(any_server.url("postgres"), autocommit=True) as session:
        session.execute("CREATE ROLE maker LOGIN CREATEROLE CREATEDB PASSWORD 'm'")
        session.execute("CREATE ROLE plain LOGIN PASSWORD 'p'")
        session.execute("CREATE DATABASE books OWNER maker")
        yield any_server
        for name in ("books", "copy", "template_of_ours"):
            session.execute(
                f"UPDATE pg_database SET datistemplate = false WHERE datname = '{name}'"
            )
            session.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        for role in (*LOGINS, *GROUPS):
            session.execute(f"DROP ROLE IF EXISTS {role}")


def url(cluster: postgres.Cluster, login: str, password: str) -> str:
    return f"postgresql://{login}:{password}@127.0.0.1:{cluster.port}/books"


def environment(cluster: postgres.Cluster, owner: str) -> dict[str, str]:
    return {
        "DATABASE_OWNER_URL": owner,
        "DATABASE_URL": url(cluster, "web", "w"),
        "DATABASE_WORKER_URL": url(cluster, "jobs", "j"),
    }


def as_owner(owner: str, statement: str) -> None:
    with psycopg.connect(owner, autocommit=True) as session:
        session.execute("SET ROLE peckham_owner")
        session.execute(statement)


def check_it_works(environ: dict[str, str]) -> None:
    """The owner makes tables and extensions; the web and the worker come in and own nothing."""
    owner = environ["DATABASE_OWNER_URL"]
    as_owner(owner, "CREATE EXTENSION pg_trgm")
    as_owner(owner, "CREATE SCHEMA peckham")
    as_owner(owner, "CREATE TABLE book (title text)")
    as_owner(owner, "GRANT SELECT ON book TO peckham_app")
    database.check_application_login(environ["DATABASE_URL"])
    with psycopg.connect(environ["DATABASE_URL"], autocommit=True) as session:
        assert session.execute("SELECT * FROM book").fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("DROP TABLE book")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("SET ROLE peckham_owner")


@pytest.mark.parametrize("power", ["superuser", "createrole"])
def test_a_login_that_may_prepares_everything_once(fresh, power):
    owner = fresh.url("books") if power == "superuser" else url(fresh, "maker", "m")
    environ = environment(fresh, owner)
    done = database.prepare(owner, database.logins_of(environ))
    assert 'CREATE ROLE "peckham_owner" NOLOGIN;' in done
    assert database.prepare(owner, database.logins_of(environ)) == ()
    check_it_works(environ)


def test_passwords_are_never_said(fresh):
    environ = environment(fresh, fresh.url("books"))
    environ["DATABASE_URL"] = url(fresh, "web", "hunter2")
    assert "hunter2" not in "\n".join(
        database.missing_sql(fresh.url("books"), database.logins_of(environ))
    )
    assert "hunter2" not in "\n".join(
        database.prepare(fresh.url("books"), database.logins_of(environ))
    )
    with psycopg.connect(environ["DATABASE_URL"]) as session:
        assert session.execute("SELECT 1").fetchone() == (1,)


def test_a_login_that_may_not_is_told_the_sql_and_it_is_enough(fresh):
    environ = environment(fresh, url(fresh, "plain", "p"))
    logins = database.logins_of(environ)
    with pytest.raises(database.DatabaseNotPrepared, match="CREATE ROLE") as refused:
        database.prepare(environ["DATABASE_OWNER_URL"], logins)
    missing = database.missing_sql(environ["DATABASE_OWNER_URL"], logins)
    assert all(statement in str(refused.value) for statement in missing)
    with psycopg.connect(fresh.url("books"), autocommit=True) as session:
        for statement in missing:
            session.execute(statement.replace("'...'", "'w'" if "web" in statement else "'j'"))
    assert database.prepare(environ["DATABASE_OWNER_URL"], logins) == ()
    check_it_works(environ)


def test_without_a_login_of_its_own_the_worker_takes_its_role_from_the_owners(fresh):
    owner = url(fresh, "maker", "m")
    environ = {"DATABASE_OWNER_URL": owner, "DATABASE_URL": url(fresh, "web", "w")}
    database.prepare(owner, database.logins_of(environ))
    with psycopg.connect(database.with_role(owner, database.WORKER)) as session:
        assert session.execute("SELECT current_user").fetchone() == ("peckham_worker",)


def test_a_database_that_is_not_there_is_made(fresh):
    with psycopg.connect(fresh.url("postgres"), autocommit=True) as session:
        session.execute("DROP DATABASE books")
    environ = environment(fresh, url(fresh, "maker", "m"))
    assert "CREATE DATABASE books;" in database.prepare(
        environ["DATABASE_OWNER_URL"], database.logins_of(environ)
    )
    check_it_works(environ)


def test_tests_copy_a_template_without_being_superuser(fresh):
    owner = url(fresh, "maker", "m")
    database.prepare(owner, database.logins_of(environment(fresh, owner)))
    made = database.create_database(owner, "template_of_ours")
    as_owner(made, "CREATE TABLE book AS SELECT 'one' AS title")
    database.allow_copies(owner, "template_of_ours")
    copy = database.create_database(owner, "copy", template="template_of_ours")
    assert not database.is_empty(copy)
    for name in ("copy", "template_of_ours"):
        database.drop_database(owner, name)
        assert not database.database_exists(owner, name)


def test_what_the_owner_made_can_be_dropped_without_dropping_the_database(fresh):
    owner = url(fresh, "maker", "m")
    database.prepare(owner, database.logins_of(environment(fresh, owner)))
    as_owner(owner, "CREATE EXTENSION btree_gist")
    as_owner(owner, "CREATE SCHEMA peckham")
    as_owner(owner, "CREATE TYPE colour AS ENUM ('red')")
    as_owner(owner, "CREATE TABLE book (id bigserial, colour colour)")
    as_owner(owner, "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    database.empty_database(owner)
    assert database.is_empty(owner)
    as_owner(owner, "CREATE TYPE colour AS ENUM ('red')")
    as_owner(owner, "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")


@pytest.mark.parametrize(
    ("login", "attributes", "reason"),
    [
        ("boss", "SUPERUSER", "is a superuser"),
        ("blind", "BYPASSRLS", "has BYPASSRLS"),
        ("creator", "CREATEROLE", "has CREATEROLE"),
        ("web", "IN ROLE peckham_owner", "is a member of peckham_owner"),
    ],
)
def test_the_web_is_refused_a_login_that_row_policies_do_not_hold(fresh, login, attributes, reason):
    owner = fresh.url("books")
    database.prepare(owner, database.logins_of({"DATABASE_OWNER_URL": owner}))
    with psycopg.connect(owner, autocommit=True) as session:
        session.execute(f"CREATE ROLE {login} LOGIN PASSWORD 'x' {attributes}")
    with pytest.raises(database.LoginTooPowerful, match=reason):
        database.check_application_login(url(fresh, login, "x"))


def test_an_address_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(database.DatabaseUnreachable, match="DATABASE_URL") as refused:
        database.check_application_login("postgresql://web:hunter2@127.0.0.1:1/books")
    assert "hunter2" not in str(refused.value)
