"""Hubs: where a neighbourhood's services sit behind one reception (rule 32)."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q


class Hub(models.Model):
    """The single hub of a neighbourhood.

    It serves a neighbourhood by place and code, so that a plan can change while the hub stands.
    It has no key to a practice: creating one closes and moves none (rule 33).
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="hubs")
    neighbourhood_code = models.CharField(max_length=20)
    name = models.TextField()
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    postcode = models.CharField(max_length=8, blank=True)
    telephone = models.TextField(blank=True)
    reception_team = models.OneToOneField(
        "organisations.Team", on_delete=models.PROTECT, related_name="+"
    )
    on_call_team = models.ForeignKey(
        "organisations.Team", on_delete=models.PROTECT, related_name="+"
    )
    duty_team = models.ForeignKey("organisations.Team", on_delete=models.PROTECT, related_name="+")
    is_default = models.BooleanField(default=False)
    during = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_hub_for_a_neighbourhood",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("neighbourhood_code", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="places_one_default_hub",
            ),
        ]

    def __str__(self) -> str:
        return self.name
