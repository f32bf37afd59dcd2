"""Chaining what was posted, in the name of the job that does it."""

from datetime import datetime, timedelta

from django.db import connection

from peckham.infra.scope import open_scope, system_scope

PATIENCE = timedelta(seconds=20)
"""How long a journal that is still on its way is waited for; after that the next minute tries."""


def seal(*, at: datetime, patience: timedelta = PATIENCE) -> int | None:
    """Chain what is settled of all books.

    Returns:
        How many entries were made; None when another is at it, or somebody who writes a journal
        has not ended in time: then the next minute does it.
    """
    with (
        open_scope(system_scope("journal sealing", purpose="operations", at=at)),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT peckham.seal_journals(make_interval(secs => %s))", [patience.total_seconds()]
        )
        found = cursor.fetchone()[0]
        return None if found is None else int(found)
