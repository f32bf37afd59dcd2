"""Recording a new resident."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction

from peckham.infra.copying import next_ids
from peckham.infra.scope import NoScope, current_scope
from peckham.kernel import Actor, NhsNumber, Refused, london
from peckham.people.actions.facts import DayNotPossible, days, refresh_search, trail
from peckham.people.actions.where import Where, cohort, home
from peckham.people.domain.birth_dates import check_birth_date
from peckham.people.domain.names import check_names
from peckham.people.domain.views import PersonKey
from peckham.people.models import Identifier, Person
from peckham.sharing import api as sharing


class NhsNumberTaken(Refused):
    """Somebody who is recorded already has this NHS number."""


class UnknownSex(Refused):
    """The sex is recorded as male, female, other or unknown."""


def register_person(
    *,
    family_name: str,
    given_name: str = "",
    preferred_name: str = "",
    birth_date: date | None = None,
    sex: str = "unknown",
    nhs_number: str = "",
    ethnicity_code: str = "",
    first_language: str = "",
    area_code: str = "",
    postcode: str = "",
    address_lines: str = "",
    cohort_hub_id: int | None = None,
    arrived_on: date | None = None,
    team_id: int | None = None,
    is_synthetic: bool = False,
    source: str = "",
    by: Actor,
    at: datetime,
) -> PersonKey:
    """Record somebody who is not recorded yet, with the address spell that starts on arrival.

    Without a known area the person is recorded as out of area; with `cohort_hub_id`, in that hub's
    cohort of people with no fixed address. The team that meets the person may read the record
    until the end of the day: `team_id`, or the team of the open scope.

    Names are as the person writes them, and one of the two may be "". A birth date or an NHS number
    that is not known is None or "". The postcode gives the area where no area code is given.
    `arrived_on` is the first day of residence, today where None.

    Raises:
        Refused: One of its kinds, with the field that it is about.
    """
    today = london.day_of(at)
    names = check_names(family_name, given_name, preferred_name)
    if birth_date is not None:
        check_birth_date(birth_date, on=today)
    if sex not in Person.Sex.values:
        raise UnknownSex("The sex is male, female, other or unknown.", field="sex")
    number = NhsNumber.parse(nhs_number) if nhs_number.strip() else None
    arrival = arrived_on or today
    _check_arrival(arrival, birth_date, today)
    where = (
        home(area_code=area_code, postcode=postcode, lines=address_lines, source=source)
        if cohort_hub_id is None
        else cohort(cohort_hub_id, source=source)
    )
    person = Person(
        family_name=names.family,
        given_name=names.given,
        preferred_name=names.preferred,
        birth_date=birth_date,
        sex=sex,
        ethnicity_code=ethnicity_code,
        first_language=first_language,
        is_synthetic=is_synthetic,
        source=source,
        recorded_at=at,
    )
    return write_person(person, number, where, arrival, team_id=team_id, by=by, at=at)


def write_person(
    person: Person,
    number: NhsNumber | None,
    where: Where | None,
    arrival: date,
    *,
    team_id: int | None = None,
    by: Actor,
    at: datetime,
) -> PersonKey:
    """Write a person who has been checked, with the reason to read first.

    Args:
        person: Not saved yet.
        number: Her NHS number, or None.
        where: Where she lives from arrival on; None for somebody who had died before.
        arrival: First day of residence.
        team_id: The team that meets her, or None for that of the open scope.
        by: Who records it.
        at: When.
    """
    with transaction.atomic():
        key = PersonKey(next_ids("people_person", 1)[0], uuid4())
        person.pk, person.public_id = key.id, key.public_id
        _open_contact(key.id, team_id, at=at)
        person.save(force_insert=True)
        if number is not None:
            give_nhs_number(key.id, number, since=arrival, source=person.source, at=at)
        if where is not None:
            spell = where.spell(key.id, during=days(arrival, None), recorded_at=at)
            spell.save(force_insert=True)
        refresh_search(key.id)
        trail("people.register", person, {"home": where.kind if where else ""}, by=by, at=at)
    return key


def give_nhs_number(
    person_id: int, number: NhsNumber, *, since: date, source: str, at: datetime
) -> None:
    """Record a person's NHS number.

    Raises:
        NhsNumberTaken: If it is somebody else's.
    """
    row = Identifier(
        person_id=person_id,
        system=Identifier.NHS_NUMBER,
        value=number.digits,
        during=days(since, None),
        source=source,
        recorded_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refusal:
        if "people_identifier_names_one_person" not in str(refusal):
            raise
        raise NhsNumberTaken(
            "Somebody who is recorded already has this NHS number.",
            remedy="Search by the number and open that record.",
            field="nhs_number",
        ) from refusal


def _check_arrival(arrival: date, birth_date: date | None, today: date) -> None:
    if arrival > today:
        raise DayNotPossible("The day of arrival lies in the future.", field="arrived_on")
    if birth_date is not None and arrival < birth_date:
        raise DayNotPossible("The day of arrival lies before the birth.", field="arrived_on")


def _open_contact(person_id: int, team_id: int | None, *, at: datetime) -> None:
    """Let the team that meets a new person read the record until the end of the day."""
    try:
        team = team_id or current_scope().team_id
    except NoScope:
        team = team_id
    if team is None:
        return
    tomorrow = london.day_of(at) + timedelta(days=1)
    sharing.open_relationship(
        person_id=person_id,
        team_id=team,
        kind="contact",
        source_kind="people.person",
        source_id=person_id,
        from_at=at,
        until=london.moment(tomorrow, time(0)),
    )
