"""Data sharing agreements: what was agreed, by whom, from when, and who left."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Q

from peckham.sharing.domain.vocabulary import (
    AGREED_PURPOSES,
    ARTICLE_6_BASES,
    ARTICLE_9_BASES,
    CATEGORIES,
    CONFIDENTIALITY_BASES,
    PARTY_ROLES,
)


class Agreement(models.Model):
    """One agreement over the years; what it says stands in its versions."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    reference = models.TextField(unique=True)
    title = models.TextField()
    drafted_for = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class AgreementVersion(models.Model):
    """What is agreed: written once, then signed by each party or replaced by a later version."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    purposes = ArrayField(models.TextField())
    categories = ArrayField(models.TextField())
    article_6 = models.TextField()
    article_9 = models.TextField()
    confidentiality_basis = models.TextField()
    section_251_reference = models.TextField(default="")
    section_251_expires_on = models.DateField(null=True)
    impact_assessment_reference = models.TextField()
    summary = models.TextField()
    during = DateTimeRangeField()
    drafted_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="agreement_version_from_1"),
            models.CheckConstraint(
                condition=Q(purposes__contained_by=list(AGREED_PURPOSES)) & Q(purposes__len__gte=1),
                name="agreement_purposes_known",
            ),
            models.CheckConstraint(
                condition=Q(categories__contained_by=list(CATEGORIES)) & Q(categories__len__gte=1),
                name="agreement_categories_known",
            ),
            models.CheckConstraint(
                condition=Q(article_6__in=ARTICLE_6_BASES) & Q(article_9__in=ARTICLE_9_BASES),
                name="agreement_articles_known",
            ),
            models.CheckConstraint(
                condition=Q(confidentiality_basis__in=CONFIDENTIALITY_BASES),
                name="agreement_confidentiality_known",
            ),
            # Support under section 251 has a reference and an end, and nothing else has.
            models.CheckConstraint(
                condition=(
                    Q(confidentiality_basis="section 251", section_251_expires_on__isnull=False)
                    & ~Q(section_251_reference="")
                )
                | (
                    ~Q(confidentiality_basis="section 251")
                    & Q(section_251_expires_on__isnull=True, section_251_reference="")
                ),
                name="agreement_section_251_whole",
            ),
            # Consent is presumed for the care of the person herself, and for nothing else.
            models.CheckConstraint(
                condition=~Q(confidentiality_basis="implied consent")
                | Q(purposes__contained_by=["direct care", "navigation"]),
                name="agreement_implied_consent_for_care",
            ),
            models.CheckConstraint(
                condition=~Q(impact_assessment_reference="") & ~Q(summary=""),
                name="agreement_assessed_and_summed_up",
            ),
        ]


class AgreementParty(models.Model):
    """An organisation's part in a version: whether it supplies, receives, or both."""

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    role = models.TextField()
    supplies = models.BooleanField()
    receives = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation"], name="party_once"),
            models.CheckConstraint(condition=Q(role__in=PARTY_ROLES), name="party_role_known"),
            models.CheckConstraint(
                condition=Q(supplies=True) | Q(receives=True), name="party_takes_part"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "version"], name="party_by_organisation")]


class AgreementSignature(models.Model):
    """A party's signature under a version, by somebody whom it lets sign."""

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True)
    signed_by = models.TextField()
    position = models.TextField()
    signed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation"], name="signed_once"),
            models.CheckConstraint(
                condition=~Q(signed_by="") & ~Q(position=""), name="signature_of_somebody"
            ),
        ]


class AgreementWithdrawal(models.Model):
    """A party leaves an agreement, in all its versions signed until then, from a moment on."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True)
    withdrawn_by = models.TextField()
    reason = models.TextField()
    from_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_a_reason"),
            # What was shared until it was written down was shared rightly.
            models.CheckConstraint(
                condition=Q(from_at__gte=models.F("recorded_at")),
                name="withdrawal_never_backdated",
            ),
        ]
        indexes = [
            models.Index(fields=["agreement", "organisation"], name="withdrawal_by_agreement")
        ]
