"""Opening a record in an emergency, marking it sensitive, and writing an objection down.

Each goes through one function of the database, which checks, writes, and puts it on the trail and
in the log of looks together.
"""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from peckham.infra.refusing import by_state, refusing
from peckham.kernel import Refused, london
from peckham.sharing import api as sharing

REFUSALS: dict[str, dict[str, Any]] = {
    "PK059": {"what": "There is no such person.", "remedy": "Look them up again."},
    "PK060": {
        "what": "A clinician of the practice that keeps the record marks it.",
        "why": "It is a judgement on the care of somebody whom they know.",
        "who": "A clinician of the person's practice",
    },
    "PK061": {"what": "Choose why, or how it was said.", "field": "reason"},
    "PK062": {"what": "This is written down already."},
    "PK063": {"what": "There is no such mark or objection now."},
    "PK064": {
        "what": "You have nothing to do with this person now.",
        "remedy": "Begin a contact with them first.",
    },
}


class LimitRefused(Refused):
    """The mark or the objection is not written down, or not ended, so."""


def break_glass(public_id: UUID, *, reason: str, at: datetime) -> UUID:
    """Open a person's record to oneself alone, for a short time, for a stated reason.

    Args:
        public_id: Whose record.
        reason: Why, in words; the governance lead reads it.
        at: Now.

    Returns:
        Public id of the emergency access.

    Raises:
        EmergencyRefused: If the role, the purpose, the reason or the person does not allow it.
    """
    until = at + sharing.emergencies.emergency_length(on=london.day_of(at))
    with sharing.emergencies.said_plainly():
        return UUID(str(_ask("break_glass", public_id, reason, until)))


def mark(public_id: UUID, *, category: str, reason: str, account_id: int | None = None) -> UUID:
    """Mark a whole record sensitive: an agreement has to name the category from now on.

    Args:
        public_id: Whose record.
        category: One of SENSITIVE_CATEGORIES.
        reason: One of MARK_REASONS.
        account_id: For "staff_as_patient", the account whose own record it is; it opens it no more.

    Raises:
        LimitRefused: If the actor is no clinician of the practice that keeps the record.
    """
    with _said_plainly():
        return UUID(str(_ask("mark_resident", public_id, category, reason, account_id)))


def end_mark(public_id: UUID, *, mark_id: UUID, reason: str) -> None:
    """End a mark from now on; it stays written down.

    Raises:
        LimitRefused: If the actor may not, or there is no such mark now.
    """
    with _said_plainly():
        _ask("end_mark", public_id, mark_id, reason)


def record_objection(public_id: UUID, *, kind: str, said_how: str) -> UUID:
    """Write down that a person objects, from now on.

    Args:
        public_id: Whose record.
        kind: "national_data_opt_out" or "refusal_to_share".
        said_how: One of SAID_HOW.

    Raises:
        LimitRefused: If the actor has nothing to do with the person, or it is written down already.
    """
    with _said_plainly():
        return UUID(str(_ask("record_objection", public_id, kind, said_how)))


def end_objection(public_id: UUID, *, kind: str, said_how: str) -> None:
    """Write down that a person has taken an objection back.

    Raises:
        LimitRefused: If the actor has nothing to do with the person, or there is none.
    """
    with _said_plainly():
        _ask("end_objection", public_id, kind, said_how)


def _ask(function: str, *values: Any) -> Any:
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT peckham.{function}({places})", values)
        return cursor.fetchone()[0]


def _said_plainly() -> AbstractContextManager[None]:
    return refusing(by_state(LimitRefused, REFUSALS))
