"""Indexes set aside while many rows are copied, and made again after, as for any large load."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TABLES = ("care_request", "care_offer", "care_requestmessage")
# The check of each batch needs these.
KEPT = "care_(offer|requestmessage)_request_id_"

_PLAIN = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisunique
    AND i.indexrelid::regclass::text !~ %s ORDER BY 1
"""


@contextmanager
def set_aside() -> Iterator[None]:
    """Drop the plain indexes of the tables that grow most, and make them again at the end."""
    with connection.cursor() as cursor:
        cursor.execute(_PLAIN, [list(TABLES), KEPT])
        plain = cursor.fetchall()
        for name, _ in plain:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        for _, definition in plain:
            cursor.execute(definition)
