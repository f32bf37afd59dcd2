"""People out of Patient resources: known again, matched by number, or new. Never guessed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from peckham.kernel import Actor, london
from peckham.people.actions.belonging import register_with_practice
from peckham.people.actions.facts import current, days, refresh_search, supersede
from peckham.people.actions.import_tally import Document, Tally
from peckham.people.actions.importing_homes import Homes
from peckham.people.actions.persons import write_person
from peckham.people.actions.where import Where
from peckham.people.domain.keys import PersonKey
from peckham.people.fhir.files import Sent
from peckham.people.fhir.labels import LabelRefused, sensitivity_of
from peckham.people.fhir.patients import PatientFacts, PatientRefused, patient_facts
from peckham.people.fhir.references import ODS_CODE, References
from peckham.people.models import (
    CommunicationNeed,
    ContactPoint,
    Identifier,
    OtherName,
    Person,
    Proxy,
    Registration,
    SentPerson,
)
from peckham.people.models.facts import Fact
from peckham.places import api as places
from peckham.sharing import api as sharing


class PatientWriter:
    """Writes people, one Patient resource at a time."""

    def __init__(
        self,
        references: References,
        tally: Tally,
        assigned: Where | None,
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        self.references = references
        self.tally = tally
        self.homes = Homes(assigned, at=at)
        self.by = by
        self.at = at
        self.today = london.day_of(at)
        self.practices = {practice.ods_code: practice for practice in places.practices()}

    def write(self, sent: Sent, document: Document) -> None:
        """Load one Patient resource, or report why not."""
        try:
            sensitivity = sensitivity_of(sent.resource)
            facts = patient_facts(sent.resource, on=self.today)
            known = SentPerson.objects.filter(
                sender_identity=sent.identity, superseded_at__isnull=True
            ).first()
            person = self._match(sent, facts, known)
        except (PatientRefused, LabelRefused) as refusal:
            self.references.refuse(sent, refusal.what)
            self.tally.problem(sent, refusal.what, refusal.field)
            return
        for element, reason in facts.warnings:
            self.tally.warn(sent, reason, element)
        if person is None:
            person = self._create(sent, facts)
            self.tally.created["Patient"] += 1
        elif known is not None and known.content_sha256 == sent.sha256:
            placed = self.homes.place(person)
            (self.tally.changed if placed else self.tally.unchanged)["Patient"] += 1
        else:
            self._update(person, sent, facts)
            self.tally.changed["Patient"] += 1
        if known is None or known.content_sha256 != sent.sha256:
            self._remember(sent, person, document, known)
        self._register(person, sent, facts)
        if sensitivity:
            sharing.mark_as_sent(person_id=person.pk, category=sensitivity, by=self.by, at=self.at)
        refresh_search(person.pk)
        self.tally.people[person.pk] = PersonKey(person.pk, person.public_id)

    def _match(self, sent: Sent, facts: PatientFacts, known: SentPerson | None) -> Person | None:
        """Find who this is: by the sender's identity, the NHS number or another identifier."""
        numbers = [(Identifier.NHS_NUMBER, facts.nhs_number.digits)] if facts.nhs_number else []
        held = {
            (row.system, row.value): row.person
            for row in Identifier.objects.filter(
                superseded_at__isnull=True,
                value__in=[value for _, value in (*numbers, *facts.identifiers)],
            ).select_related("person")
        }
        people = {
            held[pair].pk: held[pair] for pair in (*numbers, *facts.identifiers) if pair in held
        }
        if known is not None:
            people[known.person_id] = known.person
        if len(people) > 1:
            raise PatientRefused(
                "its identifiers belong to different people here", field="identifier"
            )
        person = next(iter(people.values()), None)
        if person is not None:
            _check_same(person, facts, by_number=bool(numbers and numbers[0] in held))
        return person

    def _create(self, sent: Sent, facts: PatientFacts) -> Person:
        person = Person(source=_source(sent), recorded_at=self.at)
        _describe(person, facts)
        where = None if facts.is_deceased else self.homes.where(facts)
        write_person(person, facts.nhs_number, where, self.today, by=self.by, at=self.at)
        self._sync(person, sent, facts)
        return person

    def _update(self, person: Person, sent: Sent, facts: PatientFacts) -> None:
        """Take over what a changed resource says; what others recorded stays as it is."""
        if person.source == _source(sent):
            _describe(person, facts)
            person.version += 1
            person.save()
            self._rehome(person, sent, facts)
        elif facts.is_deceased and not person.is_deceased:
            self.tally.warn(sent, "says that the person has died; recorded here as living")
        held = Identifier.objects.filter(
            person=person, system=Identifier.NHS_NUMBER, superseded_at__isnull=True
        ).first()
        if facts.nhs_number and held is None:
            self._add(Identifier, person, sent, system="nhs_number", value=facts.nhs_number.digits)
        self._sync(person, sent, facts)

    def _sync(self, person: Person, sent: Sent, facts: PatientFacts) -> None:
        """Make this sender's facts about the person those of the resource."""
        # Any, since what the tables share is abstract and has no rows.
        wanted: list[tuple[Any, Iterable[dict[str, Any]]]] = [
            (Identifier, [{"system": s, "value": v} for s, v in facts.identifiers]),
            (OtherName, [
                {"kind": kind, "family_name": family, "given_name": given}
                for kind, family, given in facts.other_names
            ]),
            (ContactPoint, [{"mode": mode, "value": value} for mode, value in facts.contacts]),
            (CommunicationNeed, [{"code": code, "detail": d} for code, d in facts.needs]),
            (Proxy, [
                {"name": name, "relationship": role, "telephone": number, "authority": "none"}
                for name, role, number in facts.carers
            ]),
        ]  # fmt: skip
        for model, rows in wanted:
            held = current(model.objects.filter(person_id=person.pk))
            missing = []
            for row in rows:
                same = [h for h in held if all(getattr(h, k) == v for k, v in row.items())]
                if not same:
                    missing.append(row)
                held = [h for h in held if h not in same]
            for gone in held:
                if gone.source == _source(sent) and not _is_nhs_number(gone):
                    supersede(gone, at=self.at)
            for row in missing:
                self._add(model, person, sent, **row)

    def _add(self, model: Any, person: Person, sent: Sent, **values: Any) -> None:
        during = days(self.today, None)
        model(
            person_id=person.pk,
            during=during,
            source=_source(sent),
            recorded_at=self.at,
            **values,
        ).save(force_insert=True)

    def _rehome(self, person: Person, sent: Sent, facts: PatientFacts) -> None:
        if person.is_deceased:
            self.homes.end(person)
        elif not self.homes.move(person, facts):
            self.tally.warn(sent, "recorded here as having left; the address is not taken over")

    def _register(self, person: Person, sent: Sent, facts: PatientFacts) -> None:
        """Put the person on the list of the practice that the resource names, if it is known."""
        if person.is_deceased or person.merged_into_id is not None:
            return
        for reference in facts.practices:
            meant = self.references.meant(reference, sent)
            codes = [
                value for system, value in [meant.identifier or ("", "")] if system == ODS_CODE
            ]
            if meant.sent is not None:
                codes += [
                    str(found.get("value", ""))
                    for found in meant.sent.resource.get("identifier", [])
                    if found.get("system") == ODS_CODE
                ]
            for code in codes:
                practice = self.practices.get(code.strip().upper())
                if practice is None:
                    self.tally.warn(sent, f"practice {code} is not known here; not registered")
                elif practice.is_active and not _is_on_list(person, practice.id):
                    register_with_practice(
                        person_id=person.pk,
                        practice_id=practice.id,
                        on=self.today,
                        source=_source(sent),
                        by=self.by,
                        at=self.at,
                    )

    def _remember(
        self, sent: Sent, person: Person, document: Document, known: SentPerson | None
    ) -> None:
        if known is not None:
            known.superseded_at = self.at
            known.save(update_fields=["superseded_at"])
        SentPerson.objects.create(
            person=person,
            document_id=document.key(),
            path=sent.path,
            sender_identity=sent.identity,
            content_sha256=sent.sha256,
            recorded_at=self.at,
        )


