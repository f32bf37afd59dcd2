"""Projections that were brought in: a report as it came, of one place, never changed."""

from uuid import uuid4

from django.db import models


class GrowthRun(models.Model):
    """One run of a projection, by neighbourhood and year; `report` is what `places grow` wrote."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    report = models.JSONField()
    report_sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="places_growth_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
