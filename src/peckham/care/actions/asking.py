"""Asking, following and withdrawing without an account: no resident is made, none is opened."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from peckham.care.actions.relating import SOURCE_KIND
from peckham.care.actions.taking import store
from peckham.care.domain.asked import Asked
from peckham.care.domain.policies import Facts, check_reason
from peckham.care.domain.reference import check_reference, hash_code
from peckham.care.domain.story import Receipt, Tracking
from peckham.care.queries.tracking import track
from peckham.care.queries.words import json_or_none
from peckham.infra import audit, clock
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused
from peckham.sharing import api as sharing


class NotByClaim(Refused):
    """Somebody without an account says who it is about; they cannot choose a record."""


def ask_without_account(asked: Asked, *, key: UUID | None = None, at: datetime) -> Receipt:
    """Take a request online from somebody who has not signed in.

    Who it is about is kept as claimed, until a navigator links it. Routing is the same function as
    for every other channel.

    Args:
        asked: What was asked; without a `person_id`.
        key: The form's idempotency key; a second call with it gives the first one's receipt.
        at: Now.

    Raises:
        NotByClaim: If it names a resident's record or another channel.
        Refused: If the form cannot be kept.
    """
    if asked.person_id is not None or asked.channel != "online":
        raise NotByClaim("Without an account one asks online, and says who it is for in words.")
    with transaction.atomic():
        return store(asked, function="ask_without_account", key=key, by=Actor.public(), at=at)


def withdraw_own(reference: str, code: str, *, reason: str, at: datetime) -> Tracking:
    """Withdraw a request that one asked oneself, with its reference and code.

    Never raises for a wrong code, so that the try is counted; the answer is as for `track`.

    Raises:
        NotAReference: If the reference is not one that was given out.
        ReasonMissing: If no reason is given.
    """
    check_reason(Facts(at=at, reason=reason))
    squeezed = check_reference(reference)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT peckham.withdraw_by_code(%s, %s, %s, %s, %s)",
                [squeezed, hash_code(squeezed, code), reason.strip(), at, clock.now()],
            )
            withdrawn = json_or_none(cursor.fetchone()[0])
        if withdrawn is not None:
            sharing.close_relationships(source_kind=SOURCE_KIND, source_id=withdrawn["id"], at=at)
            audit.record(
                action="care.withdrawn",
                subject_kind="request",
                subject_id=withdrawn["public_id"],
                by=current_scope().actor,
                at=at,
            )
    return track(reference, code, at=at)
