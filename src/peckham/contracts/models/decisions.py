"""Who decided: commissioners' committees with votes and interests, and who holds the contract."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from peckham.contracts.models.recorded import Fact


class CommitteeDecision(Fact):
    """A decision of a commissioner's own committee on approval, award or a variation (rule 1)."""

    about = models.TextField()
    variation = models.ForeignKey(
        "contracts.Variation", models.PROTECT, null=True, related_name="decisions"
    )
    commissioner = models.TextField()
    body = models.TextField()
    outcome = models.TextField()
    quorum = models.SmallIntegerField()
    conditions = ArrayField(models.TextField(), default=list)
    considered = ArrayField(models.TextField(), default=list)
    could_refuse = models.BooleanField(null=True)
    reference = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about="variation", variation__isnull=False)
                | Q(about__in=("approval", "award"), variation__isnull=True),
                name="contracts_decision_about",
            ),
            models.CheckConstraint(
                condition=(Q(outcome__in=("approved", "refused"), conditions__len=0))
                | Q(outcome="approved_subject_to", conditions__len__gte=1),
                name="contracts_decision_outcome",
            ),
            models.CheckConstraint(
                condition=Q(quorum__gte=1) & ~Q(body="") & ~Q(reference=""),
                name="contracts_decision_is_minuted",
            ),
        ]


class CommitteeVote(models.Model):
    """One member's vote, and how an interest was handled; null where nobody asked."""

    decision = models.ForeignKey(CommitteeDecision, models.PROTECT, related_name="votes")
    member = models.TextField()
    choice = models.TextField()
    interest = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "member"], name="contracts_vote_once"),
            models.CheckConstraint(
                condition=Q(choice__in=("for", "against", "abstained")) & ~Q(member=""),
                name="contracts_vote_choice",
            ),
            models.CheckConstraint(
                condition=Q(interest__isnull=True)
                | Q(interest__in=("none", "noted", "stays_without_vote", "leaves")),
                name="contracts_vote_interest",
            ),
        ]


class HolderStep(Fact):
    """A step by which somebody comes to hold a contract (rules 22, 60 and 71).

    `formed_by` says whether the holder existed, was newly founded, or was split off another body.
    """

    event = models.TextField()
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    name = models.TextField()
    kind = models.TextField()
    controlled_by = models.TextField(null=True)
    formed_by = models.TextField(default="existing")
    formed_from = models.TextField(default="")
    formed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    event__in=("pre_qualification", "award", "novation", "change_of_control")
                ),
                name="contracts_holder_event",
            ),
            models.CheckConstraint(
                condition=Q(formed_by="existing", formed_from="", formed_on__isnull=True)
                | Q(formed_by="new", formed_from="")
                | (Q(formed_by="demerger") & ~Q(formed_from="")),
                name="contracts_holder_formed",
            ),
            # A body that does not exist yet may bid; it holds nothing before it is formed.
            models.CheckConstraint(
                condition=Q(event="pre_qualification")
                | Q(formed_by="existing")
                | Q(formed_on__lte=F("on_day"), formed_on__isnull=False),
                name="contracts_holder_exists",
            ),
        ]
