"""The checks of a load: foreign keys once for all its rows, and statistics before the laws."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from psycopg import sql

_ROOMS = ("people", "care")

_FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)
ORDER BY 1, 2
"""


@contextmanager
def foreign_keys_checked_at_the_end() -> Iterator[None]:
    """Lift the foreign keys of the books of people and care while many rows are copied.

    Checked row by row they are half of the time that PostgreSQL takes over a load, and each
    waits in memory for the end of the transaction; put back, they are checked by one join each.
    All in the load's transaction: whoever else is connected never sees the tables without them.

    Raises:
        IntegrityError: As the block closes, if a row points at nothing.
    """
    tables = [table for room in _ROOMS for table in _tables(room)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_FOREIGN_KEYS, [tables])
        keys = cursor.fetchall()
        for table, name, _ in keys:
            cursor.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(
                    sql.Identifier(table), sql.Identifier(name)
                )
            )
        yield
        for table, name, definition in keys:
            cursor.execute(
                sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(
                    sql.Identifier(table), sql.Identifier(name), sql.SQL(definition)
                )
            )


def count_rows(room: str) -> None:
    """Refresh the statistics of a room's tables, before its law is checked set-wise.

    Without them PostgreSQL believes the tables nearly empty, and a check of a hundred thousand
    new rows took seven minutes instead of a second.
    """
    with connection.cursor() as cursor:
        for table in _tables(room):
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))


def _tables(room: str) -> list[str]:
    return [model._meta.db_table for model in apps.get_app_config(room).get_models()]
