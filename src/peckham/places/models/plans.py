"""Neighbourhood plans: a division of a place's small areas, drafted, adopted, superseded.

What Django cannot say here is said in migrations/sql/plan_law.sql: cover, freeze, no gap.
"""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

_NOT_ADOPTED = {"adopted_at__isnull": True, "adopted_by__isnull": True}
_ADOPTED = {
    "adopted_at__isnull": False,
    "adopted_by__isnull": False,
    "during__isnull": False,
    "during__isempty": False,
    "during__lower_inf": False,
}


class NeighbourhoodPlan(models.Model):
    """One division of a place into neighbourhoods; `during` is null until it is adopted."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ADOPTED = "adopted"
        SUPERSEDED = "superseded"

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="plans")
    name = models.TextField()
    explanation = models.TextField(blank=True)
    source = models.TextField()
    is_provisional = models.BooleanField()
    # Read with its place: whoever decided it did so elsewhere, before the place was here.
    came_with_place = models.BooleanField(default=False)
    drafted_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    during = DateRangeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="places_plan_name_once"),
            models.CheckConstraint(
                condition=Q(state="draft", during__isnull=True, **_NOT_ADOPTED)
                | Q(state="adopted", during__upper_inf=True, **_ADOPTED)
                | Q(state="superseded", during__upper_inf=False, **_ADOPTED),
                name="places_plan_state_matches_days",
            ),
            ExclusionConstraint(
                name="places_adopted_plans_never_overlap",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=~Q(state="draft"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Neighbourhood(models.Model):
    """A named part of one plan; its code is what a hub serves, and outlives the plan."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(
        NeighbourhoodPlan, on_delete=models.PROTECT, related_name="neighbourhoods"
    )
    code = models.CharField(max_length=20)
    name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="places_neighbourhood_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PlanArea(models.Model):
    """A plan puts a small area in one of its neighbourhoods."""

    plan = models.ForeignKey(NeighbourhoodPlan, on_delete=models.PROTECT, related_name="areas")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="areas")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "area"], name="places_area_once_in_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} in {self.neighbourhood_id}"
