"""What a neighbourhood plan rests on: its assessment, who was asked and answered, who decided.

Rows are written once. What is stated anew is a later row, and the latest stands; the law that an
adopted plan has all of it (rule 43) is in migrations/sql/decision_law.sql.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

PLAN = "places.NeighbourhoodPlan"


class PlanAssessment(models.Model):
    """How a draft was made and what was found of it then, as it came: nothing is recomputed.

    `value` and `bound` are shares of registrations, 0 to 1; None where nothing was proven.
    """

    plan = models.OneToOneField(PLAN, on_delete=models.PROTECT, related_name="assessment")
    method = models.TextField()
    version = models.TextField()
    inputs_sha256 = models.CharField(max_length=64)
    seed = models.BigIntegerField(null=True)
    asked = models.JSONField(default=dict)
    measures = models.JSONField(default=dict)
    certificate = models.JSONField(null=True)
    value = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True)
                | Q(bound__isnull=True)
                | Q(value__lte=F("bound") + 1e-9),
                name="places_assessment_value_within_bound",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method}, {self.version}"


class Involvement(models.Model):
    """One occasion on which people were asked about a draft: who, when, how, what they said."""

    plan = models.ForeignKey(PLAN, on_delete=models.PROTECT, related_name="involvements")
    who = models.TextField()
    how = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    said = models.TextField()
    change = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="places_involvement_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.from_on}"


class PlanQuestion(models.Model):
    """A question that somebody of the public put about a plan, in their words, without a name."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(PLAN, on_delete=models.PROTECT, related_name="questions")
    question = models.TextField()
    asked_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    def __str__(self) -> str:
        return self.question


class PlanAnswer(models.Model):
    """An answer, published with the plan from the moment it is written; the latest stands."""

    question = models.ForeignKey(PlanQuestion, on_delete=models.PROTECT, related_name="answers")
    answer = models.TextField()
    published_at = models.DateTimeField()
    recorded_by = models.TextField()

    def __str__(self) -> str:
        return self.answer


class NetworkStatement(models.Model):
    """What becomes of a primary care network under a plan (rule 43); the latest stands."""

    class Fate(models.TextChoices):
        KEPT = "kept"
        MERGED = "merged"
        MAPPED = "mapped"

    plan = models.ForeignKey(PLAN, on_delete=models.PROTECT, related_name="network_statements")
    pcn = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    fate = models.CharField(max_length=8, choices=Fate.choices)
    detail = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    def __str__(self) -> str:
        return f"{self.pcn_id} {self.fate}"


class PlanDecision(models.Model):
    """The decision that adopted a plan: which body, on which day, under which reference."""

    plan = models.OneToOneField(PLAN, on_delete=models.PROTECT, related_name="decision")
    body = models.TextField()
    decided_on = models.DateField()
    reference = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    def __str__(self) -> str:
        return f"{self.body}, {self.decided_on}, {self.reference}"


class DesignRun(models.Model):
    """A search for a better plan that a planner asked for: how far it is, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    begun_from = models.ForeignKey(PLAN, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    asked = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    steps_done = models.BigIntegerField(default=0)
    steps_all = models.BigIntegerField()
    best_value = models.FloatField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    stop_asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)
    result = models.ForeignKey(PLAN, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=("waiting", "working"), ended_at__isnull=True, result__isnull=True
                )
                | Q(state="done", ended_at__isnull=False, result__isnull=False)
                | Q(state__in=("stopped", "failed"), ended_at__isnull=False),
                name="places_design_run_state_matches_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
