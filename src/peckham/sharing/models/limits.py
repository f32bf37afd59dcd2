"""What narrows sharing of one person's record: sensitive marks and objections."""

from uuid import uuid4

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from peckham.sharing.domain.vocabulary import (
    MARK_END_REASONS,
    MARK_REASONS,
    OBJECTION_KINDS,
    SAID_HOW,
    SENSITIVE_CATEGORIES,
)


class Mark(models.Model):
    """A whole record is sensitive: every look across organisations needs this category too.

    `account_id` names the member of staff whose own record it is: that account never opens it.
    A mark is ended by closing `during`; a reason of "" came with data from elsewhere.
    """

    public_id = models.UUIDField(default=uuid4, unique=True)
    person_id = models.BigIntegerField()
    category = models.TextField()
    account_id = models.BigIntegerField(null=True)
    during = DateTimeRangeField()
    reason = models.TextField(db_default="", default="")
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()
    ended_by = models.TextField(db_default="", default="")
    end_reason = models.TextField(db_default="", default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=SENSITIVE_CATEGORIES), name="mark_category_known"
            ),
            models.CheckConstraint(
                condition=Q(account_id__isnull=True) | Q(category="staff_as_patient"),
                name="mark_of_an_account_is_staff",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=("", *MARK_REASONS))
                & Q(end_reason__in=("", *MARK_END_REASONS)),
                name="mark_reason_known",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="mark_by_person"),
            models.Index(
                fields=["account_id"],
                name="mark_by_account",
                condition=Q(account_id__isnull=False),
            ),
        ]


class Objection(models.Model):
    """A person says no: to planning and payment, or to sharing beyond who keeps the record.

    Which purposes a kind closes stands in data/objections.toml.
    """

    public_id = models.UUIDField(default=uuid4, unique=True)
    person_id = models.BigIntegerField()
    kind = models.TextField()
    during = DateTimeRangeField()
    said_how = models.TextField(db_default="", default="")
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()
    ended_by = models.TextField(db_default="", default="")
    ended_how = models.TextField(db_default="", default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OBJECTION_KINDS), name="objection_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(said_how__in=("", *SAID_HOW)) & Q(ended_how__in=("", *SAID_HOW)),
                name="objection_said_how_known",
            ),
        ]
        indexes = [models.Index(fields=["person_id"], name="objection_by_person")]
