"""How a contract shares risk, and what its years were settled at: rows are written once."""

from uuid import uuid4

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from peckham.infra.recorded import Recorded

CONTRACT = "contracts.Contract"
ORGANISATION = "organisations.Organisation"
FACTORS = (
    "size",
    "age_mix",
    "price_national",
    "rate",
    "pattern",
    "case_mix",
    "price_local",
    "efficiency",
    "quality",
)
SIDES = ("commissioner", "provider")


def _part(name: str) -> models.CheckConstraint:
    """Hold a part of a whole between nothing and all of it."""
    return models.CheckConstraint(
        condition=Q(**{f"{name}__gte": 0, f"{name}__lte": 1}), name=f"finance_{name}_is_a_part"
    )


class RiskTerms(Recorded):
    """A version of how a contract shares risk, from a day on, once both sides agreed to it.

    Parts of what is paid: `dead_band`, within which nothing is shared, and `cap`, beyond which
    nothing more is. Parts of what lies beyond the band: what the commissioner bears of a loss and
    takes of a gain. `gate` is the part of the quality points that has to be reached.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    dead_band = models.DecimalField(max_digits=7, decimal_places=6)
    dead_band_basis = models.TextField()
    loss_share = models.DecimalField(max_digits=7, decimal_places=6)
    gain_share = models.DecimalField(max_digits=7, decimal_places=6)
    cap = models.DecimalField(max_digits=7, decimal_places=6)
    gate = models.DecimalField(max_digits=7, decimal_places=6)
    proposed_for = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="finance_terms_number"),
            *(_part(name) for name in ("dead_band", "loss_share", "gain_share", "cap", "gate")),
            models.CheckConstraint(
                condition=Q(cap__gte=F("dead_band")), name="finance_cap_beyond_the_band"
            ),
            models.CheckConstraint(
                condition=Q(dead_band_basis__in=("agreed", "noise")) & ~Q(source=""),
                name="finance_terms_say_where_from",
            ),
        ]


class RiskTerm(models.Model):
    """The place of one factor in a contract's order, and who bears its part (rules 69 and 70)."""

    terms = models.ForeignKey(RiskTerms, models.PROTECT, related_name="order")
    place = models.PositiveSmallIntegerField()
    factor = models.TextField()
    owner = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["terms", "place"], name="finance_term_place"),
            models.UniqueConstraint(fields=["terms", "factor"], name="finance_term_factor"),
            models.CheckConstraint(
                condition=Q(factor__in=FACTORS, owner__in=SIDES, place__gte=1, place__lte=9),
                name="finance_term_is_known",
            ),
        ]


class Answer(Recorded):
    """One side agrees, or says why not; of what a side says twice, the later counts."""

    side = models.TextField()
    answered_for = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


def _says_why(of: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(side__in=SIDES) & (Q(agrees=True) | ~Q(words="")),
        name=f"finance_{of}_answer_says_why",
    )


class TermsAnswer(Answer):
    """What one side says to the terms."""

    terms = models.ForeignKey(RiskTerms, models.PROTECT, related_name="answers")

    class Meta:
        constraints = [_says_why("terms")]


class Settlement(Recorded):
    """What a year was settled at: proposed by one side, in force once both agreed.

    `inputs` is all that it was worked out from, as canonical JSON, and `inputs_sha256` its hash. A
    year is settled anew by a later number; what was posted for the earlier one is then reversed.
    `shared_pence` is what the commissioner bears of the provider's loss; below zero, what it takes
    of a gain. `received_pence` is what the commissioner was allocated for the change of its
    population; null where nobody recorded it. `beside` is what is shown and pays nobody.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    terms = models.ForeignKey(RiskTerms, models.PROTECT, related_name="+")
    year = DateRangeField()
    number = models.PositiveSmallIntegerField()
    side = models.TextField()
    proposed_for = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    inputs = models.TextField()
    inputs_sha256 = models.CharField(max_length=64)
    expected_pence = models.BigIntegerField()
    actual_pence = models.BigIntegerField()
    commissioner_pence = models.BigIntegerField()
    paid_pence = models.BigIntegerField()
    result_pence = models.BigIntegerField()
    is_gate_reached = models.BooleanField()
    shared_pence = models.BigIntegerField()
    received_pence = models.BigIntegerField(null=True)
    beside = models.JSONField()
    transaction_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "year", "number"], name="finance_settlement_number"
            ),
            models.CheckConstraint(
                condition=Q(side__in=SIDES, year__isempty=False, year__upper_inf=False),
                name="finance_settlement_of_a_year",
            ),
            models.CheckConstraint(
                condition=Q(
                    paid_pence=F("expected_pence") + F("commissioner_pence"),
                    result_pence=F("paid_pence") - F("actual_pence"),
                ),
                name="finance_settlement_adds_up",
            ),
        ]


class SettlementPart(models.Model):
    """A factor's part of a year's difference, in pence, and who bears it."""

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="parts")
    place = models.PositiveSmallIntegerField()
    factor = models.TextField()
    owner = models.TextField()
    pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "place"], name="finance_part_place"),
            models.UniqueConstraint(fields=["settlement", "factor"], name="finance_part_factor"),
        ]


class SettlementLocalPart(models.Model):
    """What of a factor's part lies in one neighbourhood; "" is what lies in none of them."""

    part = models.ForeignKey(SettlementPart, models.PROTECT, related_name="local")
    neighbourhood_code = models.TextField(blank=True, default="")
    pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part", "neighbourhood_code"], name="finance_local_part_once"
            ),
        ]


class SettlementAnswer(Answer):
    """What one side says to a settlement."""

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="answers")

    class Meta:
        constraints = [_says_why("settlement")]


class SettlementPosting(Recorded):
    """One side posted what is shared to its own books, by a journal of the ledger."""

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="postings")
    side = models.TextField()
    posted_for = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    journal = models.OneToOneField("ledger.Journal", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "side"], name="finance_posted_once"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="finance_posted_by_a_side"),
        ]


class Exposure(Recorded):
    """What each side could gain or lose in a year, worked out before anybody signs.

    `inputs` hold the baseline, the assumptions, the seed and the number of draws; `figures` what
    came out, so that both sides see the same later.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    year = DateRangeField()
    kept_for = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    inputs = models.TextField()
    inputs_sha256 = models.CharField(max_length=64)
    figures = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="finance_exposure_number"),
            models.CheckConstraint(
                condition=Q(year__isempty=False, year__upper_inf=False),
                name="finance_exposure_of_a_year",
            ),
        ]
