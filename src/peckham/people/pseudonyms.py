"""Rows of many people without their names; and who one is, for the clinician who treats them."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from peckham.sharing import api as sharing

__all__ = ["CoarseRow", "reidentify", "rows_of_run"]


@dataclass(frozen=True, slots=True)
class CoarseRow:
    """What a run gives of one person.

    Args:
        pseudonym: 32 hexadecimal digits; another run gives another one.
        birth_year: Year of birth, nobody older than 90; None where it is not known.
        sex: As recorded.
        practice: ODS code of the practice that keeps the record.
        neighbourhood: Code in the plan in force, or "".
    """

    pseudonym: str
    birth_year: int | None
    sex: str
    practice: str
    neighbourhood: str


def rows_of_run(public_id: UUID) -> tuple[CoarseRow, ...]:
    """Read the rows of a run, as the worker or an analysis; the look is written.

    Raises:
        RunRefused: If the run is over, or made for somebody else or another purpose.
    """
    with sharing.runs.said_plainly(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pseudonym, birth_year, sex, practice, neighbourhood FROM peckham.run_rows(%s)",
            [public_id],
        )
        return tuple(CoarseRow(*row) for row in cursor.fetchall())


def reidentify(public_id: UUID, *, pseudonym: str, reason: str) -> UUID | None:
    """Learn who one pseudonym of a run is, as the clinician whose team treats them.

    Args:
        public_id: The run.
        pseudonym: The one.
        reason: Why, in words.

    Returns:
        The person's public id; None where nobody whom the actor's team treats has the pseudonym.

    Raises:
        RunRefused: If the actor treats nobody, or the run is over.
    """
    with sharing.runs.said_plainly(), connection.cursor() as cursor:
        cursor.execute("SELECT peckham.reidentify(%s, %s, %s)", [public_id, pseudonym, reason])
        found = cursor.fetchone()[0]
    return None if found is None else UUID(str(found))
