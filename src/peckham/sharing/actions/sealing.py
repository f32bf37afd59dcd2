"""Sealing the log of looks, in the name of the job that does it."""

from datetime import datetime, timedelta

from django.db import connection

from peckham.infra.scope import open_scope, system_scope

PATIENCE = timedelta(seconds=20)
"""How long a look that is still on its way is waited for; after that the next minute tries."""

STRETCH = 10_000
"""So many looks stand under one seal at most."""


def seal(*, at: datetime, patience: timedelta = PATIENCE, stretch: int = STRETCH) -> int | None:
    """Seal what is settled of the log.

    Returns:
        How many looks were sealed; None when another sealer is at it, or somebody who wrote a look
        has not ended in time: then the next minute does it.
    """
    with (
        open_scope(system_scope("log sealing", purpose="operations", at=at)),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT peckham.seal_looks(make_interval(secs => %s), %s)",
            [patience.total_seconds(), stretch],
        )
        found = cursor.fetchone()[0]
        return None if found is None else int(found)
