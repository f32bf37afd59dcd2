"""Whole lists of practices as counts, for a job that prices them: nobody is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection


@dataclass(frozen=True, slots=True)
class ListCount:
    """People of one age, sex and tenth of deprivation on one list.

    Args:
        practice_id: The practice.
        years: Age in whole years on the day; None where the date of birth is not known.
        sex: As recorded.
        decile: The tenth of deprivation of the area of home, 1 the most deprived; None where there
            is no home here or no figure of its area.
        people: How many.
    """

    practice_id: int
    years: int | None
    sex: str
    decile: int | None
    people: int


def list_cells(practice_ids: Sequence[int], *, on: date) -> tuple[ListCount, ...]:
    """Count the lists of some practices on a day, in one pass; in a job's scope only.

    Every recorded person counts once, merged records as one, as `reconcile` counts them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.list_cells(%s, %s)", [list(practice_ids), on])
        return tuple(ListCount(*row) for row in cursor.fetchall())
