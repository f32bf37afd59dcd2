"""Subcontracts, and subcontracts of those: what is given to whom, and the steps by which it came.

The law is in migrations/sql/subcontract_law.sql: each regime has its own table of steps.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from peckham.contracts.domain.subcontract_table import GROUNDS, STATES, TABLES
from peckham.infra.recorded import Recorded

KINDS = tuple(dict.fromkeys(one.kind for table in TABLES.values() for one in table))


class Subcontract(Recorded):
    """Some services of a contract, given to another to do; `lies_in` where it was given to us."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    reference = models.TextField(unique=True)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    lies_in = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    regime = models.TextField(choices=[(regime, regime) for regime in TABLES])
    giver = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    subcontractor = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+"
    )
    services = ArrayField(models.TextField())
    address = models.TextField()
    premises = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(regime__in=tuple(TABLES)), name="subcontract_regime_known"
            ),
            # Law asks for name and address, duration, services and premises.
            models.CheckConstraint(
                condition=Q(services__len__gte=1) & ~Q(address="") & ~Q(premises=""),
                name="subcontract_says_what_and_where",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=models.F("starts_on")),
                name="subcontract_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(giver=models.F("subcontractor")), name="subcontract_to_another"
            ),
        ]
        indexes = [models.Index(fields=["contract"], name="subcontract_by_contract")]


class SubcontractStep(Recorded):
    """One step of a subcontract on its day, and the state after it."""

    subcontract = models.ForeignKey(Subcontract, models.PROTECT, related_name="steps")
    kind = models.TextField(choices=[(kind, kind) for kind in KINDS])
    state = models.TextField(choices=[(state, state) for state in STATES])
    on_day = models.DateField()
    objection_until = models.DateField(null=True)
    decision = models.TextField(default="")
    ground = models.TextField(default="")
    reason = models.TextField(default="")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=KINDS, state__in=STATES), name="subcontract_step_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind="permit") | ~Q(decision=""),
                name="subcontract_permission_is_found",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("refuse", "object")) | ~Q(reason=""),
                name="subcontract_refusal_gives_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind="object") | Q(ground__in=GROUNDS),
                name="subcontract_objection_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(kind="notify", objection_until__gt=models.F("on_day"))
                | (~Q(kind="notify") & Q(objection_until__isnull=True)),
                name="subcontract_notice_counts_days",
            ),
        ]
        indexes = [models.Index(fields=["subcontract", "id"], name="subcontract_steps_in_order")]
