"""Writing journals: pending or posted, settled, taken back."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError, connection

from peckham.infra import audit
from peckham.kernel import Actor
from peckham.ledger.actions.refusing import refusal_of, refusals
from peckham.ledger.domain.journals import Entry, reversal
from peckham.ledger.queries.journals import lines_of, stored

_POST = "SELECT * FROM peckham.post_journal(%s::jsonb, %s, %s, %s, %s, %s, %s)"


def post(entry: Entry, *, by: Actor, at: datetime) -> UUID:
    """Post a journal at once.

    Returns:
        Its public key; that of the first where the same was asked before under its key.

    Raises:
        Refused: As `actions.refusing` says, naming the law that it would break.
    """
    return _write(entry, at_once=True, by=by, at=at)


def reserve(entry: Entry, *, by: Actor, at: datetime) -> UUID:
    """Write a journal down as pending: what it would take from a fund is held at once.

    Returns and raises as `post`.
    """
    return _write(entry, at_once=False, by=by, at=at)


def settle(journal: UUID, *, posted: bool, by: Actor, at: datetime) -> None:
    """Post a pending journal, or let it come to nothing.

    Raises:
        NotYourBooks: If another keeps them and the actor's organisation is no partner in the fund.
        OwnSpending: If the holder of shared money would approve its own spending (rule 50).
    """
    what = "posted" if posted else "void"
    with refusals(), connection.cursor() as cursor:
        cursor.execute("SELECT peckham.settle_journal(%s, %s)", [stored(journal).id, what])
        _say(f"ledger.{what}", journal, by=by, at=at)


def reverse(
    journal: UUID, *, key: str, occurred_on: date, words: str, by: Actor, at: datetime
) -> UUID:
    """Take a posted journal back, line by line; what it says stays readable.

    Raises:
        CannotReverse: If it was not posted, or was taken back already.
    """
    row = stored(journal)
    entry = reversal(
        lines_of(journal),
        books_id=row.books_id,
        of_id=row.id,
        key=key,
        origin=row.origin,
        occurred_on=occurred_on,
        words=words,
    )
    return post(entry, by=by, at=at)


def _write(entry: Entry, *, at_once: bool, by: Actor, at: datetime) -> UUID:
    body = entry.body()
    digest = hashlib.sha256(body.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            _POST, [body, digest, at_once, by.kind, by.identifier, at, audit.request_id()]
        )
        public_id, refused, why = cursor.fetchone()
    if refused:
        # It gives back no state but those that have their words.
        raise refusal_of(refused, why) or DatabaseError(f"{refused}: {why}")
    return UUID(str(public_id))


def _say(action: str, journal: UUID, *, by: Actor, at: datetime) -> None:
    audit.record(action=action, subject_kind="journal", subject_id=journal, by=by, at=at)
