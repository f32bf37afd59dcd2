"""Signing a version of a data sharing agreement, and leaving the agreement."""

from datetime import datetime

from django.db import transaction

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.sharing.actions.drafting import audited
from peckham.sharing.domain.agreed import IncompleteAgreement
from peckham.sharing.models import (
    AgreementParty,
    AgreementSignature,
    AgreementVersion,
    AgreementWithdrawal,
)


class NotAParty(Refused):
    """Your organisation is not a party to this agreement, or has left it already."""


class SignedAlready(Refused):
    """Your organisation has signed this version."""


class VersionOver(Refused):
    """The version has ended: a signature under it would bind nobody."""


class LeftAlready(Refused):
    """Your organisation has left this agreement, or leaves it sooner already."""


class Backdated(Refused):
    """What was shared until now was shared rightly: nobody leaves from a day that has passed."""


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
    audited("sharing.sign_agreement", version, by=by, at=at)


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
