"""Writing down that somebody looked: in the look's own transaction, with what allowed it."""

from collections.abc import Sequence

from django.db import connection


def record_look(
    *, person_id: int | None, parts: Sequence[str], categories: Sequence[str] = ("identity",)
) -> None:
    """Write down that the open scope's actor looked at parts of a record.

    The database itself adds who it was, by name, and which relationship and agreement allowed it.

    Args:
        person_id: Whose record, or None for a search that looked at many names.
        parts: Parts of the record, such as "demographics", "requests"; or what was searched by,
            never the words that were typed.
        categories: Categories of data among these parts, the one that the look is judged by first.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.record_look(%s::bigint[], %s::text[], %s::text[])",
            [[person_id], list(parts), list(categories)],
        )
