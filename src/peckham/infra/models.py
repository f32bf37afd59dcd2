"""Tables that no book owns: the trail, repeated POSTs, heartbeats, the deployment's facts."""

from django.db import models


class AuditEvent(models.Model):
    """One change, put down to an actor. Append only; no foreign keys; nothing personal."""

    action = models.TextField()
    subject_kind = models.TextField()
    subject_id = models.TextField()
    actor_kind = models.TextField()
    actor = models.TextField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    request_id = models.TextField(default="")
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="audit_subject")]


class IdempotencyKey(models.Model):
    """A POST that was carried out, so that a double click finds its first answer."""

    key = models.UUIDField()
    actor = models.TextField()
    outcome = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="idempotency_once_per_actor")
        ]


class Heartbeat(models.Model):
    """When a named process last said that it is alive."""

    process = models.TextField(primary_key=True)
    at = models.DateTimeField()


class Deployment(models.Model):
    """One row of facts about this database that `app` may read and never change.

    `clock_is_free` lets a scope open at any moment (tests, the synthetic year); production and
    the demonstration refuse a scope more than five seconds from the database's own clock.
    """

    singleton = models.BooleanField(primary_key=True, default=True)
    clock_is_free = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(singleton=True), name="one_deployment_row")
        ]


class SignInTry(models.Model):
    """One try to sign in. Account and address are keyed digests; no process reads it directly."""

    account = models.TextField()
    address = models.TextField()
    at = models.DateTimeField()
    succeeded = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="sign_in_by_account"),
            models.Index(fields=["address", "at"], name="sign_in_by_address"),
        ]
