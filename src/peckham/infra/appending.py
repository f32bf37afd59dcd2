"""Adding a row to a table that this process may write and not read (trails, logs of looks).

The ORM asks for the new key back, which needs the right to read.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb


def append(table: str, values: Mapping[str, Any]) -> None:
    """Insert one row and ask nothing back.

    Args:
        table: Table name, such as "sharing_look".
        values: By column; a dict is stored as jsonb.
    """
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join([sql.Placeholder()] * len(values)),
    )
    adapted: list[Any] = [
        Jsonb(value) if isinstance(value, dict) else value for value in values.values()
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, adapted)
