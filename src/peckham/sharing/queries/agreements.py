"""Agreements as their pages show them: versions, parties, who has signed and who has left."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from peckham.kernel import Refused
from peckham.sharing.domain.agreed import Party, Terms
from peckham.sharing.domain.agreement_views import AgreementView, PartyView, VersionView
from peckham.sharing.domain.in_force import Papers, Signature, Version, Withdrawal
from peckham.sharing.domain.standing import is_over, standing_of
from peckham.sharing.models import (
    Agreement,
    AgreementParty,
    AgreementSignature,
    AgreementVersion,
    AgreementWithdrawal,
)

__all__ = [
    "AgreementView",
    "PartyView",
    "UnknownAgreement",
    "VersionView",
    "agreement",
    "all_agreements",
    "papers",
]


class UnknownAgreement(Refused):
    """No agreement has this key here."""


def all_agreements(*, at: datetime) -> tuple[AgreementView, ...]:
    """List every agreement by its reference, as everything stands at a moment."""
    return _views(Agreement.objects.all(), at=at)


def agreement(public_id: UUID, *, at: datetime) -> AgreementView:
    """Give one agreement.

    Raises:
        UnknownAgreement: If there is none with this key.
    """
    found = _views(Agreement.objects.filter(public_id=public_id), at=at)
    if not found:
        raise UnknownAgreement(
            "There is no such agreement.", remedy="Choose one from the list of agreements."
        )
    return found[0]


def papers() -> Papers:
    """Give everything that was drafted, signed and left, for `domain.in_force`."""
    versions = AgreementVersion.objects.all()
    parties = _parties_of([version.pk for version in versions])
    signatures = AgreementSignature.objects.values_list(
        "version_id", "organisation_id", "signed_at", "recorded_at"
    )
    withdrawals = AgreementWithdrawal.objects.values_list(
        "agreement_id", "organisation_id", "from_at", "recorded_at"
    )
    return Papers(
        tuple(_pure(version, parties[version.pk]) for version in versions),
        tuple(Signature(*row) for row in signatures),
        tuple(Withdrawal(*row) for row in withdrawals),
    )


def _views(agreements: Any, *, at: datetime) -> tuple[AgreementView, ...]:
    rows = list(agreements.select_related("drafted_for").order_by("reference"))
    keys = [row.pk for row in rows]
    versions = list(AgreementVersion.objects.filter(agreement_id__in=keys).order_by("-number"))
    parties = _parties_of([version.pk for version in versions])
    signatures = _by(AgreementSignature.objects.filter(version__in=versions), "version_id")
    withdrawals = _by(AgreementWithdrawal.objects.filter(agreement_id__in=keys), "agreement_id")
    bound = _bound(at)
    views: dict[int, list[VersionView]] = defaultdict(list)
    for version in versions:
        views[version.agreement_id].append(
            _version_view(
                version,
                parties[version.pk],
                signatures[version.pk],
                withdrawals[version.agreement_id],
                bound[version.pk],
                at=at,
            )
        )
    return tuple(
        AgreementView(
            row.pk,
            row.public_id,
            row.reference,
            row.title,
            row.drafted_for_id,
            row.drafted_for.name,
            row.recorded_at,
            tuple(views[row.pk]),
        )
        for row in rows
        if views[row.pk]
    )


def _version_view(
    version: AgreementVersion,
    parties: Sequence[AgreementParty],
    signatures: Sequence[AgreementSignature],
    withdrawals: Sequence[AgreementWithdrawal],
    bound: set[int],
    *,
    at: datetime,
) -> VersionView:
    signed = {row.organisation_id: row for row in signatures}
    shown = tuple(_party_view(row, signed.get(row.organisation_id), withdrawals) for row in parties)
    pure = _pure(version, parties)
    gone = {p.organisation_id for p in shown if p.leaves_at is not None and p.leaves_at <= at}
    return VersionView(
        id=version.pk,
        public_id=version.public_id,
        number=version.number,
        terms=_terms(version, pure.parties),
        recorded_at=version.recorded_at,
        parties=shown,
        standing=standing_of(pure, signed_by=signed, bound=bound, left_by=gone, at=at),
        is_over=is_over(pure, at=at),
    )


def _party_view(
    row: AgreementParty,
    signature: AgreementSignature | None,
    withdrawals: Sequence[AgreementWithdrawal],
) -> PartyView:
    party = PartyView(
        row.organisation_id, row.organisation.name, row.role, row.supplies, row.receives
    )
    if signature is None:
        return party
    leaving = [
        withdrawal
        for withdrawal in withdrawals
        if withdrawal.organisation_id == row.organisation_id
        and withdrawal.recorded_at >= signature.recorded_at
    ]
    first = min(leaving, key=lambda withdrawal: withdrawal.from_at, default=None)
    return PartyView(
        party.organisation_id,
        party.name,
        party.role,
        party.supplies,
        party.receives,
        signature.signed_at,
        signature.signed_by,
        signature.position,
        first.from_at if first else None,
        first.reason if first else "",
    )


def _terms(version: AgreementVersion, parties: tuple[Party, ...]) -> Terms:
    return Terms(
        purposes=tuple(version.purposes),
        categories=tuple(version.categories),
        article_6=version.article_6,
        article_9=version.article_9,
        confidentiality_basis=version.confidentiality_basis,
        impact_assessment_reference=version.impact_assessment_reference,
        summary=version.summary,
        starts_at=version.during.lower,
        ends_at=version.during.upper,
        parties=parties,
        section_251_reference=version.section_251_reference,
        section_251_expires_on=version.section_251_expires_on,
    )


def _pure(version: AgreementVersion, parties: Sequence[AgreementParty]) -> Version:
    return Version(
        agreement_id=version.agreement_id,
        version_id=version.pk,
        number=version.number,
        purposes=tuple(version.purposes),
        categories=tuple(version.categories),
        starts_at=version.during.lower,
        ends_at=version.during.upper,
        parties=tuple(
            Party(row.organisation_id, row.role, row.supplies, row.receives) for row in parties
        ),
        recorded_at=version.recorded_at,
        section_251_expires_on=version.section_251_expires_on,
    )


def _parties_of(version_ids: Sequence[int]) -> dict[int, list[AgreementParty]]:
    rows = AgreementParty.objects.filter(version_id__in=version_ids).select_related("organisation")
    return _by(rows.order_by("organisation__name"), "version_id")


def _by(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return grouped


def _bound(at: datetime) -> dict[int, set[int]]:
    """Give whom each version binds at a moment, as the database itself says."""
    found: dict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version_id, organisation_id FROM peckham.bound_by(%s, 'infinity')", [at]
        )
        for version_id, organisation_id in cursor.fetchall():
            found[version_id].add(organisation_id)
    return found
