"""How a change reaches the tables: rows are superseded, closed or added, never edited."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.people.domain.spans import Change, Span
from peckham.people.models.facts import Fact
from peckham.people.models.persons import Person

DAYS_AHEAD_MAX = 366


class UnknownPerson(Refused):
    """There is no such person, or you have no reason to open the record."""


class StalePerson(Refused):
    """Somebody else changed the record since you opened it."""


class RecordClosed(Refused):
    """The record was merged into another or erased: it is not changed any more."""


class DayNotPossible(Refused):
    """The day lies before the person's birth or too far ahead."""


def locked(person_id: int, *, version: int | None = None) -> Person:
    """Give a person's row, held for this transaction so that two changes follow one another.

    Args:
        person_id: Key.
        version: The version that the editor saw, or None to change whatever stands.

    Raises:
        UnknownPerson: If the row is not there for this scope.
        StalePerson: If the version is no longer the one given.
        RecordClosed: If the record was merged or erased.
    """
    found = Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    if found is None:
        raise UnknownPerson(
            "There is no such person, or you have no reason to open the record.",
            remedy="Find the person and begin a contact first.",
        )
    if found.merged_into_id is not None or found.erased_at is not None:
        why = "It was erased." if found.erased_at else "It was merged into another record."
        raise RecordClosed(
            "This record is not changed any more.", why=why, remedy="Open the record that goes on."
        )
    if version is not None and version != found.version:
        raise StalePerson(
            "Somebody else changed this record since you opened it.",
            remedy="Look at what changed, then make your change again.",
        )
    return found


def check_day(person: Person, on: date, *, at: datetime, field: str = "on") -> None:
    """Refuse a day before birth, or more than a year ahead.

    Raises:
        DayNotPossible: If it is.
    """
    if person.birth_date is not None and on < person.birth_date:
        raise DayNotPossible("The day lies before the person's birth.", field=field)
    if on > day_of(at) + timedelta(days=DAYS_AHEAD_MAX):
        raise DayNotPossible("The day lies more than a year ahead.", field=field)


def current[Row: Fact](rows: "QuerySet[Row]") -> list[Row]:
    """List the rows that are not superseded."""
    return list(rows.filter(superseded_at__isnull=True).order_by("during"))


def span_of(row: Fact) -> Span:
    """Give a row's days."""
    return Span(row.pk, row.during.lower, row.during.upper)


def days(start: date, end: date | None) -> DateRange:
    """Give a half-open range of days."""
    return DateRange(start, end, "[)")


def carry_out[Row: Fact](
    rows: list[Row], change: Change, *, at: datetime, copy: Callable[[Row, DateRange], Row]
) -> list[Row]:
    """Supersede, close and write anew what a change asks of the rows that stand.

    Args:
        rows: The current rows.
        change: What to do.
        at: When it is recorded.
        copy: Makes an unsaved copy of a row for other days.

    Returns:
        The copies written.
    """
    by_key = {row.pk: row for row in rows}
    for key in change.supersede:
        supersede(by_key[key], at=at)
    for key, end in change.close:
        row = by_key[key]
        row.during = days(row.during.lower, end)
        row.save(update_fields=["during"])
    copies = [copy(by_key[key], days(start, end)) for key, start, end in change.copy]
    for row in copies:
        row.recorded_at = at
        row.save(force_insert=True)
    return copies


def supersede(row: Fact, *, at: datetime) -> None:
    """Mark a row as no longer what is held to be true."""
    row.superseded_at = at
    row.save(update_fields=["superseded_at"])


def touched(person: Person) -> None:
    """Count one more version of the record."""
    person.version += 1
    person.save(update_fields=["version"])


def refresh_search(person_id: int) -> None:
    """Bring the person's part of the search index in step with the facts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.refresh_search(%s)", [person_id])


def trail(
    action: str, person: Person, detail: dict[str, object], *, by: Actor, at: datetime
) -> None:
    """Put a change of a person's record down to its actor."""
    audit.record(
        action=action,
        subject_kind="person",
        subject_id=person.public_id,
        by=by,
        at=at,
        detail=detail,
    )
