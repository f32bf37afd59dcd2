"""A copy of one's own record: asked for, made by a job, read, and emptied again."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, Func, IntegerField

from peckham.infra.scope import current_scope, open_scope, system_scope
from peckham.kernel import Refused
from peckham.sharing.models import SubjectExport

KEPT_DAYS = 7


class ExportNotThere(Refused):
    """There is no such copy of your record, it is not ready, or its time is over."""


@dataclass(frozen=True, slots=True)
class ExportView:
    """How a copy of one's own record stands.

    Args:
        state: "waiting", "working", "ready" or "failed".
        parts_done: Parts that have been read.
        parts_all: Parts that there are; 0 before it was begun.
        size_bytes: Of its content.
    """

    public_id: UUID
    state: str
    parts_done: int
    parts_all: int
    asked_at: datetime
    ready_at: datetime | None
    expires_at: datetime
    size_bytes: int
    sha256: str


def ask() -> int | None:
    """Ask for a copy of the record of the resident who acts.

    Returns:
        Its key, for the job; None where one is being made already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.ask_for_export(%s)", [KEPT_DAYS])
        found = cursor.fetchone()[0]
        return None if found is None else int(found)


def own_exports() -> tuple[ExportView, ...]:
    """List the copies of the reader's own record whose time is not over, newest first."""
    size = Func(F("content"), function="octet_length", output_field=IntegerField())
    rows = (
        SubjectExport.objects.annotate(size=size)
        .order_by("-asked_at", "-pk")
        .values_list(
            "public_id",
            "state",
            "parts_done",
            "parts_all",
            "asked_at",
            "ready_at",
            "expires_at",
            "size",
            "sha256",
        )
    )
    return tuple(ExportView(*row) for row in rows)


def content(public_id: UUID) -> str:
    """Give the content of a copy that is ready: JSON, as it was made.

    Raises:
        ExportNotThere: If it is not the reader's, not ready, or over.
    """
    found = SubjectExport.objects.filter(public_id=public_id, state="ready")
    words = found.values_list("content", flat=True).first()
    if words is None:
        raise ExportNotThere(
            "There is no such copy of your record.",
            why="It is not ready yet, or it has been deleted: a copy is kept for a week.",
            remedy="Ask for a new one.",
        )
    return words


def say_progress(key: int, *, done: int, of: int) -> None:
    """Say how far a copy is; for the job, in its person's scope."""
    SubjectExport.objects.filter(pk=key).update(state="working", parts_done=done, parts_all=of)


def finish(key: int, words: str) -> None:
    """Keep what was made; for the job, in its person's scope."""
    SubjectExport.objects.filter(pk=key).update(
        state="ready",
        content=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        ready_at=current_scope().at,
    )


def fail(key: int) -> None:
    """Say that a copy could not be made; for the job, in its person's scope."""
    SubjectExport.objects.filter(pk=key).update(state="failed", content="")


def empty_exports(*, at: datetime) -> int:
    """Empty the copies whose time is over.

    Returns:
        How many.
    """
    with (
        open_scope(system_scope("retention", purpose="operations", at=at)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT peckham.empty_exports()")
        return int(cursor.fetchone()[0])
