"""Relationships and looks. Neither holds a foreign key to a person: both lie below `people`."""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Q

RELATIONSHIP_KINDS = ("registration", "request", "contact", "caseload")


class Relationship(models.Model):
    """Why a team, or a whole organisation, may read one person's record, and while when."""

    person_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    kind = models.TextField(choices=[(kind, kind) for kind in RELATIONSHIP_KINDS])
    source_kind = models.TextField()
    source_id = models.BigIntegerField()
    during = DateTimeRangeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(team_id__isnull=True) ^ Q(organisation_id__isnull=True),
                name="relationship_of_a_team_or_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RELATIONSHIP_KINDS), name="relationship_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "team_id"], name="relationship_by_person"),
            models.Index(fields=["source_kind", "source_id"], name="relationship_by_source"),
        ]


class Look(models.Model):
    """One look at a person's record, written in the look's own transaction."""

    person_id = models.BigIntegerField(null=True)
    actor_kind = models.TextField()
    actor = models.TextField()
    account_id = models.BigIntegerField(null=True)
    role = models.TextField(default="")
    organisation_id = models.BigIntegerField(null=True)
    purpose = models.TextField()
    parts = ArrayField(models.TextField())
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    request_id = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["person_id", "at"], name="look_by_person")]
