"""General practices as sites with lists: network membership by date, patients by small area."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q


class Practice(models.Model):
    """A general practice: an organisation, where it is, and how long its list is.

    `list_size` is the sum of the registrations file, which may hold only part of the country.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    postcode = models.CharField(max_length=8, blank=True)
    area = models.ForeignKey(
        "places.Area", on_delete=models.PROTECT, null=True, related_name="practices"
    )
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    list_size = models.IntegerField(null=True)
    status = models.CharField(max_length=12, default="active")
    commissioner_code = models.CharField(max_length=12, blank=True)
    icb_code = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(list_size__isnull=True) | Q(list_size__gte=0),
                name="places_practice_list_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"Practice {self.pk}"


class PcnMembership(models.Model):
    """A practice's days as a core partner of a primary care network: one network on any day."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="memberships")
    pcn = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    during = DateRangeField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_network_on_a_day",
                expressions=[
                    ("practice", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} in {self.pcn_id}"


class ListCount(models.Model):
    """Patients of one practice who live in one small area, as counted on one day."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    counted_on = models.DateField()
    patients = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "counted_on", "practice"], name="places_list_count_once"
            ),
            models.CheckConstraint(
                condition=Q(patients__gte=0), name="places_list_count_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.area_id} {self.counted_on}: {self.patients}"
