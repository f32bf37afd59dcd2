"""The access log: every look at a record, and the seals that show that none was changed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Look(models.Model):
    """One look at a person's record, written in the look's own transaction.

    Names stand here as they were, and no foreign key: the log outlives what it names.
    `allowed_by` is the kind of relationship, or "system", "own record", "search".
    """

    person_id = models.BigIntegerField(null=True)
    actor_kind = models.TextField()
    actor = models.TextField()
    actor_name = models.TextField(default="")
    account_id = models.BigIntegerField(null=True)
    role = models.TextField(default="")
    team_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    organisation_name = models.TextField(default="")
    purpose = models.TextField()
    parts = ArrayField(models.TextField())
    allowed_by = models.TextField(default="")
    relationship_id = models.BigIntegerField(null=True)
    agreement_version_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    request_id = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"], name="look_by_person"),
            # What the row policies ask of a look is in it, so that counting reads nothing else.
            models.Index(
                fields=["organisation_id", "at"],
                include=["account_id", "person_id", "actor_kind"],
                name="look_by_organisation",
            ),
        ]


class Seal(models.Model):
    """A stretch of the log with its digest, chained to the seal before it."""

    first_look_id = models.BigIntegerField()
    last_look_id = models.BigIntegerField(unique=True)
    looks = models.BigIntegerField()
    content_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()
