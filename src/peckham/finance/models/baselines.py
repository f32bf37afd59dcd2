"""Baselines: what is proposed about a contract's money, what is decided, and all it rests on."""

from uuid import uuid4

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from peckham.infra.recorded import Recorded

CONTRACT = "contracts.Contract"
OUTCOMES = ("adopted", "shadow", "refused")
# Of each line: what it cost, what of that will not come again, what each method makes of it, and
# what it is worth.
BASES = ("outturn", "one_offs", "historical", "demographic", "benchmark", "value")


class Proposal(Recorded):
    """What a party to a contract proposes about its money, and why; the commissioner decides (65).

    A `baseline` brings a version with it; of `budgeting`, the words are all there is.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    kind = models.TextField()
    proposed_for = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    words = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("baseline", "budgeting")) & ~Q(words=""),
                name="finance_proposal_says_what",
            ),
        ]


class ProposalDecision(Recorded):
    """What the commissioner decided on a proposal, and why; it is final, and may be followed.

    `shadow` runs a baseline beside a year in which nothing is paid by it. `over_allocation` says
    who bears what a baseline is worth beyond the allocation.
    """

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="decision")
    outcome = models.TextField()
    reason = models.TextField()
    decided_on = models.DateField()
    over_allocation = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=OUTCOMES) & ~Q(reason=""),
                name="finance_decision_has_a_reason",
            ),
        ]


class RebaseRule(Recorded):
    """When a year's baseline may be followed by another: on what trigger, asked by whom."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    trigger = models.TextField()
    asked_by = models.TextField()
    from_on = models.DateField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_by__in=("commissioner", "provider", "either"))
                & ~Q(trigger="")
                & ~Q(source=""),
                name="finance_rebase_rule_is_whole",
            ),
        ]


class Allocation(Recorded):
    """What the commissioners have for a year of a contract; what is recorded last stands."""

    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    year_from = models.DateField()
    pence = models.BigIntegerField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pence__gte=0) & ~Q(source=""), name="finance_allocation_is_sourced"
            ),
        ]


class BaselineVersion(Recorded):
    """A version of a baseline with all its inputs, from which its value is computed anew (68).

    `counts_from` lies in its year; a rebase counts from a later day than the year's first and
    names the rule under which it is made.
    """

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="version")
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    year = DateRangeField()
    counts_from = models.DateField()
    rebase = models.ForeignKey(RebaseRule, models.PROTECT, null=True, related_name="+")
    inputs = models.JSONField()
    inputs_sha256 = models.CharField(max_length=64)
    value_pence = models.BigIntegerField()
    transaction_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="finance_baseline_number"),
            models.CheckConstraint(
                condition=Q(
                    year__isempty=False,
                    year__upper_inf=False,
                    year__contains=models.F("counts_from"),
                ),
                name="finance_baseline_counts_in_its_year",
            ),
            models.CheckConstraint(
                condition=Q(value_pence__gte=0), name="finance_baseline_not_below_zero"
            ),
        ]


class BaselineFigure(models.Model):
    """What a line comes to on one basis, in pence; written down with its version."""

    version = models.ForeignKey(BaselineVersion, models.PROTECT, related_name="figures")
    service = models.TextField()
    basis = models.TextField()
    pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "service", "basis"], name="finance_figure_once"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=BASES) & Q(pence__gte=0), name="finance_figure_known"
            ),
        ]


class DifferenceExplained(Recorded):
    """Why a line's outturn differs from the ledger by so many pence, and who says so."""

    version = models.ForeignKey(BaselineVersion, models.PROTECT, related_name="explained")
    service = models.TextField()
    pence = models.BigIntegerField()
    reason = models.TextField()
    said_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(pence=0) & ~Q(reason="") & ~Q(said_by=""),
                name="finance_difference_has_a_reason",
            ),
        ]
