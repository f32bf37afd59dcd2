"""Marking a record as its sender labelled it: an import's, which runs as the owner."""

from datetime import datetime
from uuid import uuid4

from psycopg.types.range import TimestamptzRange

from peckham.infra import audit
from peckham.kernel import Actor
from peckham.sharing.models import Mark


def mark_as_sent(*, person_id: int, category: str, by: Actor, at: datetime) -> None:
    """Mark a whole record sensitive because its sender did; once, however often it is sent.

    A mark that a clinician ended since is not made again by the same label: they judged later.

    Args:
        person_id: Whose record.
        category: One of SENSITIVE_CATEGORIES.
        by: Who imports.
        at: When.
    """
    if Mark.objects.filter(person_id=person_id, category=category).exists():
        return
    made = Mark.objects.create(
        public_id=uuid4(),
        person_id=person_id,
        category=category,
        during=TimestamptzRange(at, None),
        recorded_by=by.identifier,
        recorded_at=at,
    )
    audit.record(
        action="sharing.mark", subject_kind="mark", subject_id=made.public_id, by=by, at=at
    )
