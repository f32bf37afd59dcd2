"""Conditions, observations, medications and care plans, each put down to whom it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from peckham.people.actions.import_tally import Document, Tally
from peckham.people.fhir.care_plans import LINKS, LinkedWords, words_of
from peckham.people.fhir.elements import Code, code_of
from peckham.people.fhir.entries import entry_facts, is_entered_in_error
from peckham.people.fhir.facts import EntryRefused
from peckham.people.fhir.files import Sent
from peckham.people.fhir.labels import LabelRefused
from peckham.people.fhir.references import NHS_NUMBER, Meant, References
from peckham.people.models import Identifier, RecordEntry, SentPerson


class EntryWriter:
    """Writes record entries, a file at a time."""

    def __init__(self, references: References, tally: Tally, *, at: datetime) -> None:
        self.references = references
        self.tally = tally
        self.at = at
        self._people: dict[str, int | None] = {}

    def waits(self, sent: Sent) -> bool:
        """Say whether its person comes in another of these files, and is not loaded yet."""
        meant = self._subject(sent)
        return (
            meant.sent is not None
            and meant.sent.kind == "Patient"
            and not meant.refused_because
            and self._person(meant) is None
        )

    def write(self, several: Sequence[Sent], document: Document) -> None:
        """Load the records of one file; those that cannot be are reported."""
        self._people.clear()
        held = {
            row.sender_identity: row
            for row in RecordEntry.objects.filter(
                sender_identity__in=[sent.identity for sent in several],
                superseded_at__isnull=True,
            )
        }
        gone: list[int] = []
        new: dict[str, RecordEntry] = {}
        for sent in several:
            known = held.get(sent.identity)
            if is_entered_in_error(sent.resource):
                self._take_back(sent, known, gone)
                continue
            entry = self._entry(sent, known, new)
            if entry is not None:
                new[sent.identity] = entry
                if known is not None:
                    gone.append(known.pk)
        RecordEntry.objects.filter(pk__in=gone).update(superseded_at=self.at)
        if new:
            document_id = document.key()
            for entry in new.values():
                entry.document_id = document_id
            RecordEntry.objects.bulk_create(new.values())
        self._people.clear()

    def _entry(
        self, sent: Sent, known: RecordEntry | None, new: Mapping[str, RecordEntry]
    ) -> RecordEntry | None:
        """Make the entry of one resource; None where it is held already or refused."""
        try:
            if sent.identity in new:
                raise EntryRefused("the file holds this resource twice; the first was loaded")
            person_id = self._owner(sent)
            facts = entry_facts(sent.resource, self._medication(sent), self._linked(sent))
        except (EntryRefused, LabelRefused) as refusal:
            self.tally.problem(sent, refusal.what, refusal.field)
            return None
        if known is not None and (known.content_sha256, known.person_id) == (
            sent.sha256,
            person_id,
        ):
            self.tally.unchanged[sent.kind] += 1
            return None
        (self.tally.created if known is None else self.tally.changed)[sent.kind] += 1
        return RecordEntry(
            person_id=person_id,
            path=sent.path,
            sender_identity=sent.identity,
            content_sha256=sent.sha256,
            recorded_at=self.at,
            **asdict(facts) | {"components": list(facts.components)},
        )

    def _take_back(self, sent: Sent, known: RecordEntry | None, gone: list[int]) -> None:
        """What its sender entered in error is not held to be true; what was loaded of it goes."""
        if known is None:
            self.tally.warn(sent, "entered in error or cancelled by its sender; not loaded")
            self.tally.passed_over[f"{sent.kind} entered in error"] += 1
            return
        gone.append(known.pk)
        self.tally.changed[sent.kind] += 1

    def _subject(self, sent: Sent) -> Meant:
        return self.references.meant(sent.resource.get("subject"), sent)

    def _owner(self, sent: Sent) -> int:
        """Find whose it is.

        Raises:
            EntryRefused: If nobody can say.
        """
        meant = self._subject(sent)
        if meant.is_empty:
            raise EntryRefused("it does not say whom it is about", field="subject")
        if meant.refused_because:
            raise EntryRefused(
                f"its patient was refused ({meant.refused_because})", field="subject"
            )
        if meant.sent is not None and meant.sent.kind != "Patient":
            raise EntryRefused(f"it is about a {meant.sent.kind}, not a person", field="subject")
        person_id = self._person(meant)
        if person_id is None:
            reason = (
                "its patient is only a fragment inside it"
                if meant.contained
                else "its patient is neither in these files nor known here"
            )
            raise EntryRefused(reason, field="subject")
        return person_id

    def _person(self, meant: Meant) -> int | None:
        for identity in meant.identities:
            if identity not in self._people:
                found = SentPerson.objects.filter(
                    sender_identity=identity, superseded_at__isnull=True
                ).first()
                self._people[identity] = None if found is None else found.person_id
            person_id = self._people[identity]
            if person_id is not None:
                return person_id
        if meant.identifier is None:
            return None
        system, value = meant.identifier
        if system == NHS_NUMBER:
            system, value = Identifier.NHS_NUMBER, value.replace(" ", "")
        row = Identifier.objects.filter(
            system=system, value=value, superseded_at__isnull=True
        ).first()
        return None if row is None else row.person_id

    def _linked(self, sent: Sent) -> list[LinkedWords]:
        """Give what a care plan points at in words: from these files, or as the reference says."""
        if sent.kind != "CarePlan":
            return []
        found = []
        for element, part in LINKS.items():
            for reference in sent.resource.get(element, []):
                meant = self.references.meant(reference, sent).sent
                said = words_of(meant.resource) if meant is not None else ""
                found.append(LinkedWords(part, said or str(reference.get("display", ""))))
        return found

    def _medication(self, sent: Sent) -> Code | None:
        """Give what a medicationReference names: inside the resource, in these files, or in words.

        Raises:
            EntryRefused: If the medicine cannot be named.
        """
        reference = sent.resource.get("medicationReference")
        if reference is None:
            return None
        meant = self.references.meant(reference, sent)
        if meant.contained:
            key = str(reference.get("reference", ""))[1:]
            for inner in sent.resource.get("contained", []):
                if inner.get("id") == key and inner.get("resourceType") == "Medication":
                    return code_of(inner.get("code"))
        if meant.sent is not None and meant.sent.kind == "Medication":
            return code_of(meant.sent.resource.get("code"))
        if reference.get("display"):
            return Code(display=str(reference["display"]))
        raise EntryRefused(
            "the medicine that it names is not in these files", field="medicationReference"
        )
