"""Saying that two records are one person, and taking it back. Nothing moves, so nothing is lost."""

from datetime import datetime

from django.db import IntegrityError, transaction

from peckham.kernel import Actor, Refused
from peckham.people.actions.facts import UnknownPerson, locked, trail
from peckham.people.models import Merge, Person

REASON_LENGTH_MAX = 1000


class MergeRefused(Refused):
    """The two records cannot be merged."""


class NotMerged(Refused):
    """The record is not merged into another."""


def merge(*, survivor_id: int, duplicate_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Say that two records are one person. The survivor's page shows the facts of both.

    Both keep their own facts; the duplicate is no longer counted or changed.

    Args:
        survivor_id: The record that goes on.
        duplicate_id: The record that does not.
        reason: Why the two are one person.
        by: Who says so.
        at: When.

    Returns:
        Key of the merge.

    Raises:
        MergeRefused: If there is no reason, or the two are one record already.
        UnknownPerson: If one of them is not there for this scope.
        RecordClosed: If one of them was merged or erased already.
    """
    if survivor_id == duplicate_id:
        raise MergeRefused("These are one record already.", field="duplicate")
    if not reason.strip() or len(reason) > REASON_LENGTH_MAX:
        raise MergeRefused(
            f"Say why these are one person, in at most {REASON_LENGTH_MAX} characters.",
            field="reason",
        )
    with transaction.atomic():
        # In order of key, so that two merges of the same two wait for one another.
        people = {key: locked(key) for key in sorted((survivor_id, duplicate_id))}
        row = Merge(
            survivor_id=survivor_id,
            duplicate_id=duplicate_id,
            reason=reason.strip(),
            merged_at=at,
            merged_by=by.name,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as refusal:
            raise MergeRefused("One of these is merged into the other already.") from refusal
        duplicate = people[duplicate_id]
        duplicate.merged_into_id = survivor_id
        duplicate.save(update_fields=["merged_into"])
        trail("people.merge", people[survivor_id], {"duplicate": duplicate_id}, by=by, at=at)
    return row.pk


def unmerge(*, duplicate_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take back a merge: both records stand again exactly as they were.

    Raises:
        NotMerged: If the record is not merged into another.
        MergeRefused: If no reason is given.
    """
    if not reason.strip() or len(reason) > REASON_LENGTH_MAX:
        raise MergeRefused("Say why these are two people after all.", field="reason")
    with transaction.atomic():
        duplicate = Person.objects.select_for_update(no_key=True).filter(pk=duplicate_id).first()
        if duplicate is None:
            raise UnknownPerson(
                "There is no such person, or you have no reason to open the record."
            )
        row = Merge.objects.filter(duplicate_id=duplicate_id, unmerged_at__isnull=True).first()
        if row is None:
            raise NotMerged("This record is not merged into another.")
        row.unmerged_at = at
        row.unmerged_by = by.name
        row.unmerge_reason = reason.strip()
        row.save(update_fields=["unmerged_at", "unmerged_by", "unmerge_reason"])
        duplicate.merged_into_id = None
        duplicate.save(update_fields=["merged_into"])
        trail("people.unmerge", duplicate, {"survivor": row.survivor_id}, by=by, at=at)
