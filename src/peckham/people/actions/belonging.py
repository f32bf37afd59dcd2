"""Where people live and where they are registered: moves, departures, practices."""

from datetime import date, datetime, time
from typing import Literal

from django.db import transaction

from peckham.kernel import Actor, Refused, london
from peckham.people.actions.facts import (
    DayNotPossible,
    carry_out,
    check_day,
    current,
    days,
    locked,
    refresh_search,
    span_of,
    touched,
    trail,
)
from peckham.people.actions.where import Where, cohort, home, same_days_elsewhere
from peckham.people.domain.spans import Change, day_after, leave, make_room
from peckham.people.models import AddressSpell, Registration
from peckham.places import api as places
from peckham.sharing import api as sharing

REGISTRATION = "people.registration"


class UnknownPractice(Refused):
    """No practice here has that key."""


class PracticeClosed(Refused):
    """The practice takes no patients any more."""


def move_home(
    *,
    person_id: int,
    on: date,
    area_code: str = "",
    postcode: str = "",
    address_lines: str = "",
    source: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Record that a person lives elsewhere from a day on, until the next move that is recorded.

    Without a known area the new home is out of area. Somebody who had left and comes back was out
    of the area in between.

    Raises:
        Refused: One of its kinds, with the field that it is about.
    """
    where = home(area_code=area_code, postcode=postcode, lines=address_lines, source=source)
    _live(person_id, where, on, version=version, by=by, at=at)


def record_no_fixed_address(
    *,
    person_id: int,
    on: date,
    hub_id: int,
    source: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Record that a person has no fixed address and belongs to a named hub's cohort from a day on.

    Raises:
        Refused: One of its kinds, with the field that it is about.
    """
    _live(person_id, cohort(hub_id, source=source), on, version=version, by=by, at=at)


def depart(
    *,
    person_id: int,
    on: date,
    reason: Literal["moved_away", "died"],
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Record that a person is no longer resident or registered here.

    Args:
        person_id: Who.
        on: First day away, or the day of death.
        reason: "moved_away" or "died".
        version: The version that the editor saw.
        by: Who records it.
        at: When.

    Raises:
        Refused: One of its kinds, with the field that it is about.
    """
    with transaction.atomic():
        person = locked(person_id, version=version)
        died = reason == "died"
        check_day(person, on, at=at)
        if died and on > london.day_of(at):
            raise DayNotPossible("The day of death lies in the future.", field="on")
        first_day_away = day_after(on) if died else on
        spells = current(AddressSpell.objects.filter(person_id=person_id))
        if spells:
            change = leave([span_of(s) for s in spells], first_day_away, may_vanish=died)
            carry_out(spells, change, at=at, copy=same_days_elsewhere)
        leave_practices(person_id, first_day_away, at=at)
        if died:
            person.is_deceased = True
            person.deceased_on = on
            person.save(update_fields=["is_deceased", "deceased_on"])
        touched(person)
        refresh_search(person_id)
        trail("people.depart", person, {"reason": reason}, by=by, at=at)


def register_with_practice(
    *,
    person_id: int,
    practice_id: int,
    on: date,
    source: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Put a person on a practice's list from a day on; she leaves the list she was on.

    The practice's organisation may read the record while the registration lasts.

    Returns:
        Key of the registration.

    Raises:
        UnknownPractice: If there is no such practice.
        PracticeClosed: If it takes no patients any more.
        Refused: Others of its kinds, with the field that they are about.
    """
    practice = places.practice(practice_id)
    if practice is None:
        raise UnknownPractice("There is no such practice here.", field="practice_id")
    if not practice.is_active:
        raise PracticeClosed(
            f"{practice.name} takes no patients any more.",
            remedy="Choose another practice.",
            field="practice_id",
        )
    with transaction.atomic():
        person = locked(person_id, version=version)
        check_day(person, on, at=at)
        if person.is_deceased:
            raise DayNotPossible("The person has died.", field="on")
        rows = current(Registration.objects.filter(person_id=person_id))
        change = make_room([span_of(row) for row in rows], on, gapless=False)
        _carry_out_registrations(rows, change, at=at)
        row = Registration(
            person_id=person_id,
            practice_id=practice_id,
            during=days(change.start, change.end),
            source=source,
            recorded_at=at,
        )
        row.save(force_insert=True)
        _open_registration(row, practice.organisation_id)
        touched(person)
        trail(
            "people.register_with_practice",
            person,
            {"practice": practice.ods_code, "registration": row.pk},
            by=by,
            at=at,
        )
    return row.pk


def _live(
    person_id: int, where: Where, on: date, *, version: int | None, by: Actor, at: datetime
) -> None:
    with transaction.atomic():
        person = locked(person_id, version=version)
        check_day(person, on, at=at)
        if person.is_deceased:
            raise DayNotPossible("The person has died.", field="on")
        spells = current(AddressSpell.objects.filter(person_id=person_id))
        change = make_room([span_of(s) for s in spells], on, gapless=True)
        carry_out(spells, change, at=at, copy=same_days_elsewhere)
        if change.gap is not None:
            away = Where("out_of_area", source="was away")
            away.spell(person_id, during=days(*change.gap), recorded_at=at).save(force_insert=True)
        during = days(change.start, change.end)
        where.spell(person_id, during=during, recorded_at=at).save(force_insert=True)
        touched(person)
        refresh_search(person_id)
        trail("people.move", person, {"home": where.kind}, by=by, at=at)


def leave_practices(person_id: int, on: date, *, at: datetime) -> None:
    """Take a person off every practice's list from a day on."""
    rows = current(Registration.objects.filter(person_id=person_id))
    if rows:
        change = leave([span_of(row) for row in rows], on, may_vanish=True)
        _carry_out_registrations(rows, change, at=at)


def _carry_out_registrations(rows: list[Registration], change: Change, *, at: datetime) -> None:
    """Change registrations, and with them what lets the practices read the record."""
    for row in carry_out(rows, change, at=at, copy=_copy_registration):
        organisation_id = next(
            p.organisation_id for p in places.practices() if p.id == row.practice_id
        )
        _open_registration(row, organisation_id)
    # A practice that learns today of a move last month was entitled to read until today.
    for key in change.supersede:
        sharing.close_relationships(source_kind=REGISTRATION, source_id=key, at=at)
    for key, end in change.close:
        until = max(london.moment(end, time(0)), at)
        sharing.close_relationships(source_kind=REGISTRATION, source_id=key, at=until)


def _copy_registration(row: Registration, during: object) -> Registration:
    return Registration(
        person_id=row.person_id, practice_id=row.practice_id, during=during, source=row.source
    )


def _open_registration(row: Registration, organisation_id: int) -> None:
    sharing.open_relationship(
        person_id=row.person_id,
        organisation_id=organisation_id,
        kind="registration",
        source_kind=REGISTRATION,
        source_id=row.pk,
        from_at=london.moment(row.during.lower, time(0)),
        until=None if row.during.upper is None else london.moment(row.during.upper, time(0)),
    )
