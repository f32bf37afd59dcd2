"""Services in scope, how each is delivered, and what the contract is to achieve."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from peckham.contracts.models.provisions import Provision


class ScopeLine(models.Model):
    """A service of the shared catalogue: in, optional, or out (rules 6 and 73)."""

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="lines")
    service = models.TextField()
    group = models.TextField()
    status = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provision", "service"], name="contracts_line_once"),
            models.CheckConstraint(
                condition=Q(status__in=("in", "optional", "out")), name="contracts_line_status"
            ),
        ]


class Delivery(models.Model):
    """How a line is delivered to one code's people on some days: never in two ways (rule 5)."""

    line = models.ForeignKey(ScopeLine, models.PROTECT, related_name="deliveries")
    code = models.TextField()
    mode = models.TextField()
    by = models.TextField()
    during = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mode__in=("own", "subcontract", "integration_agreement")),
                name="contracts_delivery_mode",
            ),
            models.CheckConstraint(
                condition=~Q(by="") & Q(during__isempty=False, during__lower_inf=False),
                name="contracts_delivery_has_days",
            ),
            ExclusionConstraint(
                name="contracts_delivered_in_one_way",
                expressions=[
                    ("line", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class OutcomeLine(models.Model):
    """What the contract is to achieve: measure, source, baseline and target, or none (rule 16)."""

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="outcomes")
    name = models.TextField()
    measure = models.TextField()
    source = models.TextField()
    unit = models.TextField()
    baseline = models.DecimalField(max_digits=16, decimal_places=4)
    baseline_on = models.DateField()
    target = models.DecimalField(max_digits=16, decimal_places=4)
    target_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provision", "name"], name="contracts_outcome_once"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(measure="") & ~Q(source="") & ~Q(unit=""),
                name="contracts_outcome_is_whole",
            ),
        ]
