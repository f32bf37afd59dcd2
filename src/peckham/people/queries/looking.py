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


# What the log of looks calls the parts of a page, by the category of data that opens them.
_CALLED = {"identity": "demographics", "health_record": "health record", "care_plan": "care plan"}

# Of a page that asks for nothing more than who somebody is.
IDENTITY_ALONE = Parts(("identity",), {}, ())


def open_record(person_id: int) -> Parts:
    """Ask which parts of a person's record are shown and, of each other, why not.

    The look at those that are is written down in the same step.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT part, shown, why FROM peckham.open_record(%s, %s::text[], %s::text[])",
            [person_id, list(_CALLED), list(_CALLED.values())],
        )
        rows = cursor.fetchall()
    return Parts(
        shown=tuple(part for part, shown, _ in rows if shown and part in ORDINARY),
        withheld={part: why or "" for part, shown, why in rows if not shown and part in ORDINARY},
        kinds_withheld=tuple(part for part, shown, _ in rows if not shown and part not in ORDINARY),
    )


def open_identity(person_id: int) -> Parts:
    """Open who somebody is and nothing else, and write down the look."""
    record_look(person_id, parts=[_CALLED["identity"]], categories=IDENTITY_ALONE.shown)
    return IDENTITY_ALONE


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
