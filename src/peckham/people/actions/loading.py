"""Bulk loads of people by COPY: the laws are checked and the search index is built at the end."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from peckham.infra.copying import copy_rows, next_ids
from peckham.people.domain.loading import COLUMNS

# Row triggers that the one check at the end stands for.
_TRIGGERS = (
    ("people_person", "person_law"),
    ("people_addressspell", "spell_law"),
    ("people_registration", "registration_law"),
)

_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = ANY (%s::regclass[]) AND contype IN ('f', 'x') ORDER BY conname
"""
# Indexes that stand behind no constraint; unique ones among them still refuse when they are made.
_INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    WHERE i.indrelid = ANY (%s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1
"""


class Load:
    """A bulk load that goes on: keys, and copies of batches."""

    def __init__(self) -> None:
        self.copied: dict[str, int] = dict.fromkeys(COLUMNS, 0)

    def next_ids(self, table: str, count: int) -> list[int]:
        """Take keys of a table of this room, such as "person" or "registration"."""
        return next_ids(f"people_{table}", count)

    def copy(self, table: str, rows: Iterable[Sequence[Any]]) -> int:
        """Copy a batch in the row shape of `loading.COLUMNS[table]`.

        Returns:
            How many rows were copied.
        """
        count = copy_rows(f"people_{table}", COLUMNS[table], rows)
        self.copied[table] += count
        return count


@contextmanager
def bulk_load() -> Iterator[Load]:
    """Open a load, as the owner, in one transaction: all of it holds, or none of it stays.

    Other writers of people wait until it is done. Into empty tables, keys and indexes are made
    after the copy rather than row by row.

    Raises:
        IntegrityError: As the block closes, if anybody breaks the law of the People book.
    """
    with transaction.atomic():
        _laws("DISABLE")
        # Keys are checked as each copy ends: put off to the end, the checks fill the memory.
        _run("SET CONSTRAINTS ALL IMMEDIATE")
        with _made_afterwards():
            yield Load()
        # Without counts of what was just copied, the plans of the next two are quadratic.
        _run(f"ANALYZE {', '.join(f'people_{table}' for table in COLUMNS)}")
        _run("SELECT peckham.check_everybody()")
        _run("SELECT peckham.rebuild_search()")
        _laws("ENABLE")


@contextmanager
def _made_afterwards() -> Iterator[None]:
    """Take keys, exclusions and plain indexes away from empty tables, and make them after."""
    if _rows("SELECT EXISTS (SELECT FROM people_person)")[0][0]:
        yield
        return
    constraints = _rows(_CONSTRAINTS, [f"people_{table}" for table in COLUMNS])
    indexes = _rows(_INDEXES, [f"people_{table}" for table in COLUMNS])
    for table, name, _ in constraints:
        _run(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        _run(f'DROP INDEX "{name}"')
    yield
    _run("SET LOCAL maintenance_work_mem = '256MB'")
    for _, definition in indexes:
        _run(definition)
    for table, name, definition in constraints:
        _run(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _laws(verb: str) -> None:
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    _run("SET CONSTRAINTS ALL DEFERRED")
    for table, trigger in _TRIGGERS:
        _run(f"ALTER TABLE {table} {verb} TRIGGER {trigger}")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _rows(statement: str, tables: list[str] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, None if tables is None else [tables])
        return cursor.fetchall()
