"""What a contract says, part by part: each part is stated whole, and the latest one stands."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from peckham.infra.recorded import Recorded

PARTS = ("terms", "commissioners", "people", "scope", "outcomes")


class Provision(Recorded):
    """One part of a contract, stated whole: of a draft, or by a variation from its first day.

    `variation` is null while the contract is a draft; afterwards a part changes by an agreed
    variation alone.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    part = models.TextField()
    number = models.SmallIntegerField()
    variation = models.ForeignKey(
        "contracts.Variation", models.PROTECT, null=True, related_name="provisions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "part", "number"], name="contracts_provision_number_once"
            ),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="contracts_part_known"),
        ]


class Terms(models.Model):
    """The term, the contract in which it nests, its value, and what GPs are promised."""

    provision = models.OneToOneField(Provision, models.PROTECT, related_name="terms")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    parent = models.ForeignKey("contracts.Contract", models.PROTECT, null=True, related_name="+")
    gp_votes_min = models.SmallIntegerField(null=True)
    total_pence = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="contracts_term_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(gp_votes_min__isnull=True) | Q(gp_votes_min__gte=0),
                name="contracts_votes_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(total_pence__isnull=True) | Q(total_pence__gte=0),
                name="contracts_value_not_negative",
            ),
        ]


class YearValue(models.Model):
    """What the contract is worth in one of its years; the years sum to the total (rule 66)."""

    terms = models.ForeignKey(Terms, models.PROTECT, related_name="years")
    from_on = models.DateField()
    pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["terms", "from_on"], name="contracts_year_once"),
            models.CheckConstraint(
                condition=Q(pence__gte=0), name="contracts_year_value_not_negative"
            ),
        ]


class BreakPoint(models.Model):
    """A day on which the contract may be left, and the last day of notice for it (rule 66)."""

    terms = models.ForeignKey(Terms, models.PROTECT, related_name="breaks")
    breaks_on = models.DateField()
    notice_by = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["terms", "breaks_on"], name="contracts_break_once"),
            models.CheckConstraint(
                condition=Q(notice_by__lt=F("breaks_on")), name="contracts_notice_before_break"
            ),
        ]


class CommissionerShare(models.Model):
    """A body that commissions, and its exact part; without an organisation it has no one here."""

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="commissioners")
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    name = models.TextField()
    kind = models.TextField()
    numerator = models.IntegerField(null=True)
    denominator = models.IntegerField(null=True)
    co_ordinates = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provision", "name"], name="contracts_share_once"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__gt=0, denominator__gte=F("numerator")),
                name="contracts_share_is_a_fraction",
            ),
        ]


class CoveredPeople(models.Model):
    """Whom a contract covers: a small area or a practice's list, and the larger area it is of."""

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="people")
    code = models.TextField()
    area = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provision", "code"], name="contracts_covered_once"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(area=""), name="contracts_covered_is_named"
            ),
        ]
