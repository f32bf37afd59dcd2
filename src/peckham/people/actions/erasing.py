"""Erasure: personal columns are emptied and a tombstone stays."""

from datetime import datetime

from django.db import connection, transaction

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.people.actions.belonging import REGISTRATION
from peckham.people.actions.facts import locked
from peckham.people.models import Registration
from peckham.sharing import api as sharing


class ReasonMissing(Refused):
    """Nothing is erased without a reason on record."""


def erase(*, person_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Erase what is personal about somebody, here and in the documents it came from. For good.

    Raises:
        ReasonMissing: If no reason is given; it is kept in the trail, so it must name nobody.
        UnknownPerson: If the row is not there for this scope.
        RecordClosed: If the record was merged or erased already.
    """
    if not reason.strip():
        raise ReasonMissing("Say under which request or rule this is erased.", field="reason")
    with transaction.atomic():
        person = locked(person_id)
        # An erased registration opens the record no more; who holds a request of theirs keeps it.
        listed = Registration.objects.filter(person_id=person_id, superseded_at__isnull=True)
        for key in list(listed.values_list("pk", flat=True)):
            sharing.close_relationships(source_kind=REGISTRATION, source_id=key, at=at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT peckham.erase_person(%s, %s)", [person_id, at])
        audit.record(
            action="people.erase",
            subject_kind="person",
            subject_id=person.public_id,
            by=by,
            at=at,
            detail={"reason": reason.strip()[:200]},
        )
