"""Payments for a population: on what terms, what was issued and why, and what was paid.

What lies ahead is worked out and not stored. The law is in migrations/sql/payments_law.sql: a
payment is the sum of its lines and of its payers' parts, and through it the year's payments come to
what had fallen due.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from peckham.finance.models.lists import CONTRACT
from peckham.infra.recorded import Recorded

ORGANISATION = "organisations.Organisation"
SUBCONTRACT = "contracts.Subcontract"
CUT_OFFS = ("monthly", "quarterly")
CAUSES = ("opening", "joined", "left", "list", "price", "variation", "incentive")
WORKS = ("list", "issue", "pay")
STATES = ("waiting", "working", "done", "failed")


class PaymentTerms(Recorded):
    """What was agreed about paying, from a year on: cut-off of lists, days to pay, part at risk."""

    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    from_on = models.DateField()
    cut_off = models.TextField()
    due_days = models.SmallIntegerField()
    at_risk_basis_points = models.IntegerField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "from_on"], name="finance_terms_once"),
            models.CheckConstraint(
                condition=Q(cut_off__in=CUT_OFFS)
                & Q(due_days__gte=0, due_days__lte=27)
                & Q(at_risk_basis_points__gte=0, at_risk_basis_points__lte=10_000)
                & ~Q(source=""),
                name="finance_terms_are_whole",
            ),
        ]


class SubcontractPrice(Recorded):
    """What a subcontract is worth by the year from a day on, where it is paid in instalments."""

    subcontract = models.ForeignKey(SUBCONTRACT, models.PROTECT, related_name="+")
    from_on = models.DateField()
    pence_a_year = models.BigIntegerField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subcontract", "from_on"], name="finance_subcontract_price_once"
            ),
            models.CheckConstraint(
                condition=Q(pence_a_year__gte=0) & ~Q(source=""),
                name="finance_subcontract_price_with_source",
            ),
        ]


class Instalment(Recorded):
    """A payment that was issued: for a contract, or for one of its subcontracts.

    `of` is how many payments the year has; `number` beyond it settles what became known after the
    year. `year_pence` is what the year was priced at then, `through_pence` what had fallen due with
    this payment.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    subcontract = models.ForeignKey(SUBCONTRACT, models.PROTECT, null=True, related_name="+")
    year_on = models.DateField()
    number = models.SmallIntegerField()
    of = models.SmallIntegerField()
    month_on = models.DateField()
    due_on = models.DateField()
    payee = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    through_pence = models.BigIntegerField()
    year_pence = models.BigIntegerField()
    baseline = models.TextField(default="")
    uplift_basis_points = models.IntegerField()
    held_back_basis_points = models.IntegerField()
    transaction_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "subcontract", "year_on", "number"],
                name="finance_instalment_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["contract", "subcontract", "month_on"],
                condition=Q(number__lte=F("of")),
                name="finance_one_payment_a_month",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(of__gte=1) & Q(due_on__gte=F("month_on")),
                name="finance_instalment_in_its_year",
            ),
            # When the year is over, what was paid is what it is worth.
            models.CheckConstraint(
                condition=Q(number__lt=F("of")) | Q(through_pence=F("year_pence")),
                name="finance_instalments_come_to_the_year",
            ),
        ]


class InstalmentLine(models.Model):
    """One cause within a payment, from a day until a day, in words."""

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="lines")
    number = models.SmallIntegerField()
    cause = models.TextField()
    whom = models.TextField()
    on_day = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()
    before = models.IntegerField()
    after = models.IntegerField()
    pence = models.BigIntegerField()
    why = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instalment", "number"], name="finance_line_number"),
            models.CheckConstraint(
                condition=Q(cause__in=CAUSES) & ~Q(why="") & ~Q(pence=0),
                name="finance_line_says_why",
            ),
        ]


class InstalmentPart(models.Model):
    """What one payer pays of a payment; without an organisation it has no books here."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="parts")
    payer = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    numerator = models.IntegerField()
    denominator = models.IntegerField()
    pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instalment", "name"], name="finance_part_once"),
            models.CheckConstraint(
                condition=Q(numerator__gte=1, denominator__gte=F("numerator")) & ~Q(name=""),
                name="finance_part_is_a_share",
            ),
        ]


class PartPaid(Recorded):
    """A payer has paid its part."""

    part = models.OneToOneField(InstalmentPart, models.PROTECT, related_name="paid")
    paid_on = models.DateField()
    reference = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reference=""), name="finance_paid_by_reference"),
        ]


class PaymentWork(models.Model):
    """Work that a finance officer left to the worker: a list, a payment, or that it was paid.

    `on_day` is the day of the list, the first day of the year of which payment `number` is issued,
    or the day on which a part was paid.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    subcontract = models.ForeignKey(SUBCONTRACT, models.PROTECT, null=True, related_name="+")
    part = models.ForeignKey(InstalmentPart, models.PROTECT, null=True, related_name="+")
    what = models.TextField()
    on_day = models.DateField()
    number = models.SmallIntegerField(null=True)
    words = models.TextField(blank=True, default="")
    state = models.TextField(default="waiting")
    steps_done = models.SmallIntegerField(default=0)
    steps_all = models.SmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=WORKS) & Q(state__in=STATES), name="finance_work_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "working"), ended_at__isnull=True)
                | Q(state__in=("done", "failed"), ended_at__isnull=False),
                name="finance_work_ends",
            ),
            models.CheckConstraint(
                condition=Q(what="pay", part__isnull=False) & ~Q(words="")
                | ~Q(what="pay") & Q(part__isnull=True),
                name="finance_work_of_a_part",
            ),
            models.CheckConstraint(
                condition=Q(what="issue", number__gte=1)
                | ~Q(what="issue") & Q(number__isnull=True),
                name="finance_work_of_a_payment",
            ),
        ]


class PopulationAllocation(Recorded):
    """What a commissioner was allocated in a year for a change of its population (rule 69)."""

    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    commissioner = models.TextField()
    year_on = models.DateField()
    pence = models.BigIntegerField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(commissioner=""),
                name="finance_allocation_with_source",
            ),
        ]
