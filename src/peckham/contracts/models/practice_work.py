"""Work that is moved to and from a practice, and what it switched on at a hub; rows only grow."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.infra.recorded import Recorded


class WorkTransfer(Recorded):
    """Somebody would move work to a practice, or from it: what, from when, with what money.

    `funded_pence_per_year` is null where nobody has said, and 0 where no money comes with it.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    practice = models.ForeignKey("places.Practice", models.PROTECT, related_name="+")
    other = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    to_practice = models.BooleanField()
    what = models.TextField()
    starts_on = models.DateField()
    hours_per_week = models.IntegerField()
    funded_pence_per_year = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_per_week__gte=0) & ~Q(what=""), name="work_transfer_says_what"
            ),
            models.CheckConstraint(
                condition=Q(funded_pence_per_year__isnull=True) | Q(funded_pence_per_year__gte=0),
                name="work_transfer_money_not_negative",
            ),
        ]
        indexes = [models.Index(fields=["practice"], name="work_transfer_by_practice")]


class TransferReply(Recorded):
    """What the practice answered, with its own estimate of the work; the latest stands (58)."""

    transfer = models.ForeignKey(WorkTransfer, models.PROTECT, related_name="replies")
    reply = models.TextField(choices=[(word, word) for word in ("agreed", "refused")])
    hours_per_week = models.IntegerField()
    words = models.TextField()
    on_day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reply__in=("agreed", "refused"), hours_per_week__gte=0),
                name="transfer_reply_known",
            )
        ]


class HubSwitch(Recorded):
    """The practice switched one type of request on or off at the hub, from a day on (rule 37)."""

    practice = models.ForeignKey("places.Practice", models.PROTECT, related_name="+")
    category = models.TextField()
    is_on = models.BooleanField()
    from_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["practice", "category"], name="hub_switch_by_practice")]
