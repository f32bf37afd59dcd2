"""A person's page, and one line about each of some people."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from peckham.infra.scope import current_scope
from peckham.kernel import london
from peckham.people.actions.facts import UnknownPerson
from peckham.people.domain import needs as need_rules
from peckham.people.domain.keys import PersonKey
from peckham.people.domain.views import PersonSummary, PersonView
from peckham.people.domain.words import birth_words, full_name, spaced_nhs_number
from peckham.people.models import Identifier, Person
from peckham.people.queries import parts
from peckham.people.queries.homes import surviving_id
from peckham.people.queries.looking import (
    IDENTITY_ALONE,
    Parts,
    open_identity,
    open_record,
    record_look,
)
from peckham.people.queries.names import ethnicity_words
from peckham.people.queries.needs import kinds, need_words

# Of somebody with several numbers, the one that her page shows first.
_SUMMARIES = """
SELECT p.id, p.public_id, p.family_name, p.given_name, p.preferred_name, p.birth_date,
    (SELECT i.value FROM people_identifier i
     WHERE i.person_id = p.id AND i.system = 'nhs_number' AND i.superseded_at IS NULL
     ORDER BY i.id LIMIT 1),
    ARRAY(SELECT n.code || E'\t' || n.detail FROM people_communicationneed n
     WHERE n.person_id = p.id AND n.superseded_at IS NULL AND n.during @> %(on)s ORDER BY n.id)
FROM people_person p WHERE p.id = ANY (%(people)s::bigint[])
"""


def person(public_id: UUID, *, on: date | None = None, with_record: bool = True) -> PersonView:
    """Give a person's page as of a day, and write down the look.

    A merged record's page is the record that goes on, with the facts of both; the facts of each
    stay its own, so that a merge can be taken back.

    Args:
        public_id: As addresses and receipts show it.
        on: The day; today where None.
        with_record: Whether to read what other systems sent; the look says so too.

    Raises:
        UnknownPerson: If there is none, or the scope has no reason to open the record.
    """
    on = on or london.day_of(current_scope().at)
    asked = Person.objects.filter(public_id=public_id).first()
    if asked is None:
        raise _unknown()
    survivor = asked
    if asked.merged_into_id is not None:
        survivor = Person.objects.get(pk=surviving_id(asked.pk))
    group = _group(survivor.pk)
    reading = open_record(survivor.pk) if with_record else open_identity(survivor.pk)
    return _view(survivor, group, asked, on, reading)


def key_of(public_id: UUID) -> PersonKey:
    """Give the keys of the record that goes on, reading nothing more, and write down the look.

    Args:
        public_id: As addresses and receipts show it.

    Raises:
        UnknownPerson: If there is none, or the scope has no reason to open the record.
    """
    rows = Person.objects.filter(public_id=public_id)
    found = rows.values_list("pk", "public_id", "merged_into_id").first()
    if found is None:
        raise _unknown()
    key, survivor_public_id, merged_into_id = found
    if merged_into_id is not None:
        key = surviving_id(merged_into_id)
        survivor_public_id = Person.objects.values_list("public_id", flat=True).get(pk=key)
    record_look(key, parts=["key"], categories=["identity"])
    return PersonKey(key, survivor_public_id)


def _unknown() -> UnknownPerson:
    return UnknownPerson(
        "There is no such person, or you have no reason to open the record.",
        remedy="Find the person and begin a contact first.",
    )


def may_open(person_id: int) -> bool:
    """Say whether the open scope has a reason to read a person's record; reads nothing of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.may_read_resident(%s)", [person_id])
        return bool(cursor.fetchone()[0])


def summaries(person_ids: Sequence[int], on: date) -> dict[int, PersonSummary]:
    """Give one line about each of some people, for worklists; who may not be read is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMMARIES, {"people": list(person_ids), "on": on})
        return {row[0]: _summary(*row) for row in cursor.fetchall()}


def _summary(
    key: int,
    public_id: UUID,
    family_name: str,
    given_name: str,
    preferred_name: str,
    birth_date: date | None,
    nhs_number: str | None,
    held: list[str],
) -> PersonSummary:
    needs = [need.split("\t", 1) for need in held]
    return PersonSummary(
        id=key,
        public_id=public_id,
        name=full_name(family_name, given_name, preferred_name),
        birth_date=birth_date,
        nhs_number=spaced_nhs_number(nhs_number or ""),
        need_words=tuple(need_words(code, detail) for code, detail in needs),
        blocked=need_rules.blocked_contact_modes([code for code, _ in needs], kinds()),
    )


def _group(survivor_id: int) -> list[int]:
    """List the survivor's key and those of every record merged into it, near and far."""
    group = [survivor_id]
    step = group
    while step:
        step = list(Person.objects.filter(merged_into_id__in=step).values_list("pk", flat=True))
        group += step
    return group


def _view(
    survivor: Person, group: list[int], asked: Person, on: date, reading: Parts
) -> PersonView:
    mine = Q(person_id__in=group, superseded_at__isnull=True)
    spells = parts.spells(survivor.pk)
    held = parts.needs(mine, on)
    blocked = need_rules.blocked_contact_modes([need.code for need in held], kinds())
    reads_record = reading is not IDENTITY_ALONE
    identifiers = parts.identifiers(mine, survivor.pk)
    now = next((s for s in spells if s.start <= on and (s.end is None or on < s.end)), None)
    numbers = [each.value for each in identifiers if each.system == Identifier.NHS_NUMBER]
    return PersonView(
        id=survivor.pk,
        public_id=survivor.public_id,
        version=survivor.version,
        family_name=survivor.family_name,
        given_name=survivor.given_name,
        preferred_name=survivor.preferred_name,
        name=full_name(survivor.family_name, survivor.given_name, survivor.preferred_name),
        other_names=parts.other_names(mine, group[1:]),
        birth_date=survivor.birth_date,
        birth_date_words=birth_words(survivor.birth_date, survivor.birth_date_partial),
        sex=survivor.sex,
        ethnicity_words=ethnicity_words(survivor.ethnicity_code),
        first_language=survivor.first_language,
        is_deceased=survivor.is_deceased,
        deceased_on=survivor.deceased_on,
        nhs_number=spaced_nhs_number(numbers[0]) if numbers else "",
        identifiers=identifiers,
        home=parts.home(now, on),
        address_lines=now.lines if now else "",
        postcode=now.postcode if now else "",
        spells=spells,
        registration=parts.registration(mine, survivor.pk, on),
        needs=held,
        blocked=blocked,
        contacts=parts.contacts(mine, blocked),
        proxies=parts.proxies(mine, on),
        record=parts.record(mine) if reads_record else (),
        care_plans=parts.care_plans(mine) if reads_record else (),
        labels=parts.labels(survivor, now, group),
        merged=parts.merged(group),
        merged_into=survivor.public_id if asked.pk != survivor.pk else None,
        shown=frozenset(reading.shown),
        withheld=reading.withheld,
        kinds_withheld=reading.kinds_withheld,
    )
