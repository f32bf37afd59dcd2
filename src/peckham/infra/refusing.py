"""What the database refuses, turned into words: one way for every room.

A law raises with a SQLSTATE of its own; the room beside it says which refusal that is.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, transaction

from peckham.kernel import Refused


def state_of(error: DatabaseError) -> str:
    """Give the SQLSTATE of an error of the database, or "" where it has none."""
    return getattr(error.__cause__, "sqlstate", None) or ""


@contextmanager
def refusing(refusal_of: Callable[[DatabaseError], Refused | None]) -> Iterator[None]:
    """Do something in a savepoint; what the database refuses is raised as the refusal that fits.

    Args:
        refusal_of: Gives the refusal, or None where the error is a fault.

    Raises:
        Refused: The one that fits.
        DatabaseError: The error itself, where none does.
    """
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error


def by_state(
    kind: type[Refused], words: Mapping[str, Mapping[str, Any]]
) -> Callable[[DatabaseError], Refused | None]:
    """Make what gives a refusal of one kind in the words that stand under the error's SQLSTATE."""

    def refusal_of(error: DatabaseError) -> Refused | None:
        found = words.get(state_of(error))
        return kind(**found) if found is not None else None

    return refusal_of
