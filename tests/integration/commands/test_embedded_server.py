"""The embedded server: started by anybody, never root's own, found again after it was killed."""

import os
import signal
import socket
from pathlib import Path

import psycopg
import pytest

from peckham.infra import postgres
from peckham.infra.postgres import server


def pid_of(home: Path) -> int:
    return int((home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def test_it_starts_by_address_and_by_socket_and_knows_capitals_of_every_letter(own_home):
    with postgres.running(own_home, durable=False) as cluster:
        for by_socket in (False, True):
            with psycopg.connect(cluster.url("postgres", by_socket=by_socket)) as session:
                assert session.execute("SELECT lower('ÉŁ')").fetchone() == ("éł",)
        assert os.stat(f"/proc/{pid_of(own_home)}").st_uid != 0
    assert postgres.running_cluster(own_home) is None


def test_nobody_comes_in_without_a_password(own_home):
    with postgres.running(own_home, durable=False) as cluster:
        for by_socket in (False, True):
            url = cluster.url("postgres", by_socket=by_socket)
            wrong = url.replace(cluster.passwords["postgres"], "wrong")
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(wrong)


def test_it_listens_on_the_loopback_address_only(own_home):
    with postgres.running(own_home, durable=False) as cluster:
        with psycopg.connect(cluster.url("postgres")) as session:
            assert session.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)


def test_killed_it_starts_again_on_the_same_port_and_has_lost_nothing(own_home):
    with postgres.running(own_home) as cluster:
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as session:
            session.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(pid_of(own_home), signal.SIGKILL)
        again = postgres.start(own_home)
        assert again.port == cluster.port
        with psycopg.connect(again.url("postgres")) as session:
            assert session.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_the_last_one_out_stops_it(own_home):
    with postgres.running(own_home, durable=False):
        with postgres.running(own_home, durable=False) as second:
            pass
        assert postgres.is_alive(second)
    assert not postgres.is_alive(second)


def test_a_port_that_was_taken_meanwhile_is_left_to_its_taker(own_home):
    with postgres.running(own_home, durable=False) as first:
        pass
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", first.port))
        taker.listen()
        with postgres.running(own_home, durable=False) as second:
            assert second.port != first.port


def test_making_it_is_done_again_when_it_was_cut_off(own_home):
    postgres.start(own_home, durable=False)
    postgres.stop(own_home)
    directory = own_home / "postgres"
    (directory / "data").rename(directory / "data.unfinished")
    with (
        postgres.running(own_home, durable=False) as cluster,
        psycopg.connect(cluster.url("postgres")) as session,
    ):
        assert session.execute("SELECT 1").fetchone() == (1,)


def test_data_of_another_version_is_refused_with_what_to_do(own_home):
    postgres.start(own_home, durable=False)
    postgres.stop(own_home)
    (own_home / "postgres" / "data" / "PG_VERSION").write_text("14\n")
    with pytest.raises(postgres.DataOfAnotherVersion, match=r"PostgreSQL 14.*PECKHAM_POSTGRES_BIN"):
        postgres.start(own_home)


def test_a_server_that_cannot_start_says_why(own_home, monkeypatch):
    monkeypatch.setattr(server, "PATIENCE_SECONDS", 0.5)
    with pytest.raises(postgres.PostgresWouldNotStart, match="no_such_setting"):
        postgres.start(own_home, settings={"no_such_setting": "1"})


def test_its_log_holds_no_values(own_home):
    with postgres.running(own_home, durable=False) as cluster:
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as session:
            session.execute("CREATE TABLE person (name text UNIQUE)")
            session.execute("INSERT INTO person VALUES ('Margaret')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                session.execute("INSERT INTO person VALUES (%s)", ["Margaret"])
            with pytest.raises(psycopg.errors.SyntaxError):
                session.execute("SELEC 'Margaret'")
        log = (own_home / "postgres" / "server.log").read_text()
    assert "person_name_key" in log
    assert "Margaret" not in log
