"""Drafting, signing and leaving a data sharing agreement."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.types.range import TimestamptzRange

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.sharing.domain.agreed import IncompleteAgreement, Terms, check_terms
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


class VersionOver(Refused):
    """The version has ended: a signature under it would bind nobody."""


class NotTheDrafter(Refused):
    """Another organisation drafts the versions of this agreement."""


class StaleDraft(Refused):
    """Somebody else has drafted a version since you began."""


class LeftAlready(Refused):
    """Your organisation has left this agreement, or leaves it sooner already."""


class Backdated(Refused):
    """What was shared until now was shared rightly: nobody leaves from a day that has passed."""


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
    _audit("sharing.draft_agreement", version, by=by, at=at)
    return VersionKey(agreement.pk, version.pk, number, version.public_id, agreement.public_id)


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
        VersionOver: If the version has ended.
        IncompleteAgreement: If it is not said as what the signatory signs.
    """
    if not position.strip():
        raise IncompleteAgreement(
            "Write as what you sign, for example Caldicott Guardian.", field="position"
        )
    version = AgreementVersion.objects.get(pk=version_id)
    _check_party(version, organisation_id)
    expires_on = version.section_251_expires_on
    ends_at = version.during.upper
    if (ends_at is not None and at >= ends_at) or (expires_on and day_of(at) > expires_on):
        raise VersionOver(
            "This version has ended: a signature would bind nobody.",
            remedy="Sign a later version, or ask for one to be drafted.",
        )
    if AgreementSignature.objects.filter(version=version, organisation_id=organisation_id).exists():
        raise SignedAlready(
            "Your organisation has signed this version already.",
            remedy="If it has left since, it comes back by signing a later version.",
        )
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
        from_at: From when; never earlier than `at`.
        account_id: The account of whoever leaves for it.
        by: Who says so.
        at: Now.

    Raises:
        NotAParty: If the organisation has signed none of its versions.
        LeftAlready: If it has left, or leaves no later already.
        Backdated: If the moment has passed.
        IncompleteAgreement: If no reason is given.
    """
    if not reason.strip():
        raise IncompleteAgreement(
            "Say why your organisation leaves: the other parties read it.", field="reason"
        )
    if from_at < at:
        raise Backdated(
            "Nobody leaves an agreement from a day that has passed.",
            why="What was shared until now was shared as agreed.",
            remedy="Choose now, or a later day.",
            field="from",
        )
    _check_is_in(agreement_id, organisation_id, from_at)
    AgreementWithdrawal.objects.create(
        agreement_id=agreement_id,
        organisation_id=organisation_id,
        account_id=account_id,
        withdrawn_by=by.name,
        reason=reason,
        from_at=from_at,
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


def _check_is_in(agreement_id: int, organisation_id: int, from_at: datetime) -> None:
    signed = AgreementSignature.objects.filter(
        version__agreement_id=agreement_id, organisation_id=organisation_id
    ).order_by("-recorded_at")
    last = signed.first()
    if last is None:
        raise NotAParty("Your organisation has not signed this agreement.")
    leaving = AgreementWithdrawal.objects.filter(
        agreement_id=agreement_id,
        organisation_id=organisation_id,
        recorded_at__gte=last.recorded_at,
        from_at__lte=from_at,
    )
    if leaving.exists():
        raise LeftAlready(
            "Your organisation has left this agreement already, or leaves it no later than that.",
            remedy="To come back, sign a later version.",
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
