"""A resident signs in: from what an identity provider says to one living record, or to none."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from peckham.kernel import NhsNumber
from peckham.people.domain.words import spaced_nhs_number


@dataclass(frozen=True, slots=True)
class ResidentView:
    """A resident who has signed in.

    Args:
        person_id: Key of their record.
        public_id: Public id of it.
        name: What they are called.
    """

    person_id: int
    public_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class InventedResident:
    """Somebody invented, to sign in to the demonstration as."""

    name: str
    nhs_number: str
    birth_date: date


def match(nhs_number: NhsNumber, *, birth_date: date | None) -> UUID | None:
    """Find the one living person who has this number and was born on this day.

    Needs a public scope; each try is written to the trail, without the number.

    Args:
        nhs_number: As the provider says it.
        birth_date: Likewise; None only in a demonstration, where it finds invented people alone.

    Returns:
        The public id, or None where it is not exactly one: which of the two did not fit is not
        said.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.resident_signing_in(%s, %s)", [nhs_number.digits, birth_date]
        )
        found: UUID | None = cursor.fetchone()[0]
    return found


def signed_in(public_id: UUID) -> ResidentView | None:
    """Say whose session this is, now: None once the person has died or been erased.

    After a merge it is the record that goes on.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.resident_signed_in(%s)", [public_id])
        row = cursor.fetchone()
    if row is None:
        return None
    person_id, current_id, given_name, family_name = row
    # Some records hold no name at all; an actor has one.
    name = f"{given_name} {family_name}".strip() or "A resident"
    return ResidentView(person_id, current_id, name)


def invented(most: int) -> tuple[InventedResident, ...]:
    """List a few invented residents to sign in as; nobody outside a demonstration."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.invented_residents(%s)", [most])
        return tuple(
            InventedResident(name, spaced_nhs_number(number), born)
            for name, number, born in cursor.fetchall()
        )
