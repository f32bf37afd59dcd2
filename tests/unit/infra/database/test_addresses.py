"""The parts of a database's address."""

import pytest

from peckham.infra.database.addresses import login_of, password_of, with_database, with_role
from peckham.infra.database.guard import LoginTooPowerful, check_logins_differ
from peckham.infra.database.roles import APP, OWNER, WORKER, logins_of
from peckham.infra.database.tools import environment

OWNER_URL = "postgresql://owner:o%2Fwn@db.example:5433/books?sslmode=require"


def test_reserved_characters_in_a_password_are_read():
    assert (login_of(OWNER_URL), password_of(OWNER_URL)) == ("owner", "o/wn")


def test_another_database_of_a_socket_keeps_the_socket():
    url = "postgresql://app@/one?host=%2Frun&port=5433"
    assert with_database(url, "two") == "postgresql://app@/two?host=%2Frun&port=5433"


def test_taking_a_role_keeps_what_was_there():
    url = with_role("postgresql://owner@db/one?sslmode=require", "peckham_worker")
    assert url.endswith("?sslmode=require&options=-c%20role%3Dpeckham_worker")


def test_programs_are_told_the_address_by_variables_and_never_by_arguments():
    told = environment(OWNER_URL)
    expected = {"PGHOST": "db.example", "PGPORT": "5433", "PGUSER": "owner", "PGPASSWORD": "o/wn"}
    assert expected.items() <= told.items()
    assert (told["PGDATABASE"], told["PGSSLMODE"]) == ("books", "require")


def test_without_an_address_of_its_own_the_worker_is_the_owners_login():
    environ = {"DATABASE_OWNER_URL": OWNER_URL, "DATABASE_URL": "postgresql://web:w@db/books"}
    assert [(login.name, login.group, login.takes_role) for login in logins_of(environ)] == [
        ("owner", OWNER, True),
        ("web", APP, False),
        ("owner", WORKER, True),
    ]


def test_the_owners_login_is_refused_for_pages_before_it_is_given_anything():
    with pytest.raises(LoginTooPowerful, match="DATABASE_URL must not use the login 'owner'"):
        check_logins_differ("postgresql://owner:x@elsewhere/books", OWNER_URL)
    check_logins_differ("postgresql://web:x@db.example/books", OWNER_URL)
    check_logins_differ(None, OWNER_URL)
