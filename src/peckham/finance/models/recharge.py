"""Staff lent to a hub: rates, hours by role, and statements of a month that the borrower agrees.

No person is named. A later row corrects an earlier one, which stays. The law is in
migrations/sql/recharge_law.sql.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from peckham.infra.recorded import Recorded

ORGANISATION = "organisations.Organisation"
HUB = "places.Hub"


class LentRate(Recorded):
    """What an hour of a role costs from a day on; of two from one day the later one counts."""

    lender = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    borrower = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    hub = models.ForeignKey(HUB, models.PROTECT, related_name="+")
    role = models.TextField()
    from_on = models.DateField()
    pence_an_hour = models.IntegerField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pence_an_hour__gte=0)
                & ~Q(role="")
                & ~Q(source="")
                & ~Q(lender=F("borrower")),
                name="finance_lent_rate_is_whole",
            ),
        ]


class LentHours(Recorded):
    """One member of staff's work on one day, by role, under the lender's own reference."""

    lender = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    borrower = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    hub = models.ForeignKey(HUB, models.PROTECT, related_name="+")
    role = models.TextField()
    on_day = models.DateField()
    minutes = models.IntegerField()
    reference = models.TextField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lender", "reference"],
                condition=Q(replaces=None),
                name="finance_lent_hours_once",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=0, minutes__lte=1440)
                & ~Q(role="")
                & ~Q(reference="")
                & ~Q(lender=F("borrower")),
                name="finance_lent_hours_of_a_day",
            ),
        ]


class RechargeStatement(Recorded):
    """What a month's hours come to between a lender and a borrower, as known when it was drawn."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    lender = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    borrower = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    month = models.DateField()
    version = models.SmallIntegerField()
    pence = models.BigIntegerField()
    transaction_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lender", "borrower", "month", "version"], name="finance_recharge_once"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1, version__gte=1, pence__gte=0),
                name="finance_recharge_figures",
            ),
        ]


class RechargeLine(models.Model):
    """A role at a hub at one rate, within a statement."""

    statement = models.ForeignKey(RechargeStatement, models.PROTECT, related_name="lines")
    number = models.SmallIntegerField()
    hub = models.ForeignKey(HUB, models.PROTECT, related_name="+")
    role = models.TextField()
    pence_an_hour = models.IntegerField()
    minutes = models.BigIntegerField()
    pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"], name="finance_recharge_line_once"
            ),
        ]


class RechargeAgreement(Recorded):
    """The borrower agrees to a statement, so that it is posted."""

    statement = models.OneToOneField(RechargeStatement, models.PROTECT, related_name="agreement")


class RechargeJournal(Recorded):
    """A journal of an agreed statement, or one that takes an earlier version's back."""

    statement = models.ForeignKey(RechargeStatement, models.PROTECT, related_name="journals")
    books = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    journal = models.OneToOneField("ledger.Journal", models.PROTECT, related_name="+")
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "books"],
                condition=Q(takes_back=None),
                name="finance_recharge_journal_once",
            ),
        ]
