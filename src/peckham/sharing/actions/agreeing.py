"""Drafting, signing and leaving a data sharing agreement."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from psycopg.types.range import TimestamptzRange

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.sharing.domain.agreed import Terms, check_terms
from peckham.sharing.models import (
    Agreement,
    AgreementParty,
    AgreementSignature,
    AgreementVersion,
    AgreementWithdrawal,
)


class ReferenceTaken(Refused):
    """Another agreement has this reference."""


class NotAParty(Refused):
    """Your organisation is not a party to this agreement, or has left it already."""


class SignedAlready(Refused):
    """Your organisation has signed this version."""


@dataclass(frozen=True, slots=True)
class VersionKey:
    """A version of an agreement by its keys."""

    agreement_id: int
    version_id: int
    number: int
    public_id: UUID


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
    check_terms(terms)
    if Agreement.objects.filter(reference=reference).exists():
        raise ReferenceTaken(
            f"There is an agreement {reference} already.",
            remedy="Draft a new version of it, or choose another reference.",
            field="reference",
        )
    agreement = Agreement.objects.create(
        reference=reference, title=title, drafted_for_id=drafted_for, recorded_at=at
    )
    return _write_version(agreement, 1, terms, by=by, at=at)


@transaction.atomic
def draft_version(*, agreement_id: int, terms: Terms, by: Actor, at: datetime) -> VersionKey:
    """Draft the next version; each party stays bound by the one before until it signs this.

    Raises:
        IncompleteAgreement: If the terms lack something.
    """
    check_terms(terms)
    agreement = Agreement.objects.get(pk=agreement_id)
    latest = AgreementVersion.objects.filter(agreement=agreement).order_by("-number").first()
    return _write_version(agreement, latest.number + 1 if latest else 1, terms, by=by, at=at)


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
    _audit("sharing.draft_agreement", version, by=by, at=at)
    return VersionKey(agreement.pk, version.pk, number, version.public_id)


@transaction.atomic
def sign(
    *,
    version_id: int,
    organisation_id: int,
    position: str,
    account_id: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Sign a version for one's organisation: from this moment it binds it.

    Args:
        version_id: Which version.
        organisation_id: For whom; the database refuses anybody but its governance lead.
        position: As what the signatory signs, such as "Caldicott Guardian".
        account_id: The signatory's account.
        by: The signatory.
        at: Now.

    Raises:
        NotAParty: If the organisation is no party to the version.
        SignedAlready: If it has signed.
    """
    version = AgreementVersion.objects.get(pk=version_id)
    _check_party(version, organisation_id)
    if AgreementSignature.objects.filter(version=version, organisation_id=organisation_id).exists():
        raise SignedAlready("Your organisation has signed this version already.")
    AgreementSignature.objects.create(
        version=version,
        organisation_id=organisation_id,
        account_id=account_id,
        signed_by=by.name,
        position=position,
        signed_at=at,
        recorded_at=at,
    )
    _audit("sharing.sign_agreement", version, by=by, at=at)


@transaction.atomic
def withdraw(
    *,
    agreement_id: int,
    organisation_id: int,
    reason: str,
    from_at: datetime,
    account_id: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Leave an agreement from a moment on: nothing new is shared under it from then.

    Open requests stay with whoever holds them, and visible to them, until they are handed over.

    Args:
        agreement_id: Which agreement.
        organisation_id: Who leaves; the database refuses anybody but its governance lead.
        reason: Why, for the other parties to read.
        from_at: From when; never earlier than now.
        account_id: The account of whoever leaves for it.
        by: Who says so.
        at: Now.

    Raises:
        NotAParty: If the organisation has signed none of its versions.
    """
    signed = AgreementSignature.objects.filter(
        version__agreement_id=agreement_id, organisation_id=organisation_id
    )
    if not signed.exists():
        raise NotAParty("Your organisation has not signed this agreement.")
    AgreementWithdrawal.objects.create(
        agreement_id=agreement_id,
        organisation_id=organisation_id,
        account_id=account_id,
        withdrawn_by=by.name,
        reason=reason,
        from_at=max(from_at, at),
        recorded_at=at,
    )
    audit.record(
        action="sharing.withdraw_agreement",
        subject_kind="agreement",
        subject_id=agreement_id,
        by=by,
        at=at,
        detail={"organisation_id": organisation_id, "from_at": from_at.isoformat()},
    )


def _check_party(version: AgreementVersion, organisation_id: int) -> None:
    if not AgreementParty.objects.filter(version=version, organisation_id=organisation_id).exists():
        raise NotAParty("Your organisation is not a party to this version.")


def _audit(action: str, version: AgreementVersion, *, by: Actor, at: datetime) -> None:
    audit.record(
        action=action,
        subject_kind="agreement version",
        subject_id=version.public_id,
        by=by,
        at=at,
        detail={"agreement_id": version.agreement_id, "number": version.number},
    )
