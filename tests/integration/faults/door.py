"""A process that takes requests without end, to be killed: `python -m … JOURNAL LIMIT`.

Before each request it writes down the form's key, and after the answer the reference that it told.
When it starts it first sends again the form that had no answer, as a person's browser would. A
request that was taken is accepted at once by the team that was asked, unless it has lapsed by then.
"""

import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import django

# Asked so long ago that each offer is over when it is made: the worker always has work.
LONG_AGO = timedelta(days=2)
PATIENCE_SECONDS = 30


class Journal:
    """What was asked and what was told, on disk before anything else happens."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a", buffering=1, encoding="utf-8")
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
        asked = [key for word, key, *_ in lines if word == "asked"]
        told = {key for word, key, *_ in lines if word == "told"}
        self.unanswered = [UUID(key) for key in asked if key not in told]

    def write(self, *words: object) -> None:
        self.file.write(" ".join(map(str, words)) + "\n")
        self.file.flush()


def main(journal_path: Path, limit: int) -> None:
    journal = Journal(journal_path)
    keys = [*journal.unanswered, *(uuid4() for _ in range(limit))]
    for key in keys:
        if key not in journal.unanswered:
            journal.write("asked", key)
        receipt = with_patience(lambda key=key: take(key))
        journal.write("told", key, receipt.reference.replace(" ", "-"))
        if key.int % 2:
            accepted = with_patience(lambda receipt=receipt: accept(receipt.public_id))
            journal.write("accepted" if accepted else "refused", key)


def with_patience(act):
    """Try again while the database is away, as the web process's users do."""
    from django.db import DatabaseError, connection

    ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return act()
        except DatabaseError:
            if time.monotonic() > ends:
                raise
            connection.close()
            time.sleep(0.1)


def scope_of(username: str, at: datetime):
    from django.contrib.auth import get_user_model

    from peckham.organisations import api as organisations

    account = get_user_model().objects.get(username=username)
    return organisations.scopes.staff_scope(account_id=account.pk, membership_public_id=None, at=at)


def take(key: UUID):
    from peckham.care import api as care
    from peckham.infra import clock
    from peckham.infra.scope import open_scope

    at = clock.now() - LONG_AGO
    asked = care.Asked(
        words="A dressing needs changing.",
        category="nursing",
        channel="phone",
        contact_mode="phone",
        claimed=care.Claimed(family_name="Example", given_name="Kay"),
    )
    with open_scope(scope_of("navigator", at)) as scope:
        return care.take_request(asked, key=key, by=scope.actor, at=at)


def accept(public_id: UUID) -> bool:
    from peckham.care import api as care
    from peckham.infra import clock
    from peckham.infra.scope import open_scope
    from peckham.kernel import Refused

    at = clock.now() - LONG_AGO
    try:
        with open_scope(scope_of("service", at)) as scope:
            care.acts.accept(public_id, version=2, by=scope.actor, at=at)
    except Refused:
        return False
    return True


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]), int(sys.argv[2]))
