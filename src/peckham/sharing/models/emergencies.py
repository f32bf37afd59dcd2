"""Break-glass: opening a record without a relationship, for a stated reason, for a short time."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from peckham.sharing.domain.vocabulary import REVIEW_OUTCOMES


class BreakGlass(models.Model):
    """One member of staff opened one record in an emergency; somebody else reviews it."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    person_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    actor = models.TextField()
    actor_name = models.TextField()
    role = models.TextField()
    team_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(db_default="", default="")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.TextField(default="")
    reviewer_account_id = models.BigIntegerField(null=True)
    outcome = models.TextField(default="")
    review_note = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S.{8,}\S"), name="break_glass_says_why"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="break_glass_ends"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(ended_at__gte=F("at"), ended_at__lte=F("until")),
                name="break_glass_ended_in_its_time",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, outcome="", reviewer_account_id__isnull=True)
                | Q(
                    reviewed_at__isnull=False,
                    outcome__in=REVIEW_OUTCOMES,
                    reviewer_account_id__isnull=False,
                ),
                name="break_glass_review_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewer_account_id__isnull=True)
                | ~Q(reviewer_account_id=F("account_id")),
                name="break_glass_reviewed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "at"], name="break_glass_by_organisation"),
            models.Index(fields=["person_id"], name="break_glass_by_person"),
        ]