def _check_same(person: Person, facts: PatientFacts, *, by_number: bool) -> None:
    """Refuse a match that would write one person's facts into another's record (hazard H3).

    Raises:
        PatientRefused: If the birth dates differ and nothing surer says that it is one person.
    """
    both_known = person.birth_date is not None and facts.birth_date is not None
    if person.erased_at is not None:
        raise PatientRefused("this person's record here was erased", field="identifier")
    if not both_known or person.birth_date == facts.birth_date:
        return
    same_name = person.family_name.casefold() == facts.family_name.casefold()
    if not (same_name and by_number):
        raise PatientRefused(
            "its identifier belongs here to somebody with another date of birth",
            field="birthDate",
        )


def _describe(person: Person, facts: PatientFacts) -> None:
    person.family_name = facts.family_name
    person.given_name = facts.given_name
    person.preferred_name = facts.preferred_name
    person.birth_date = facts.birth_date
    person.birth_date_partial = facts.birth_date_partial
    person.sex = facts.sex
    person.ethnicity_code = facts.ethnicity_code
    person.first_language = facts.first_language
    person.is_deceased = facts.is_deceased
    person.deceased_on = facts.deceased_on


def _source(sent: Sent) -> str:
    return f"FHIR {sent.identity}"


def _is_nhs_number(row: Fact) -> bool:
    return isinstance(row, Identifier) and row.system == Identifier.NHS_NUMBER


def _is_on_list(person: Person, practice_id: int) -> bool:
    return Registration.objects.filter(
        person=person, practice_id=practice_id, superseded_at__isnull=True, during__upper_inf=True
    ).exists()
