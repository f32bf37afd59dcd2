"""Contracts, the kinds that the database asks of, and the programmes that a place belongs to."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from peckham.infra.recorded import Recorded


class KindOfContract(models.Model):
    """What the database asks of a kind: data/contract_kinds.toml, kept in step at every start."""

    code = models.TextField(primary_key=True)
    family = models.TextField()
    tier = models.TextField()
    excludes_tiers = ArrayField(models.TextField())
    holders = ArrayField(models.TextField())
    nests_in = ArrayField(models.TextField())
    needs_committees = models.BooleanField()


class Contract(Recorded):
    """A contract from its first draft to its end; what it says stands in its provisions.

    `entered_on` is of a contract that stood before it was written down here, such as a practice's
    core contract: it passes no gates here, and `source` says where it was read.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    reference = models.TextField(unique=True)
    title = models.TextField()
    kind = models.ForeignKey(KindOfContract, models.PROTECT, related_name="+")
    kept_by = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    author = models.TextField()
    entered_on = models.DateField(null=True)
    source = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reference="") & ~Q(title="") & ~Q(author=""),
                name="contracts_contract_is_named",
            ),
            models.CheckConstraint(
                condition=Q(entered_on__isnull=True, source="")
                | (Q(entered_on__isnull=False) & ~Q(source="")),
                name="contracts_stood_before_with_source",
            ),
        ]


class PlaceProgramme(Recorded):
    """A programme that a place belongs to from a day on, such as a healthy new town (rule 14)."""

    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    programme = models.TextField()
    from_on = models.DateField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "programme"], name="contracts_programme_once"),
            models.CheckConstraint(
                condition=~Q(programme="") & ~Q(source=""), name="contracts_programme_is_sourced"
            ),
        ]


class GatePassage(Recorded):
    """A contract passes a gate on the day on which it is written down: in order, and for good."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")
    gate = models.TextField()
    position = models.SmallIntegerField()
    on_day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "gate"], name="contracts_gate_once"),
            models.UniqueConstraint(fields=["contract", "position"], name="contracts_gate_order"),
        ]


class StandingChange(Recorded):
    """A contract is suspended, resumed or terminated from a day on, never from one that is past."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")
    what = models.TextField()
    on_day = models.DateField()
    from_on = models.DateField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=("suspended", "resumed", "terminated")),
                name="contracts_standing_known",
            ),
            models.CheckConstraint(
                condition=Q(from_on__gte=F("on_day")) & ~Q(reason=""),
                name="contracts_standing_not_backdated",
            ),
        ]
