"""What was promised and asked for in a place, what may be spent, what practices were offered."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.contracts.domain.partner_words import MILESTONE_STATES, PLAN_STATES, REPLIES
from peckham.contracts.models.partners import ContractPlace
from peckham.contracts.models.quoted import Quoted, dated_here, has_words, one_of


class Milestone(Quoted):
    """Something that is due by a day (rule 41)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    place = models.ForeignKey(ContractPlace, models.PROTECT, related_name="milestones")
    words = models.TextField()
    due_on = models.DateField()

    class Meta:
        constraints = [has_words("contracts_milestone_has_words", "words")]


class MilestoneState(Quoted):
    """How a milestone stands; the latest stands."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="states")
    state = models.TextField()

    class Meta:
        constraints = [
            one_of("state", MILESTONE_STATES, "contracts_milestone_state_known"),
            has_words("contracts_milestone_state_has_source"),
            dated_here("contracts_milestone_state_dated"),
        ]


class ProviderPlan(Quoted):
    """How a provider's plan stands that it was asked for (rule 31); the latest stands."""

    place = models.ForeignKey(ContractPlace, models.PROTECT, related_name="provider_plans")
    provider = models.TextField()
    state = models.TextField()

    class Meta:
        constraints = [
            one_of("state", PLAN_STATES, "contracts_provider_plan_state_known"),
            has_words("contracts_provider_plan_has_words", "provider"),
            dated_here("contracts_provider_plan_dated"),
        ]


class Promise(Quoted):
    """An assurance that somebody gave (rule 42). `owner` is empty where nobody is named."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    place = models.ForeignKey(ContractPlace, models.PROTECT, related_name="promises")
    words = models.TextField()
    owner = models.TextField(default="")

    class Meta:
        constraints = [
            has_words("contracts_promise_has_words", "words"),
            models.CheckConstraint(
                condition=~Q(owner="") | ~Q(quotation=""), name="contracts_promise_has_an_owner"
            ),
            dated_here("contracts_promise_dated"),
        ]


class PromiseEvidence(Quoted):
    """What shows that a promise is kept, or is not."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="evidence")
    words = models.TextField()
    is_kept = models.BooleanField(null=True)

    class Meta:
        constraints = [
            has_words("contracts_evidence_has_words", "words"),
            dated_here("contracts_evidence_dated"),
        ]


class FundingStatement(Quoted):
    """Where the money for a purpose comes from; `found` is empty while not yet identified."""

    place = models.ForeignKey(ContractPlace, models.PROTECT, related_name="fundings")
    purpose = models.TextField()
    found = models.TextField(default="")
    amount_pence = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            has_words("contracts_funding_has_words", "purpose"),
            models.CheckConstraint(
                condition=Q(amount_pence__isnull=True) | Q(amount_pence__gt=0),
                name="contracts_funding_above_nothing",
            ),
            dated_here("contracts_funding_dated"),
        ]


class Commitment(Quoted):
    """Money promised to somebody for a purpose; refused while its source is not identified."""

    place = models.ForeignKey(ContractPlace, models.PROTECT, related_name="commitments")
    purpose = models.TextField()
    words = models.TextField()
    amount_pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="contracts_commitment_above_nothing"
            ),
            has_words("contracts_commitment_has_words", "purpose", "words"),
            dated_here("contracts_commitment_dated"),
        ]


class PracticeOffer(Quoted):
    """What local general practice was offered before a contract went elsewhere (rule 54).

    It says until which day practices could answer, how much money, and for what. It is published
    from the moment it is written down.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    offered_to = models.TextField()
    answer_by = models.DateField()
    amount_pence = models.BigIntegerField()
    words = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by__gt=models.F("on_day")), name="contracts_offer_allows_time"
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gte=0), name="contracts_offer_money_known"
            ),
            has_words("contracts_offer_has_words", "offered_to", "words"),
            dated_here("contracts_offer_dated"),
        ]


class OfferReply(Quoted):
    """What a practice, or a group of them, answered to an offer; the latest of each stands."""

    offer = models.ForeignKey(PracticeOffer, models.PROTECT, related_name="replies")
    practice = models.TextField()
    answer = models.TextField()
    words = models.TextField(default="")

    class Meta:
        constraints = [
            one_of("answer", REPLIES, "contracts_reply_known"),
            has_words("contracts_reply_has_words", "practice"),
            dated_here("contracts_reply_dated"),
        ]
