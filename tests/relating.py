"""Relationships that tests write by hand, as the owner, to look at what a relationship opens."""

from datetime import datetime

from django.db import connection


def relate(
    person_id: int,
    *,
    from_at: datetime,
    until: datetime | None = None,
    team_id: int | None = None,
    organisation_id: int | None = None,
    kind: str = "contact",
    source_kind: str = "test",
    source_id: int = 1,
) -> None:
    """Write a relationship without a fact behind it: it never reaches a COMMIT."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_relationship (person_id, team_id, organisation_id, kind,"
            " source_kind, source_id, during, recorded_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, tstzrange(%s, %s), %s)",
            [person_id, team_id, organisation_id, kind, source_kind, source_id, from_at, until,
             from_at],
        )  # fmt: skip
