"""Changes of what a contract says, proposed by anybody who is a party, decided by commissioners."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.contracts.models.recorded import Fact
from peckham.infra.recorded import Recorded


class Variation(Fact):
    """A change that is proposed from a day on (rule 65); its provisions stand once it is agreed."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.SmallIntegerField()
    proposed_by = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    proposer = models.TextField()
    what = models.TextField()
    why = models.TextField()
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"], name="contracts_variation_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(why=""), name="contracts_variation_says_why"
            ),
        ]


class VariationOutcome(Recorded):
    """What became of a variation: agreed by each commissioner's own decision, or refused."""

    variation = models.OneToOneField(Variation, models.PROTECT, related_name="outcome")
    is_agreed = models.BooleanField()
    on_day = models.DateField()
