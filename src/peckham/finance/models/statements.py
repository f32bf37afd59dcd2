"""Prices of a contract's activity, and statements of a provider's month with all their versions.

The law is in migrations/sql/statements_law.sql; statements are drawn in one statement of SQL, by
the job alone (statements_drawing.sql).
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from peckham.finance.models.activity import BATCH_STATES, CONTRACT, ORGANISATION, ActivityCode
from peckham.infra.recorded import Recorded

# Paid by activity; counted under another way of paying; done before there was permission (rule 64).
STANDINGS = ("payable", "counted", "not permitted")


class PriceList(Recorded):
    """Prices of services from a day on, for a contract, or for a subcontract paid by activity.

    Of lists that begin on the same day, the later number stands.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    subcontract = models.ForeignKey(
        "contracts.Subcontract", models.PROTECT, null=True, related_name="+"
    )
    number = models.IntegerField()
    from_on = models.DateField()
    source = models.TextField()
    transaction_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="finance_prices_numbered"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(source=""), name="finance_prices_have_a_source"
            ),
        ]


class UnitPrice(models.Model):
    """What one event of a service costs whose weight is 1, in pence; never nothing."""

    prices = models.ForeignKey(PriceList, models.PROTECT, related_name="lines")
    service = models.ForeignKey(ActivityCode, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prices", "service"], name="finance_price_once"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="finance_price_above_nothing"),
        ]


class StatementRun(Recorded):
    """A month that somebody asked to be stated: how far the job is, and what came of it."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    month = models.DateField()
    state = models.TextField(default="waiting")
    steps_done = models.IntegerField(default=0)
    steps_all = models.IntegerField(default=0)
    refusal = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BATCH_STATES[:2], ended_at=None)
                | Q(state__in=BATCH_STATES[2:], ended_at__isnull=False),
                name="finance_run_state_matches_end",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="finance_run_month_begins_on_the_first"
            ),
        ]


class Statement(Recorded):
    """A provider's month under a contract, as it was known when it was written down.

    The last version stands. `pence` are of what has a price; `unpriced` counts what has none.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    run = models.ForeignKey(StatementRun, models.PROTECT, related_name="+")
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    provider = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    month = models.DateField()
    version = models.IntegerField()
    transaction_id = models.BigIntegerField()
    events = models.BigIntegerField()
    weight_parts = models.BigIntegerField()
    pence = models.BigIntegerField()
    payable_pence = models.BigIntegerField()
    unpriced = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "month", "provider", "version"],
                name="finance_statement_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    version__gte=1,
                    events__gte=F("unpriced"),
                    unpriced__gte=0,
                    pence__gte=F("payable_pence"),
                    payable_pence__gte=0,
                    month__day=1,
                ),
                name="finance_statement_figures",
            ),
        ]


class StatementLine(models.Model):
    """A service in a statement, at one price, on some days: until `until_on`, without that day.

    `unit_price_pence` and `pence` are None where no price list has the service.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    number = models.IntegerField()
    service = models.ForeignKey(ActivityCode, models.PROTECT, related_name="+")
    standing = models.TextField()
    payer = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+")
    prices = models.ForeignKey(PriceList, models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    unit_price_pence = models.BigIntegerField(null=True)
    events = models.BigIntegerField()
    weight_parts = models.BigIntegerField()
    pence = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"], name="finance_statement_line_once"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=STANDINGS, events__gte=1, until_on__gt=F("from_on")),
                name="finance_statement_line_counts",
            ),
            models.CheckConstraint(
                condition=Q(unit_price_pence=None, pence=None, prices=None)
                | Q(unit_price_pence__gt=0, pence__gte=0, prices__isnull=False),
                name="finance_statement_line_priced_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(standing="payable") | Q(payer__isnull=False),
                name="finance_statement_line_has_a_payer",
            ),
        ]


class StatementJournal(Recorded):
    """A journal that says what is due under a statement, or takes that back when it is restated."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="journals")
    books = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    journal = models.OneToOneField("ledger.Journal", models.PROTECT, related_name="+")
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_back=None) | ~Q(takes_back=F("id")),
                name="finance_statement_journal_takes_back_another",
            ),
        ]
