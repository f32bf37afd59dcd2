"""Conditions, observations and medications that other systems sent, with the bytes they sent."""

from django.db import models
from django.db.models import Q

from peckham.people.models.persons import Person
from peckham.sharing.api import SENSITIVE_CATEGORIES


class SourceDocument(models.Model):
    """A file exactly as its sender wrote it. The application may not read it; imports keep it."""

    sha256 = models.CharField(max_length=64, unique=True)
    size_bytes = models.BigIntegerField()
    content = models.BinaryField()
    media_type = models.CharField(max_length=60)
    file_name = models.TextField()
    received_at = models.DateTimeField()
    received_by = models.TextField()
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class SentPerson(models.Model):
    """A sender's Patient resource: which person it is, and what of it was last read."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    path = models.TextField()
    sender_identity = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender_identity"],
                condition=Q(superseded_at__isnull=True),
                name="people_sent_person_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Sent person {self.pk}"


class RecordEntry(models.Model):
    """One condition, observation, medication or care plan as its sender stated it.

    A sender's resource has one current entry: a changed one supersedes it. `sensitivity` is the
    sensitive category that its sender's security label means, or "". `status` and
    `verification` are the sender's; `is_negated` marks what was ruled out, which nobody may read
    as present.
    """

    class Kind(models.TextChoices):
        CONDITION = "condition"
        OBSERVATION = "observation"
        MEDICATION = "medication"
        CARE_PLAN = "care_plan"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="record", db_index=False
    )
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    path = models.TextField()
    sender_identity = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.TextField(default="")
    code_system = models.TextField(default="")
    display = models.TextField(default="")
    status = models.TextField(default="")
    verification = models.TextField(default="")
    is_negated = models.BooleanField(default=False)
    started = models.TextField(default="")
    ended = models.TextField(default="")
    stated = models.TextField(default="")
    sorted_on = models.DateField(null=True)
    value_number = models.DecimalField(null=True)
    value_comparator = models.CharField(max_length=3, default="")
    value_unit = models.TextField(default="")
    value_code = models.TextField(default="")
    value_text = models.TextField(default="")
    absent_reason = models.TextField(default="")
    components = models.JSONField(default=list)
    dosage = models.TextField(default="")
    sensitivity = models.TextField(db_default="", default="")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender_identity"],
                condition=Q(superseded_at__isnull=True),
                name="people_entry_current_once",
            ),
            # The sensitive categories of the Access book, or none.
            models.CheckConstraint(
                condition=Q(sensitivity__in=("", *SENSITIVE_CATEGORIES)),
                name="people_entry_sensitivity_known",
            ),
        ]
        indexes = [models.Index(fields=["person", "kind"], name="people_entry_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of {self.person_id}"
