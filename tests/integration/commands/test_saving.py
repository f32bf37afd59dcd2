"""A backup read into an empty database is the same books, to the row."""

import stat
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from peckham.infra import database, postgres

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def books(any_server: postgres.Cluster):
    """Give the addresses, as the owner's login, of small books and of an empty database."""
    with psycopg.connect(any_server.url("postgres"), autocommit=True) as session:
        for name in ("books", "empty"):
            session.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    addresses = []
    for name in ("books", "empty"):
        database.prepare(any_server.url(name), database.embedded_logins(any_server.passwords))
        addresses.append(any_server.url(name, "migrator"))
    with psycopg.connect(addresses[0], autocommit=True) as session:
        session.execute("SET ROLE peckham_owner")
        session.execute(BOOKS)
    return addresses


BOOKS = """
CREATE EXTENSION pg_trgm;
CREATE SCHEMA peckham;
CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
                     born date, seen timestamptz, photo bytea, weight double precision,
                     facts jsonb, during tstzrange);
INSERT INTO person (name, born, seen, photo, weight, facts, during)
    SELECT 'Zoë ' || n || E'\\n\\t"\\\\' || chr(128512), '1951-03-14', now(), '\\xdeadbeef',
           n / 3.0, jsonb_build_object('n', n), tstzrange(now(), NULL)
    FROM generate_series(1, 1000) n;
CREATE TABLE request (id bigint PRIMARY KEY, person_id bigint REFERENCES person);
INSERT INTO request SELECT n, n FROM generate_series(1, 500) n;
CREATE FUNCTION peckham.may(bigint) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT false';
CREATE FUNCTION peckham.refuse() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION ''rows only grow''; END';
CREATE TRIGGER only_grows BEFORE INSERT OR DELETE ON request
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse();
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON person USING (peckham.may(id));
GRANT USAGE ON SCHEMA peckham TO peckham_app;
GRANT SELECT ON person TO peckham_app;
"""


def test_the_same_rows_come_back(books, tmp_path: Path):
    source, empty = books
    saved = database.back_up(source, tmp_path / "books.peckham", at=AT)
    restored = database.restore(empty, tmp_path / "books.peckham")
    assert restored == saved
    assert saved["public.person"].rows == 1000
    with psycopg.connect(source) as one, psycopg.connect(empty) as other:
        for session in (one, other):
            session.execute("SET ROLE peckham_owner")
        question = "SELECT * FROM person ORDER BY id"
        assert one.execute(question).fetchall() == other.execute(question).fetchall()


def test_policies_triggers_rights_and_the_next_number_come_back(books, tmp_path: Path, any_server):
    source, empty = books
    database.back_up(source, tmp_path / "books.peckham", at=AT)
    database.restore(empty, tmp_path / "books.peckham")
    with psycopg.connect(any_server.url("empty", "app")) as session:
        assert session.execute("SELECT count(*) FROM person").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("SELECT * FROM request")
    with psycopg.connect(empty, autocommit=True) as session:
        session.execute("SET ROLE peckham_owner")
        next_id = session.execute("INSERT INTO person (name) VALUES ('Ada') RETURNING id")
        assert next_id.fetchone() == (1001,)
        with pytest.raises(psycopg.errors.RaiseException, match="only grow"):
            session.execute("INSERT INTO request VALUES (501, 1)")


def test_one_changed_letter_is_seen(books, tmp_path: Path):
    source, _ = books
    before = database.back_up(source, tmp_path / "before.peckham", at=AT)
    with psycopg.connect(source, autocommit=True) as session:
        session.execute("SET ROLE peckham_owner")
        session.execute("UPDATE person SET name = name || '.' WHERE id = 500")
    after = database.back_up(source, tmp_path / "after.peckham", at=AT)
    assert database.differences(before, after) == ["public.person"]


def test_a_database_with_tables_is_refused(books, tmp_path: Path):
    source, _ = books
    database.back_up(source, tmp_path / "books.peckham", at=AT)
    with pytest.raises(database.DatabaseNotEmpty, match="'books' holds tables already"):
        database.restore(source, tmp_path / "books.peckham")


def test_the_file_is_a_tar_that_only_its_owner_reads(books, tmp_path: Path):
    file = tmp_path / "books.peckham"
    database.back_up(books[0], file, at=AT)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as archive:
        assert archive.getnames() == ["books.dump", "manifest.json"]
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("damage", ["cut", "not one"])
def test_what_is_no_whole_backup_is_refused_and_nothing_is_left(books, tmp_path: Path, damage):
    source, empty = books
    file = tmp_path / "books.peckham"
    database.back_up(source, file, at=AT)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage == "cut" else b"a letter to the council")
    with pytest.raises(database.RestoreFailed, match="not a backup"):
        database.restore(empty, file)
    assert database.is_empty(empty)
