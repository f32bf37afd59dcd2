"""Pseudonymised runs: questions about many people, answered with rows that name nobody."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from peckham.sharing.domain.vocabulary import CATEGORIES, RUN_BASES, RUN_PURPOSES


class Run(models.Model):
    """One run: for whom, for what, on which basis, and until when its rows may be read."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    receiver = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    purpose = models.TextField()
    categories = ArrayField(models.TextField())
    basis = models.TextField()
    section_251_reference = models.TextField(default="")
    section_251_expires_on = models.DateField(null=True)
    what_for = models.TextField()
    actor_kind = models.TextField()
    asked_by = models.TextField()
    account_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=RUN_PURPOSES), name="run_purpose_known"),
            models.CheckConstraint(
                condition=Q(categories__contained_by=list(CATEGORIES)) & Q(categories__len__gte=1),
                name="run_categories_known",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="run_ends"),
            models.CheckConstraint(condition=Q(what_for__regex=r"\S.{8,}\S"), name="run_says_why"),
            # Support under section 251 has a reference and a last day; nothing else has.
            models.CheckConstraint(
                condition=Q(basis__in=RUN_BASES)
                & (
                    (
                        Q(basis="section 251", section_251_expires_on__isnull=False)
                        & ~Q(section_251_reference="")
                    )
                    | (
                        Q(basis="pseudonymised", section_251_expires_on__isnull=True)
                        & Q(section_251_reference="")
                    )
                ),
                name="run_basis_whole",
            ),
        ]


class RunSecret(models.Model):
    """The keys of a run's pseudonyms. No process may read them; without them nobody is found."""

    run = models.OneToOneField(Run, models.PROTECT, related_name="+")
    inner_key = models.BinaryField()
    outer_key = models.BinaryField()


class RunReading(models.Model):
    """How many people of one keeper the rows of a run held, each time that they were read."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    supplier = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    people = models.BigIntegerField()
    actor = models.TextField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="run_reading_of_somebody")
        ]


class Reidentification(models.Model):
    """A clinician learned who one pseudonym of a run is, to treat them."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    actor = models.TextField()
    role = models.TextField()
    team_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S.{8,}\S"), name="reidentification_says_why"
            )
        ]
        indexes = [models.Index(fields=["person_id"], name="reidentification_by_person")]
