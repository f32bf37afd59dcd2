"""How a request ends: closed with its outcome told, withdrawn, or found to be a mistake."""

from datetime import datetime
from uuid import UUID

from peckham.care.actions.changing import Effect, Step, change
from peckham.care.actions.messages import blocked_modes, write_message
from peckham.care.domain.policies import Facts
from peckham.care.domain.story import Held
from peckham.care.models import Request
from peckham.kernel import Actor


def close(
    public_id: UUID,
    *,
    told_how: str,
    words: str,
    told_at: datetime | None = None,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Close a request whose outcome the person has been told.

    Args:
        public_id: The request.
        told_how: "phone", "text", "email", "post" or "in_person".
        words: What they were told.
        told_at: When; None is now.
        version: The version that the actor read.
        key: The form's idempotency key.
        by: Who told them.
        at: When it is closed.

    Raises:
        ModeBlocked: If a communication need on record rules that way out.
    """
    when = told_at or at

    def effect(step: Step) -> Effect:
        def tell(request: Request) -> None:
            write_message(
                request,
                direction="to",
                mode=told_how,
                words=words,
                tells_outcome=True,
                said_at=when,
                by=by,
            )

        return Effect(
            Facts(
                at=at,
                words=words,
                mode=told_how,
                told_at=when,
                blocked_modes=blocked_modes(step.request.person_id, at=at),
            ),
            columns={"outcome_told_at": when, "outcome_told_how": told_how},
            detail={"mode": told_how},
            afterwards=tell,
        )

    return change("closed", public_id, effect, version=version, key=key, by=by, at=at)


def withdraw(
    public_id: UUID,
    *,
    reason: str,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Write down that the person no longer asks."""
    return _end("withdrawn", public_id, reason, version=version, key=key, by=by, at=at)


def enter_in_error(
    public_id: UUID,
    *,
    reason: str,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Mark a request that should not have been written down; it stays to be read."""
    return _end("entered_in_error", public_id, reason, version=version, key=key, by=by, at=at)


def _end(
    kind: str,
    public_id: UUID,
    reason: str,
    *,
    version: int,
    key: UUID | None,
    by: Actor,
    at: datetime,
) -> Held:
    def effect(_: Step) -> Effect:
        return Effect(
            Facts(at=at, reason=reason),
            columns={"outcome": kind},
            reason=reason,
            offer_state="withdrawn",
        )

    return change(kind, public_id, effect, version=version, key=key, by=by, at=at)
