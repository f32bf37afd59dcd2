"""Services at hubs. None of these rows holds a resident."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q


class Service(models.Model):
    """Something that a hub offers, and the team that answers for it.

    `core_kind` is one of the ten codes of data/core_services.csv, or null for a service beyond
    them. A hub has one service of each core kind at a time, so that a category has one answer.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    hub = models.ForeignKey("places.Hub", on_delete=models.PROTECT, related_name="+")
    core_kind = models.TextField(null=True)
    name = models.TextField()
    team = models.ForeignKey("organisations.Team", on_delete=models.PROTECT, related_name="+")
    description = models.TextField(default="")
    opening = models.TextField(default="")
    during = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="services_service_is_named"),
            ExclusionConstraint(
                name="services_one_of_a_kind_in_a_hub",
                expressions=[
                    ("hub", RangeOperators.EQUAL),
                    ("core_kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(core_kind__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
