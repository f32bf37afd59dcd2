"""Which parts of a record the scope may see, and writing down that it looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from peckham.sharing.api import vocabulary

ORDINARY = vocabulary.ORDINARY_CATEGORIES


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a record the scope may see.

    Args:
        shown: Categories that it may, in the page's order.
        withheld: Category -> why not, in one word of a list.
        kinds_withheld: Kinds of sensitive entries that it may not see, held or not.
    """

    shown: tuple[str, ...]
    withheld: Mapping[str, str]
    kinds_withheld: tuple[str, ...]


# Of a page that asks for nothing more than who somebody is.
IDENTITY_ALONE = Parts(("identity",), {}, ())


def parts_of(person_id: int) -> Parts:
    """Ask which parts of a person's record the scope may see and, of each other, why not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT part, shown, why FROM peckham.parts_of_resident(%s)", [person_id])
        rows = cursor.fetchall()
    return Parts(
        shown=tuple(part for part, shown, _ in rows if shown and part in ORDINARY),
        withheld={part: why or "" for part, shown, why in rows if not shown and part in ORDINARY},
        kinds_withheld=tuple(part for part, shown, _ in rows if not shown and part not in ORDINARY),
    )


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
