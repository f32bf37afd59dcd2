"""What narrows a person's record now, why it is closed, and finding somebody in an emergency."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from peckham.kernel import NhsNumber
from peckham.sharing import api as sharing


@dataclass(frozen=True, slots=True)
class Limit:
    """A mark or an objection that holds now.

    Args:
        what: "mark" or "objection".
        public_id: Its key.
        kind: Sensitive category, or kind of objection.
        account_name: The member of staff whose own record it is, or "".
        why: Reason of a mark, or how an objection was made; codes.
        since: From when.
        recorded_by: Who wrote it down.
    """

    what: str
    public_id: UUID
    kind: str
    account_name: str
    why: str
    since: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Traced:
    """Somebody found by NHS number and birth date: the key, and whether the record is open."""

    public_id: UUID
    may_open: bool


def limits_of(person_id: int) -> tuple[Limit, ...]:
    """List the marks and objections on a record that hold now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT what, public_id, kind, account_name, why, since, recorded_by"
            " FROM peckham.limits_of_resident(%s)",
            [person_id],
        )
        return tuple(Limit(*row) for row in cursor.fetchall())


def may_mark(person_id: int) -> bool:
    """Say whether the actor may mark the record sensitive."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.may_mark_resident(%s)", [person_id])
        return bool(cursor.fetchone()[0])


def why_not_handed(
    from_team_id: int, to_team_id: int, person_id: int | None, *, at: datetime
) -> str:
    """Say in one word why a request may not go from one team to another; "" where it may.

    Args:
        from_team_id: The team that holds it.
        to_team_id: The team that would be asked.
        person_id: Whose request it is, or None while nobody knows.
        at: When.

    Returns:
        "", "no agreement" between their organisations, or "refused" by the person.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.why_not_handed(%s, %s, %s, %s)",
            [from_team_id, to_team_id, person_id, at],
        )
        return cursor.fetchone()[0] or ""


def why_closed(public_id: UUID) -> str:
    """Say in one word of a list why a record is closed to the actor; "" where it is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.why_closed(%s)", [public_id])
        return cursor.fetchone()[0] or ""


def trace(number: NhsNumber, *, born_on: date) -> Traced | None:
    """Find one person by NHS number and birth date, and show nothing else; the look is written.

    Args:
        number: The whole number.
        born_on: The birth date; both have to be right.

    Raises:
        EmergencyRefused: If the actor may not break the glass.
    """
    with sharing.emergencies.said_plainly(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT public_id, may_open FROM peckham.trace_for_emergency(%s, %s)",
            [number.digits, born_on],
        )
        row = cursor.fetchone()
    return None if row is None else Traced(*row)
