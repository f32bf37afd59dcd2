"""The trail of changes: written in the change's own transaction, or the change does not happen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from peckham.infra import clock
from peckham.infra.appending import append
from peckham.infra.models import AuditEvent
from peckham.infra.scope import NoScope, current_scope
from peckham.kernel import Actor


def record(
    *,
    action: str,
    subject_kind: str,
    subject_id: object,
    by: Actor,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one line of the trail.

    Args:
        action: Verb of the room, such as "people.merge".
        subject_kind: What was changed, such as "person".
        subject_id: Its key or public id.
        by: Who changed it.
        at: When it took effect.
        detail: Facts that are not personal (counts, codes, keys).
    """
    append(
        AuditEvent._meta.db_table,
        {
            "action": action,
            "subject_kind": subject_kind,
            "subject_id": str(subject_id),
            "actor_kind": by.kind,
            "actor": by.identifier,
            "at": at,
            "recorded_at": clock.now(),
            "request_id": request_id(),
            "detail": dict(detail or {}),
        },
    )


def request_id() -> str:
    """Give the identifier of the web request that is being answered, or ""."""
    try:
        return current_scope().request_id
    except NoScope:
        return ""
