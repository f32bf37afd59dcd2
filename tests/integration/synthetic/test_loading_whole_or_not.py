"""A load is whole, or nothing of it stays."""

import pytest
from django.db import connection, transaction
from psycopg import sql
from tests import databases
from tests.integration.synthetic.conftest import AT

from peckham.interfaces.cli import synthetic_load
from peckham.interfaces.cli.synthetic_load import sign_ins
from peckham.interfaces.cli.synthetic_load.loading import AlreadyLoaded


def counts():
    """How many rows each table has."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {}
        for name in names:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name)))
            found[name] = cursor.fetchone()[0]
    return found


def test_a_load_that_fails_late_leaves_nothing_behind(committed_database, monkeypatch):
    before = counts()

    def fail(*_, **__):
        raise RuntimeError("the power went")

    monkeypatch.setattr(sign_ins, "create", fail)
    with pytest.raises(RuntimeError):
        synthetic_load.load(people=200, at=AT)
    assert counts() == before


def test_a_second_load_is_refused_and_changes_nothing(loaded, loaded_database):
    before = counts()
    with pytest.raises(AlreadyLoaded), transaction.atomic():
        synthetic_load.load(people=200, at=AT)
    assert counts() == before


def test_progress_is_told_of_however_few(committed_database):
    told = []
    synthetic_load.load(people=7, at=AT, said=told.append)
    assert "7 of 7 people" in told
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'people_person'")
        assert cursor.fetchone()[0] == 7
    databases.check_laws()
