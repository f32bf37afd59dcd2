"""What was assessed, reviewed, assured and appraised about a contract."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from peckham.contracts.models.recorded import Fact


class EqualityAssessment(Fact):
    """An equality impact assessment that is finished (rule 2)."""

    reference = models.TextField()
    finding = models.TextField()
    approved_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "reference"], name="contracts_assessment_once"
            ),
            models.CheckConstraint(
                condition=~Q(reference="") & ~Q(finding="") & ~Q(approved_by=""),
                name="contracts_assessment_is_whole",
            ),
        ]


class BidReview(Fact):
    """A review of the bid by a clinician or by somebody of the NHS (rule 23)."""

    reviewer = models.TextField()
    capacity = models.TextField()
    declared = models.BooleanField()
    finding = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__in=("clinical", "nhs")) & ~Q(reviewer=""),
                name="contracts_review_capacity",
            ),
        ]


class AssuranceCheckpoint(Fact):
    """The outcome of a checkpoint of the assurance process (rule 24)."""

    code = models.TextField()
    passed = models.BooleanField()
    finding = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__in=("EE", "CP1", "CP2", "CP3")), name="contracts_checkpoint_known"
            ),
        ]


class FormOption(Fact):
    """A form that the contract could take, and what is expected of each outcome (rule 72)."""

    form = models.TextField()
    expected = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(form=""), name="contracts_option_is_named"),
        ]


class HolderAssurance(Fact):
    """What is known of the holder's standing: VAT, guarantee, and a reconciled baseline."""

    vat = models.TextField(null=True)
    guarantee = models.TextField(null=True)
    reconciled = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(vat__isnull=True)
                | Q(vat__in=("recoverable", "not_recoverable_but_priced", "not_recoverable")),
                name="contracts_vat_known",
            ),
        ]


class FunctionsStatement(Fact):
    """Which functions of a commissioner are handed over; with none listed, none is (rule 63)."""


class AssignedFunction(models.Model):
    """A function that is handed over; `instrument` records a delegation."""

    statement = models.ForeignKey(FunctionsStatement, models.PROTECT, related_name="functions")
    function = models.TextField()
    to = models.TextField()
    instrument = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "function"], name="contracts_function_once"
            ),
            models.CheckConstraint(
                condition=~Q(function="") & ~Q(to=""), name="contracts_function_is_named"
            ),
        ]


class RiskRun(Fact):
    """The run on whose results the provider knows its population's needs (rule 61, first half).

    `controllers` supply it; whether each has signed is asked of the agreements on the day.
    """

    run = models.UUIDField()
    runs_for = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    purpose = models.TextField()
    categories = ArrayField(models.TextField())
    controllers = ArrayField(models.BigIntegerField())


class GpLeadership(Fact):
    """A GP's role, offered or answered: being employed and leading are two facts (rule 10)."""

    account = models.ForeignKey(
        "organisations.Account", models.PROTECT, null=True, related_name="+"
    )
    gp = models.TextField()
    employed_by = models.TextField(default="")
    seat = models.TextField(default="")
    votes = models.SmallIntegerField(default=0)
    accepted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(votes__gte=0) & ~Q(gp=""), name="contracts_gp_votes_not_negative"
            ),
        ]
