"""A POST done twice (a double click, a retry after a timeout) is done once."""

from uuid import UUID

from django.db import connection

from peckham.infra import clock
from peckham.infra.models import IdempotencyKey


def earlier_outcome(key: UUID, *, actor: str) -> str | None:
    """Give what the first POST with this key led to (a path), or None if there was none.

    Takes a lock on the key until the transaction ends, so that of two clicks that arrive
    together the second waits for the first and then finds its outcome.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{actor}:{key}"])
    found = IdempotencyKey.objects.filter(key=key, actor=actor).values_list("outcome", flat=True)
    return found.first()


def remember(key: UUID, *, actor: str, outcome: str) -> None:
    """Keep what a POST led to, in its own transaction."""
    row = IdempotencyKey(key=key, actor=actor, outcome=outcome, recorded_at=clock.now())
    # app may INSERT and SELECT here, never UPDATE.
    IdempotencyKey.objects.bulk_create([row])
