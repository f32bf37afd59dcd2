"""The parts of a person's page, each read from its own table."""

from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet

from peckham.people.domain.needs import modes_of_point
from peckham.people.domain.views import (
    ContactView,
    Home,
    IdentifierView,
    MergedView,
    NeedView,
    ProxyView,
    RecordView,
    RegistrationView,
    SpellView,
)
from peckham.people.domain.words import full_name
from peckham.people.models import (
    AddressSpell,
    CommunicationNeed,
    ContactPoint,
    Identifier,
    Merge,
    OtherName,
    Person,
    Proxy,
    RecordEntry,
    Registration,
)
from peckham.people.queries.homes import NOT_RESIDENT, home_of_spell
from peckham.people.queries.names import identifier_words
from peckham.people.queries.needs import view_of_need

RECORD_MAX = 500
_SYNTHETIC = "synthetic"


def spells(person_id: int) -> tuple[SpellView, ...]:
    """List where the person lived, first to last."""
    rows = AddressSpell.objects.filter(person_id=person_id, superseded_at__isnull=True)
    return tuple(
        SpellView(
            kind=row["kind"],
            start=row["during"].lower,
            end=row["during"].upper,
            area_id=row["area_id"],
            area_code=row["area__code"] or "",
            hub_id=row["hub_id"],
            lines=row["lines"],
            postcode=row["postcode"],
            source=row["source"],
        )
        for row in rows.order_by("during").values(
            "kind", "during", "area_id", "area__code", "hub_id", "lines", "postcode", "source"
        )
    )


def home(spell: SpellView | None, on: date) -> Home:
    """Say where a spell makes the person belong on a day."""
    if spell is None:
        return NOT_RESIDENT
    return home_of_spell(spell.kind, spell.area_id, spell.hub_id, on)


def needs(mine: Q, on: date) -> tuple[NeedView, ...]:
    """List the communication needs that hold on a day."""
    rows = CommunicationNeed.objects.filter(mine, during__contains=on).order_by("pk")
    return tuple(map(view_of_need, rows))


def identifiers(mine: Q, survivor_id: int) -> tuple[IdentifierView, ...]:
    """List the numbers that systems know the person by, the surviving record's own first."""
    rows = Identifier.objects.filter(mine).values_list("person_id", "system", "value", "pk")
    ordered = sorted(rows, key=lambda row: (row[0] != survivor_id, row[3]))
    return tuple(
        IdentifierView(system, identifier_words(system), value) for _, system, value, _ in ordered
    )


def other_names(mine: Q, merged_ids: list[int]) -> tuple[str, ...]:
    """List former and other names, and the names of merged records."""
    rows = OtherName.objects.filter(mine).order_by("pk")
    names = [f"{full_name(row.family_name, row.given_name)} ({row.kind})" for row in rows]
    names += [
        full_name(found.family_name, found.given_name, found.preferred_name)
        for found in Person.objects.filter(pk__in=merged_ids).order_by("pk")
    ]
    return tuple(dict.fromkeys(names))


def registration(mine: Q, survivor_id: int, on: date) -> RegistrationView | None:
    """Give the practice whose list the person is on; the surviving record's own comes first."""
    rows = Registration.objects.filter(mine, during__contains=on).values_list(
        "person_id",
        "practice_id",
        "practice__organisation__ods_code",
        "practice__organisation__name",
        "during",
    )
    for _, practice_id, ods_code, name, during in sorted(
        rows, key=lambda row: (row[0] != survivor_id, row[0])
    ):
        return RegistrationView(practice_id, ods_code, name, during.lower)
    return None


def contacts(mine: Q, blocked: dict[str, str]) -> tuple[ContactView, ...]:
    """List the ways to reach the person, the preferred one first, blocked ones with the reason."""
    rows = ContactPoint.objects.filter(mine).order_by("-preferred", "pk")
    return tuple(
        ContactView(
            mode=row.mode,
            value=row.value,
            preferred=row.preferred,
            blocked_why=" ".join(
                blocked[mode] for mode in modes_of_point(row.mode) if mode in blocked
            ),
        )
        for row in rows
    )


def proxies(mine: Q, on: date) -> tuple[ProxyView, ...]:
    """List carers and those who may speak for the person on a day."""
    rows = Proxy.objects.filter(mine, during__contains=on).select_related("proxy_person")
    return tuple(
        ProxyView(
            id=row.pk,
            name=row.name,
            relationship=row.relationship,
            telephone=row.telephone,
            authority=row.authority,
            may=tuple(row.may),
            since=row.during.lower,
            public_id=row.proxy_person.public_id if row.proxy_person else None,
        )
        for row in rows.order_by("pk")
    )


def record(mine: Q) -> tuple[RecordView, ...]:
    """List what other systems sent, newest first; what was entered in error is not there."""
    return _entries(RecordEntry.objects.filter(mine).exclude(kind=RecordEntry.Kind.CARE_PLAN))


def care_plans(mine: Q) -> tuple[RecordView, ...]:
    """List the care plans that other systems sent, newest first."""
    return _entries(RecordEntry.objects.filter(mine, kind=RecordEntry.Kind.CARE_PLAN))


def _entries(entries: QuerySet[RecordEntry]) -> tuple[RecordView, ...]:
    rows = entries.order_by("-sorted_on", "pk")
    return tuple(_entry(row) for row in islice(rows.iterator(chunk_size=RECORD_MAX), RECORD_MAX))


def labels(survivor: Person, now: SpellView | None, group: list[int]) -> tuple[str, ...]:
    """List what a reader must know before reading on."""
    said = []
    if survivor.is_synthetic:
        said.append("Synthetic person")
    # An invented person's record came from the inventor: that is said once.
    if survivor.source and not (survivor.is_synthetic and survivor.source == _SYNTHETIC):
        said.append(f"Source: {survivor.source}")
    if now is not None and now.source.startswith("assigned"):
        said.append(f"Area {now.source}")
    if len(group) > 1:
        said.append(f"{len(group)} records merged")
    if survivor.erased_at is not None:
        said.append("Erased")
    return tuple(said)


def merged(group: list[int]) -> tuple[MergedView, ...]:
    """List the records merged into this one, with who said so and why."""
    rows = Merge.objects.filter(duplicate_id__in=group, unmerged_at__isnull=True)
    return tuple(
        MergedView(
            public_id=row.duplicate.public_id,
            name=full_name(row.duplicate.family_name, row.duplicate.given_name),
            reason=row.reason,
            merged_at=row.merged_at,
            merged_by=row.merged_by,
        )
        for row in rows.select_related("duplicate").order_by("merged_at")
    )


def _entry(row: RecordEntry) -> RecordView:
    return RecordView(
        kind=row.kind,
        display=row.display,
        code=row.code,
        code_system=row.code_system,
        status=row.status,
        verification=row.verification,
        is_negated=row.is_negated,
        started=row.started,
        ended=row.ended,
        value_number=row.value_number,
        value_comparator=row.value_comparator,
        value_unit=row.value_unit,
        value_text=row.value_text,
        absent_reason=row.absent_reason,
        components=tuple(row.components),
        dosage=row.dosage,
        sender=row.sender_identity,
    )
