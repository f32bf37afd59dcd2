"""The improvement payment scheme: indicators, what each weighs, and what came of it."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from peckham.finance.models.lists import CONTRACT
from peckham.infra.recorded import Recorded


class Indicator(Recorded):
    """Something that a year's part at risk is paid for, with its weight among the others."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    year_on = models.DateField()
    code = models.TextField()
    name = models.TextField()
    weight = models.IntegerField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "year_on", "code"], name="finance_indicator_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1) & ~Q(code="") & ~Q(name="") & ~Q(source=""),
                name="finance_indicator_is_whole",
            ),
        ]


class IndicatorResult(Recorded):
    """How much of an indicator was reached, as a fraction; the latest stands."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="results")
    numerator = models.IntegerField()
    denominator = models.IntegerField()
    on_day = models.DateField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__gte=0, denominator__gte=1)
                & Q(denominator__gte=F("numerator"))
                & ~Q(source=""),
                name="finance_result_is_a_part",
            ),
        ]
