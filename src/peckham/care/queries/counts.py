"""Counts over requests of hubs, for a job that may see nobody's request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True, slots=True)
class Answered:
    """How many requests were dealt with, how many of them late, and how many are overdue."""

    answered: int
    late: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Told:
    """How many outcomes were told in one way to people with the same communication needs.

    Args:
        mode: How: phone, text, email, post, video or in_person.
        needs: Codes of the needs; None where nobody knows who the person is.
        outcomes: How many.
    """

    mode: str
    needs: tuple[str, ...] | None
    outcomes: int


def answered(hub_ids: Sequence[int], *, since: datetime, until: datetime) -> Answered:
    """Count what was dealt with at some hubs during some time, as the worker."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM peckham.requests_answered(%s, %s, %s)", [list(hub_ids), since, until]
        )
        return Answered(*cursor.fetchone())


def told(hub_ids: Sequence[int], *, since: datetime, until: datetime) -> tuple[Told, ...]:
    """Count how outcomes were told at some hubs during some time, as the worker."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM peckham.outcomes_told(%s, %s, %s)", [list(hub_ids), since, until]
        )
        return tuple(
            Told(mode, None if needs is None else tuple(needs), outcomes)
            for mode, needs, outcomes in cursor.fetchall()
        )
