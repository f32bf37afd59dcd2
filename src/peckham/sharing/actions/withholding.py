"""Withholding looks from the person, for a recorded risk of serious harm, and reviewing it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from peckham.infra import audit
from peckham.infra.refusing import refusing, state_of
from peckham.kernel import Actor, Refused

_NOT_HERS, _NOT_WHOLE = "PK090", "PK091"


class MayNotWithhold(Refused):
    """Only a clinician who may read the person's health record withholds looks, or reviews it."""


class IncompleteWithholding(Refused):
    """What is withheld needs the risk of serious harm in words, and a later day of review."""


@dataclass(frozen=True, slots=True)
class WithholdingView:
    """Looks that are, or were, withheld from a person, for a clinician who cares for them.

    Args:
        organisation: Whose looks, or "" for everybody's.
        until: When it ended, or None while it is in force.
    """

    public_id: UUID
    organisation: str
    reason: str
    since: datetime
    until: datetime | None
    review_on: date | None
    recorded_by: str
    last_review: str
    last_reviewed_by: str
    last_reviewed_at: datetime | None


def withhold(
    *,
    person_id: int,
    organisation_id: int | None,
    reason: str,
    review_on: date | None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Withhold an organisation's looks, or everybody's, from the person, from now on.

    Args:
        person_id: Whose log.
        organisation_id: Whose looks, or None for all.
        reason: The risk of serious harm, in words.
        review_on: By which day somebody looks at it again.
        by: The clinician of the open scope.
        at: Now.

    Raises:
        MayNotWithhold: If the actor is no clinician with a relationship.
        IncompleteWithholding: If the reason or the day is missing.
    """
    made = _asked(
        "SELECT peckham.withhold_looks(%s, %s, %s, %s)",
        [person_id, organisation_id, reason, review_on],
    )
    _audit("sharing.withhold_looks", made, by=by, at=at)
    return UUID(str(made))


def review(
    *,
    public_id: UUID,
    ends: bool,
    why: str,
    review_on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Review a withholding: it ends now and the looks are shown again, or it goes on until a day.

    Raises:
        MayNotWithhold: If the actor is no clinician with a relationship, or none is in force.
        IncompleteWithholding: If the reason or the next day is missing.
    """
    _asked(
        "SELECT peckham.review_withholding(%s, %s, %s, %s)",
        [public_id, "ended" if ends else "continues", why, review_on],
    )
    _audit("sharing.review_withholding", public_id, by=by, at=at)


def withholdings_of(person_id: int) -> tuple[WithholdingView, ...]:
    """List what is, or was, withheld from a person; for a clinician who cares for them.

    Raises:
        MayNotWithhold: If the actor is not.
    """
    return tuple(WithholdingView(*row) for row in _rows("withholdings_of", person_id))


def organisations_that_looked(person_id: int) -> tuple[tuple[int, str], ...]:
    """List (key, name) of the organisations whose staff looked at a person's record.

    Raises:
        MayNotWithhold: If the actor is no clinician with a relationship.
    """
    return tuple((key, name) for key, name in _rows("organisations_that_looked", person_id))


def _rows(function: str, person_id: int) -> list[tuple[Any, ...]]:
    with refusing(_refusal), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM peckham.{function}(%s)", [person_id])  # noqa: S608
        return cursor.fetchall()


def _asked(statement: str, values: list[Any]) -> object:
    with refusing(_refusal), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def _refusal(refused: DatabaseError) -> Refused | None:
    code = state_of(refused)
    if code == _NOT_HERS:
        return MayNotWithhold(
            "You may not withhold looks from this person, or review it.",
            why="It is for a clinician who cares for them.",
            who="A clinician with a relationship to the person.",
        )
    if code == _NOT_WHOLE:
        return IncompleteWithholding(
            "Say what serious harm is at risk, in a sentence, and a later day of review.",
            field="reason",
        )
    return None


def _audit(action: str, public_id: object, *, by: Actor, at: datetime) -> None:
    audit.record(action=action, subject_kind="withholding", subject_id=public_id, by=by, at=at)
