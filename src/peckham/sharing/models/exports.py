"""What a person was given of their own record, on request: made by a job, kept for a short time."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.sharing.domain.vocabulary import EXPORT_STATES


class SubjectExport(models.Model):
    """A copy of one person's own record, for that person; emptied when its time is over."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    person_id = models.BigIntegerField()
    actor = models.TextField()
    state = models.TextField(default="waiting")
    parts_done = models.IntegerField(default=0)
    parts_all = models.IntegerField(default=0)
    content = models.TextField(default="")
    sha256 = models.CharField(max_length=64, default="")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EXPORT_STATES), name="export_state_known"),
            models.CheckConstraint(
                condition=Q(state="ready", ready_at__isnull=False) & ~Q(content="")
                | ~Q(state="ready") & Q(content=""),
                name="export_has_content_while_ready",
            ),
            models.UniqueConstraint(
                fields=["person_id"],
                condition=Q(state__in=("waiting", "working")),
                name="export_made_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["person_id", "asked_at"], name="export_by_person")]
