"""Which parts of a record the scope may see, and writing down that it looked."""

from collections.abc import Sequence

from django.db import connection

CATEGORIES_OF_A_PERSON = ("identity", "health_record", "care_plan")

_SHOWN = """
SELECT array_agg(c.name ORDER BY c.place) FROM unnest(%s::text[]) WITH ORDINALITY AS c (name, place)
WHERE peckham.may_read_resident(%s, ARRAY[c.name])
"""


def categories_shown(person_id: int) -> tuple[str, ...]:
    """List the categories of a person's record that the scope may see, in the page's order."""
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN, [list(CATEGORIES_OF_A_PERSON), person_id])
        return tuple(cursor.fetchone()[0] or ())


def record_look(person_id: int, *, parts: Sequence[str], categories: Sequence[str]) -> None:
    """Write down a look at parts of a person's record, with what allowed it.

    Args:
        person_id: Whose record.
        parts: What was shown, such as "demographics", "request".
        categories: Categories of data that was; what allowed the first is what is written.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.look_at_resident(%s, %s::text[], %s::text[])",
            [person_id, list(parts), list(categories)],
        )
