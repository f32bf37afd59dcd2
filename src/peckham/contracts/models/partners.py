"""Who works together in a place: the place's partnership, its integrator, members and host."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from peckham.contracts.domain.partner_words import (
    BODY_KINDS,
    CRITERIA,
    FACT_TOPICS,
    HOLDS,
    OUTCOMES,
    OVERSIGHT,
)
from peckham.contracts.models.quoted import Quoted, dated_here, has_words, one_of, said


class Body(Quoted):
    """An organisation, or several named as one ("Primary Care Networks"), that takes part."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.TextField(unique=True)
    kinds = ArrayField(models.TextField())
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kinds__contained_by=list(BODY_KINDS)), name="contracts_body_kinds_known"
            ),
            has_words("contracts_body_has_words", "name"),
        ]

    def __str__(self) -> str:
        return self.name


class ContractPlace(Quoted):
    """A place as partnerships and contracts name it; `place` where it was imported too."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.TextField(unique=True)
    board = models.TextField(default="")
    scheme = models.TextField(default="")
    place = models.OneToOneField(
        "places.Place", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [has_words("contracts_place_has_words", "name")]

    def __str__(self) -> str:
        return self.name


class PlaceFact(Quoted):
    """One thing that is known of a place: a programme, what it was given, what was decided."""

    place = models.ForeignKey(ContractPlace, models.PROTECT, related_name="facts")
    topic = models.TextField()
    words = models.TextField()
    body = models.TextField(default="")
    reference = models.TextField(default="")

    class Meta:
        constraints = [
            one_of("topic", FACT_TOPICS, "contracts_fact_topic_known"),
            has_words("contracts_fact_has_words", "words"),
            dated_here("contracts_fact_dated"),
        ]


class PlacePartnership(Quoted):
    """The partnership of a place, which an integrator does not replace (rule 52).

    `name` is empty where the source does not name it.
    """

    place = models.OneToOneField(ContractPlace, models.PROTECT, related_name="partnership")
    name = models.TextField(default="")

    class Meta:
        constraints = [has_words("contracts_partnership_has_source")]


class Integrator(Quoted):
    """Partners that provide core infrastructure to the teams of one place (rules 39 and 53)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    place = models.OneToOneField(ContractPlace, models.PROTECT, related_name="integrator")
    accountable_to = models.ForeignKey(PlacePartnership, models.PROTECT, related_name="+")
    name = models.TextField()

    class Meta:
        constraints = [has_words("contracts_integrator_has_words", "name")]

    def __str__(self) -> str:
        return self.name


class IntegratorDecision(Quoted):
    """A recorded decision on an integrator (rule 44)."""

    integrator = models.ForeignKey(Integrator, models.PROTECT, related_name="decisions")
    decided_by = models.TextField()
    outcome = models.TextField()
    reference = models.TextField(default="")

    class Meta:
        constraints = [
            one_of("outcome", OUTCOMES, "contracts_integrator_outcome_known"),
            has_words("contracts_integrator_decision_has_words", "decided_by"),
            dated_here("contracts_integrator_decision_dated"),
            models.CheckConstraint(
                condition=said("reference") | ~Q(quotation=""),
                name="contracts_integrator_decision_on_record",
            ),
        ]


class IntegratorMember(Quoted):
    """A body that is a member of an integrator."""

    integrator = models.ForeignKey(Integrator, models.PROTECT, related_name="members")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["integrator", "body"], name="contracts_integrator_member_once"
            ),
            dated_here("contracts_integrator_member_dated"),
        ]


class MemberDeparture(Quoted):
    """The end of a membership; a host does not leave before another is chosen."""

    member = models.OneToOneField(IntegratorMember, models.PROTECT, related_name="departure")

    class Meta:
        constraints = [dated_here("contracts_departure_dated")]


class HostScore(Quoted):
    """How a member that could host was scored by one criterion, and why (rule 47): 0 to 5."""

    member = models.ForeignKey(IntegratorMember, models.PROTECT, related_name="scores")
    criterion = models.TextField()
    score = models.SmallIntegerField()
    reason = models.TextField()

    class Meta:
        constraints = [
            one_of("criterion", CRITERIA, "contracts_score_criterion_known"),
            has_words("contracts_score_has_words", "reason"),
            dated_here("contracts_score_dated"),
        ]


class HostChoice(Quoted):
    """Which member hosts from then on. Being a membership's, it is a member's (rule 45)."""

    member = models.ForeignKey(IntegratorMember, models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        constraints = [
            has_words("contracts_host_has_words", "reason"),
            dated_here("contracts_host_dated"),
        ]


class HoldingStatement(Quoted):
    """Whether a body holds a contract for services here: not the same as hosting (rule 46)."""

    integrator = models.ForeignKey(Integrator, models.PROTECT, related_name="holdings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    holds = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [
            one_of("holds", HOLDS, "contracts_holds_known"),
            has_words("contracts_holds_has_words", "words"),
            dated_here("contracts_holds_dated"),
        ]


class FunctionOwner(Quoted):
    """Who does one function of an integrator: one person or a small team of a member (rule 39).

    Without a member and without a name the function is owned by nobody again: a gap.
    """

    integrator = models.ForeignKey(Integrator, models.PROTECT, related_name="functions")
    function = models.TextField()
    member = models.ForeignKey(IntegratorMember, models.PROTECT, null=True, related_name="+")
    named = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True, named="")
                | (Q(member__isnull=False) & said("named")),
                name="contracts_function_owned_or_a_gap",
            ),
            has_words("contracts_function_has_words", "function"),
            dated_here("contracts_function_dated"),
        ]


class OversightEntry(Quoted):
    """Whom an integrator answers to, for which priorities, and what it reported (rule 51)."""

    integrator = models.ForeignKey(Integrator, models.PROTECT, related_name="oversight")
    kind = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [
            one_of("kind", OVERSIGHT, "contracts_oversight_kind_known"),
            has_words("contracts_oversight_has_words", "words"),
            dated_here("contracts_oversight_dated"),
        ]
