"""Whether a run over many people's records may begin, as far as agreements decide."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from peckham.sharing.domain.readiness import NotReady, Readiness, check_ready, readiness_of

__all__ = ["NotReady", "Readiness", "check_ready", "run_readiness"]


def run_readiness(
    *,
    purpose: str,
    categories: Iterable[str],
    controllers: Iterable[int],
    runs_for: int,
    at: datetime,
) -> Readiness:
    """Judge a run: whose agreement it still waits for (rule 61, first half).

    Args:
        purpose: For what the run is, such as "population planning".
        categories: Which data it reads.
        controllers: Keys of the organisations that keep the records which it needs.
        runs_for: Key of the organisation that runs it.
        at: When; aware.
    """
    suppliers = {}
    with connection.cursor() as cursor:
        for category in categories:
            cursor.execute(
                "SELECT peckham.suppliers_of(%s, %s, %s, %s, 'infinity')",
                [runs_for, purpose, category, at],
            )
            suppliers[category] = cursor.fetchone()[0]
    return readiness_of(
        purpose=purpose,
        controllers=controllers,
        runs_for=runs_for,
        suppliers_by_category=suppliers,
    )
