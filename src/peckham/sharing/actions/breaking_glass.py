"""Ending and reviewing what was opened in an emergency; `people` opens it, which knows merges."""

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.db import connection

from peckham.infra.refusing import by_state, refusing
from peckham.kernel import Refused
from peckham.sharing.domain.emergencies import REASON_LENGTH_MIN
from peckham.sharing.domain.vocabulary import REVIEW_OUTCOMES


class EmergencyRefused(Refused):
    """The record is not opened, ended or reviewed so."""


def end_break_glass(public_id: UUID) -> None:
    """End an emergency access now: one's own, or one in the organisation that one governs.

    Raises:
        EmergencyRefused: If there is none that is the actor's to end.
    """
    with said_plainly(), connection.cursor() as cursor:
        cursor.execute("SELECT peckham.end_break_glass(%s)", [public_id])


def review_break_glass(public_id: UUID, *, outcome: str, note: str) -> None:
    """Say whether an emergency access was justified, and why.

    Args:
        public_id: Which.
        outcome: "justified" or "not_justified".
        note: Why.

    Raises:
        EmergencyRefused: If it is not the actor's to review, or not over, or reviewed already.
    """
    if outcome not in REVIEW_OUTCOMES:
        raise EmergencyRefused("Choose whether it was justified.", field="outcome")
    with said_plainly(), connection.cursor() as cursor:
        cursor.execute("SELECT peckham.review_break_glass(%s, %s, %s)", [public_id, outcome, note])


_WORDS: dict[str, dict[str, Any]] = {
    "PK050": {
        "what": "A record is opened in an emergency by a clinician or a member of a service, for "
        "direct care.",
        "remedy": "Act in such a role, or hand the person over live to the duty team.",
    },
    "PK051": {"what": "Nobody opens their own record at work.", "who": "Ask your own practice."},
    "PK052": {
        "what": f"Say why in words, at least {REASON_LENGTH_MIN} characters.",
        "field": "reason",
    },
    "PK053": {"what": "An emergency is short: it may last half a day at most."},
    "PK054": {"what": "You have this record open in an emergency already."},
    "PK055": {"what": "There is no such emergency access of yours."},
    "PK056": {
        "what": "Nobody reviews what they did themselves.",
        "who": "Another information governance lead of your organisation",
    },
    "PK057": {"what": "This was reviewed already."},
    "PK058": {"what": "The record is still open.", "remedy": "End it, then review it."},
    "PK059": {"what": "There is no such person.", "remedy": "Look them up again."},
}


def said_plainly() -> AbstractContextManager[None]:
    """Turn what the database refuses into words for the reader; anything else is a fault."""
    return refusing(by_state(EmergencyRefused, _WORDS))
