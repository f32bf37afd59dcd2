"""People as columns: what one batch of a place's residents holds."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Days = NDArray[np.datetime64]
Text = NDArray[np.object_]
Marks = NDArray[np.bool_]

HOME, COHORT, ELSEWHERE = 0, 1, 2
"""Where a spell is: a home in an area, a hub's cohort of people with no fixed address, outside."""

CALL, TEXT, EMAIL, POST = 1, 2, 4, 8
"""Ways in which a person can be reached, as bits of `Persons.reach`."""


@dataclass(frozen=True, slots=True)
class Persons:
    """People, one row each; columns of shape (n,).

    Args:
        ordinal: The person's number in the place, from 0, without gap.
        household: Number of the household; people of one household share it.
        family_name: Family name.
        given_name: Given name.
        preferred_name: What they like to be called, or "".
        born_on: Date of birth.
        is_female: Whether female.
        ethnicity: Code of the ethnic group.
        language: First language, an IETF tag.
        nhs_number: Ten digits, or "" for none.
        area: Index of the small area of home; -1 for none.
        hub: Index of the hub of home or cohort; -1 for none.
        reach: Bits of CALL, TEXT, EMAIL, POST that are open.
    """

    ordinal: Whole
    household: Whole
    family_name: Text
    given_name: Text
    preferred_name: Text
    born_on: Days
    is_female: Marks
    ethnicity: Text
    language: Text
    nhs_number: Text
    area: Whole
    hub: Whole
    reach: Whole


@dataclass(frozen=True, slots=True)
class Spells:
    """Where people lived, by days: half open, `until` not-a-time for still there."""

    person: Whole
    since: Days
    until: Days
    kind: Whole
    area: Whole
    hub: Whole
    lines: Text
    postcode: Text


@dataclass(frozen=True, slots=True)
class Registrations:
    """Whose list people were on, by days."""

    person: Whole
    practice: Whole
    since: Days
    until: Days


@dataclass(frozen=True, slots=True)
class ContactPoints:
    """How people can be reached: `mode` is phone, mobile or email."""

    person: Whole
    mode: Text
    value: Text
    preferred: Marks
    since: Days


@dataclass(frozen=True, slots=True)
class Needs:
    """What people need to be able to communicate."""

    person: Whole
    code: Text
    detail: Text
    since: Days


@dataclass(frozen=True, slots=True)
class Carers:
    """Who speaks or cares for whom; `carer` is -1 for somebody who is not a resident here."""

    person: Whole
    carer: Whole
    name: Text
    relationship: Text
    telephone: Text
    authority: Text
    may: Text
    since: Days


@dataclass(frozen=True, slots=True)
class PeopleBatch:
    """Some of a place's people with everything about them, ready to be copied.

    Carers are of the same batch as those they care for: a household is never divided.
    """

    persons: Persons
    spells: Spells
    registrations: Registrations
    contact_points: ContactPoints
    needs: Needs
    carers: Carers

    def __len__(self) -> int:
        return len(self.persons.ordinal)


def joined[T](tables: Sequence[T]) -> T:
    """Put tables of the same kind one after another, column by column.

    Args:
        tables: Dataclasses of columns, or of such dataclasses; at least one.
    """
    first = tables[0]
    if len(tables) == 1:
        return first
    columns: dict[str, Any] = {}
    for column in fields(first):  # type: ignore[arg-type]
        parts = [getattr(table, column.name) for table in tables]
        whole = isinstance(parts[0], np.ndarray)
        columns[column.name] = np.concatenate(parts) if whole else joined(parts)
    return type(first)(**columns)


def text(values: Sequence[object]) -> Text:
    """Make a column of strings (or tuples of strings); an empty one too."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
