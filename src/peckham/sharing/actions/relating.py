"""Opening and closing what lets a team read: called by the books, with the fact behind it."""

from datetime import datetime

from django.db import connection


def open_relationship(
    *,
    person_id: int,
    kind: str,
    source_kind: str,
    source_id: int,
    from_at: datetime,
    until: datetime | None = None,
    team_id: int | None = None,
    organisation_id: int | None = None,
) -> int:
    """Let a team, or an organisation, read a person's record because of a fact.

    Args:
        person_id: Whose record.
        kind: "registration", "request", "contact" or "caseload".
        source_kind: What the fact is, such as "care.request".
        source_id: The fact's key, by which the relationship is closed again.
        from_at: First moment.
        until: First moment at which it no longer holds, or None while the fact lasts.
        team_id: The team, or None.
        organisation_id: The organisation, or None. Exactly one of the two is given.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.open_relationship(%s, %s, %s, %s, %s, %s, %s, %s)",
            [person_id, team_id, organisation_id, kind, source_kind, source_id, from_at, until],
        )
        return int(cursor.fetchone()[0])


def close_relationships(
    *, source_kind: str, source_id: int, at: datetime, team_id: int | None = None
) -> int:
    """End the relationships of one fact from a moment on, of one team where it is given.

    Returns:
        How many were ended.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.close_relationships(%s, %s, %s, %s)",
            [source_kind, source_id, team_id, at],
        )
        return int(cursor.fetchone()[0])
