"""Bulk load of relationships by COPY, for the synthetic place and imports."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, connection

from peckham.infra.copying import copy_rows

# `during` values are range literals or Range objects.
RELATIONSHIP_COLUMNS = (
    "person_id",
    "team_id",
    "organisation_id",
    "kind",
    "source_kind",
    "source_id",
    "during",
    "recorded_at",
)

_WITHOUT_A_FACT = """
SELECT count(*), min(r.id) FROM sharing_relationship r
WHERE r.id > %s AND NOT peckham.relationship_has_its_fact(r)
"""


def copy_relationships(rows: Iterable[Sequence[Any]]) -> int:
    """Copy relationships whose facts were copied before them in the same transaction.

    The check of each row at COMMIT is set aside for one of all of them here.

    Raises:
        IntegrityError: If one has no fact behind it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE sharing_relationship DISABLE TRIGGER has_its_fact")
        cursor.execute("SELECT coalesce(max(id), 0) FROM sharing_relationship")
        last = cursor.fetchone()[0]
        copied = copy_rows("sharing_relationship", RELATIONSHIP_COLUMNS, rows)
        cursor.execute(_WITHOUT_A_FACT, [last])
        without, first = cursor.fetchone()
        if without:
            raise IntegrityError(f"{without} relationships have no fact, the first is {first}.")
        cursor.execute("ALTER TABLE sharing_relationship ENABLE ALWAYS TRIGGER has_its_fact")
    return int(copied)
