"""Keeps a long load small in memory."""

from django.db import connection


def check_laws_so_far() -> None:
    """Check the foreign keys of the rows copied so far, instead of queueing them to the end.

    PostgreSQL keeps a deferred check for each row in memory; millions of them do not fit.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
