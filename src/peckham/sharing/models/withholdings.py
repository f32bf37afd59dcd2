"""Looks that are not shown to the person whose record it is, and who reviewed that."""

from uuid import uuid4

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from peckham.sharing.domain.vocabulary import WITHHOLDING_OUTCOMES


class Withholding(models.Model):
    """Looks that are not shown to the person, because showing them risks serious harm.

    While it is in force it hides the looks of one organisation, or of all, whenever they were
    made; when it has ended they are shown again.
    """

    public_id = models.UUIDField(default=uuid4, unique=True)
    person_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(null=True)
    reason = models.TextField()
    during = DateTimeRangeField()
    review_on = models.DateField(null=True)
    account_id = models.BigIntegerField(null=True)
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withholding_has_a_reason")
        ]
        indexes = [models.Index(fields=["person_id"], name="withholding_by_person")]


class WithholdingReview(models.Model):
    """Somebody looked again whether a withholding is still needed: it goes on, or it ended."""

    withholding = models.ForeignKey(Withholding, models.PROTECT, related_name="+")
    outcome = models.TextField()
    why = models.TextField()
    review_on = models.DateField(null=True)
    account_id = models.BigIntegerField(null=True)
    reviewed_by = models.TextField()
    reviewed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=WITHHOLDING_OUTCOMES) & ~Q(why=""),
                name="withholding_review_says_why",
            ),
            # What goes on is looked at again on a day that is known.
            models.CheckConstraint(
                condition=Q(outcome="ended") | Q(review_on__isnull=False),
                name="withholding_goes_on_until_a_day",
            ),
        ]
