"""Drafting a data sharing agreement and its versions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.types.range import TimestamptzRange

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.sharing.domain.agreed import IncompleteAgreement, Terms, check_terms
from peckham.sharing.models import (
    Agreement,
    AgreementParty,
    AgreementVersion,
)


class ReferenceTaken(Refused):
    """Another agreement has this reference."""


class NotTheDrafter(Refused):
    """Another organisation drafts the versions of this agreement."""


class StaleDraft(Refused):
    """Somebody else has drafted a version since you began."""


@dataclass(frozen=True, slots=True)
class VersionKey:
    """A version of an agreement by its keys."""

    agreement_id: int
    version_id: int
    number: int
    public_id: UUID
    agreement_public_id: UUID


@transaction.atomic
def draft_agreement(
    *, reference: str, title: str, drafted_for: int, terms: Terms, by: Actor, at: datetime
) -> VersionKey:
    """Draft an agreement and its first version; it allows nothing before two parties sign.

    Args:
        reference: The deployer's own number for it, unique.
        title: What it is called.
        drafted_for: The organisation that drafts it; its governance leads draft later versions.
        terms: What the first version says.
        by: Who drafts.
        at: Now.

    Raises:
        IncompleteAgreement: If the terms lack something.
        ReferenceTaken: If the reference is used.
    """
    for field, words in (("reference", reference), ("title", title)):
        if not words.strip():
            raise IncompleteAgreement(f"Write a {field}.", field=field)
    check_terms(terms)
    try:
        with transaction.atomic():
            agreement = Agreement.objects.create(
                reference=reference, title=title, drafted_for_id=drafted_for, recorded_at=at
            )
    except IntegrityError:
        raise ReferenceTaken(
            f"There is an agreement {reference} already.",
            remedy="Draft a new version of it, or choose another reference.",
            field="reference",
        ) from None
    return _write_version(agreement, 1, terms, by=by, at=at)


@transaction.atomic
def draft_version(
    *,
    agreement_id: int,
    terms: Terms,
    by: Actor,
    at: datetime,
    drafted_for: int | None = None,
    follows: int | None = None,
) -> VersionKey:
    """Draft the next version; each party stays bound by the one before until it signs this.

    Args:
        agreement_id: Which agreement.
        terms: What the version says.
        by: Who drafts.
        at: Now.
        drafted_for: The organisation acted for; only the one that drafted the first may. None
            where a load drafts for everybody.
        follows: The number of the version that the drafter read, or None for whichever is latest.

    Raises:
        IncompleteAgreement: If the terms lack something.
        NotTheDrafter: If another organisation drafts this agreement.
        StaleDraft: If another version has been drafted since.
    """
    check_terms(terms)
    agreement = Agreement.objects.select_related("drafted_for").get(pk=agreement_id)
    if drafted_for is not None and agreement.drafted_for_id != drafted_for:
        raise NotTheDrafter(
            f"{agreement.drafted_for.name} drafts the versions of this agreement.",
            remedy="Ask them for the change that you need.",
            who=f"The information governance lead of {agreement.drafted_for.name}.",
        )
    numbers = AgreementVersion.objects.filter(agreement=agreement).values_list("number", flat=True)
    latest = max(numbers, default=0)
    if follows is not None and latest != follows:
        raise _stale(latest)
    try:
        with transaction.atomic():
            return _write_version(agreement, latest + 1, terms, by=by, at=at)
    except IntegrityError:
        raise _stale(latest + 1) from None


def _stale(latest: int) -> StaleDraft:
    return StaleDraft(
        f"Somebody has drafted version {latest} since you opened this form. Nothing was saved.",
        remedy="Read that version, and draft the next one from it.",
    )


def _write_version(
    agreement: Agreement, number: int, terms: Terms, *, by: Actor, at: datetime
) -> VersionKey:
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=number,
        purposes=list(terms.purposes),
        categories=list(terms.categories),
        article_6=terms.article_6,
        article_9=terms.article_9,
        confidentiality_basis=terms.confidentiality_basis,
        section_251_reference=terms.section_251_reference,
        section_251_expires_on=terms.section_251_expires_on,
        impact_assessment_reference=terms.impact_assessment_reference,
        summary=terms.summary,
        during=TimestamptzRange(terms.starts_at, terms.ends_at),
        drafted_by=by.identifier,
        recorded_at=at,
    )
    AgreementParty.objects.bulk_create(
        AgreementParty(
            version=version,
            organisation_id=party.organisation_id,
            role=party.role,
            supplies=party.supplies,
            receives=party.receives,
        )
        for party in terms.parties
    )
    audited("sharing.draft_agreement", version, by=by, at=at)
    return VersionKey(agreement.pk, version.pk, number, version.public_id, agreement.public_id)


def audited(action: str, version: AgreementVersion, *, by: Actor, at: datetime) -> None:
    """Write what was done with a version into the trail."""
    audit.record(
        action=action,
        subject_kind="agreement version",
        subject_id=version.public_id,
        by=by,
        at=at,
        detail={"agreement_id": version.agreement_id, "number": version.number},
    )
