"""What was opened in an emergency: one's own that is open, and what waits for review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from peckham.infra import reference
from peckham.infra.scope import current_scope
from peckham.sharing.domain.emergencies import Emergency, length_in_force
from peckham.sharing.models import BreakGlass

REVIEWED_MAX = 50


@dataclass(frozen=True, slots=True)
class LookUnder:
    """One look at the record while it was open in an emergency."""

    at: datetime
    parts: tuple[str, ...]


def emergency_length(*, on: date) -> timedelta:
    """Give how long a record stays open after somebody broke the glass on a day."""
    return length_in_force(reference.table("break_glass.toml")["lengths"], on=on)


def open_emergency(person_ids: Sequence[int]) -> Emergency | None:
    """Give the actor's own emergency access to a person's record that is open now, or None."""
    scope = current_scope()
    if scope.account_id is None or scope.organisation_id is None:
        return None
    row = (
        BreakGlass.objects.filter(
            person_id__in=person_ids,
            account_id=scope.account_id,
            organisation_id=scope.organisation_id,
            at__lte=scope.at,
            until__gt=scope.at,
            ended_at__isnull=True,
        )
        .order_by("pk")
        .first()
    )
    return None if row is None else _emergency(row)


def emergencies_to_review() -> tuple[Emergency, ...]:
    """List what the governance lead of the acting organisation has to review, oldest first."""
    return tuple(map(_emergency, _governed().filter(reviewed_at__isnull=True).order_by("at", "pk")))


def reviewed_emergencies() -> tuple[Emergency, ...]:
    """List what was reviewed in the acting organisation, the newest first."""
    rows = _governed().filter(reviewed_at__isnull=False).order_by("-reviewed_at", "-pk")
    return tuple(map(_emergency, rows[:REVIEWED_MAX]))


def emergencies_waiting() -> int:
    """Count what the governance lead has to review: what her header says on every page."""
    return _governed().filter(reviewed_at__isnull=True).count()


def looks_under(public_id: UUID) -> tuple[LookUnder, ...]:
    """List what was looked at while one record was open in an emergency."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT looked_at, parts FROM peckham.looks_under(%s)", [public_id])
        return tuple(LookUnder(at, tuple(parts)) for at, parts in cursor.fetchall())


def _governed() -> QuerySet[BreakGlass]:
    # Her own is there too, so that the count is never a lie; somebody else has to review it.
    organisation_id = current_scope().organisation_id
    if organisation_id is None:
        return BreakGlass.objects.none()
    return BreakGlass.objects.filter(organisation_id=organisation_id)


def _emergency(row: BreakGlass) -> Emergency:
    return Emergency(
        public_id=row.public_id,
        person_id=row.person_id,
        account_id=row.account_id,
        actor_name=row.actor_name,
        role=row.role,
        team_id=row.team_id,
        organisation_id=row.organisation_id,
        reason=row.reason,
        at=row.at,
        until=row.until,
        ended_at=row.ended_at,
        reviewed_at=row.reviewed_at,
        outcome=row.outcome,
        review_note=row.review_note,
    )
