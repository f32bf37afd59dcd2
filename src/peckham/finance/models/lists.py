"""Lists as they stood on a day: counts by band and practice with their hash, never a person."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.infra.recorded import Recorded

CONTRACT = "contracts.Contract"


class ListSnapshot(Recorded):
    """The list that a contract is paid for, on one day; taken once and never changed.

    `registered` is how many the two populations, reconciled, had on the same lists that day.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    on_day = models.DateField()
    people = models.IntegerField()
    registered = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    transaction_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "on_day"], name="finance_list_once_a_day"),
            models.CheckConstraint(
                condition=Q(people__gte=0) & Q(registered__gte=0), name="finance_list_counts"
            ),
        ]


class ListCell(models.Model):
    """How many people of one band are on one practice's list."""

    snapshot = models.ForeignKey(ListSnapshot, models.PROTECT, related_name="cells")
    band = models.TextField()
    practice_code = models.TextField()
    patients = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "band", "practice_code"], name="finance_cell_once"
            ),
            models.CheckConstraint(
                condition=Q(patients__gte=1) & ~Q(band="") & ~Q(practice_code=""),
                name="finance_cell_counts_somebody",
            ),
        ]


class PlannedPeople(Recorded):
    """How many a contract is planned for in a year, where no list exists yet (rule 3)."""

    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    people = models.IntegerField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=0) & ~Q(source=""), name="finance_planned_with_source"
            ),
        ]
