"""Residents, their identifiers and other names, and merges of records found to be one person."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from peckham.people.models.facts import Fact


class Person(models.Model):
    """A resident, or somebody whose record was sent to us. Names are as the person writes them.

    `birth_date` is null unless the whole date is known; `birth_date_partial` then keeps a year or
    a month as sent ("1970", "1970-05"). `merged_into` points at the record that goes on.
    """

    class Sex(models.TextChoices):
        MALE = "male"
        FEMALE = "female"
        OTHER = "other"
        UNKNOWN = "unknown"

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    family_name = models.TextField(default="")
    given_name = models.TextField(default="")
    preferred_name = models.TextField(default="")
    birth_date = models.DateField(null=True)
    birth_date_partial = models.CharField(max_length=7, default="", db_default="")
    sex = models.CharField(max_length=8, choices=Sex.choices, default=Sex.UNKNOWN)
    ethnicity_code = models.CharField(max_length=8, default="")
    first_language = models.CharField(max_length=35, default="")
    is_deceased = models.BooleanField(default=False, db_default=False)
    deceased_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    source = models.TextField(default="")
    version = models.IntegerField(default=1, db_default=1)
    recorded_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged", db_index=False
    )
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deceased_on__isnull=True) | Q(is_deceased=True),
                name="people_day_of_death_means_deceased",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="people_never_merged_into_self",
            ),
            models.CheckConstraint(
                condition=Q(birth_date__isnull=True) | Q(birth_date_partial=""),
                name="people_partial_birth_date_stands_alone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["merged_into"],
                name="people_merged_into",
                condition=Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Person {self.pk}"


class Identifier(Fact):
    """A number or name by which some system knows the person; `nhs_number` or the system's URI."""

    NHS_NUMBER = "nhs_number"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    system = models.TextField()
    value = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["system", "value"],
                condition=Q(superseded_at__isnull=True),
                name="people_identifier_names_one_person",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(superseded_at__isnull=True, system="nhs_number"),
                name="people_one_nhs_number_each",
            ),
        ]

    def __str__(self) -> str:
        return f"Identifier {self.pk} of {self.person_id}"


class OtherName(Fact):
    """A former, maiden or other name: shown on the page and found by search."""

    class Kind(models.TextChoices):
        PREVIOUS = "previous"
        MAIDEN = "maiden"
        ALIAS = "alias"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="other_names")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    family_name = models.TextField(default="")
    given_name = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.kind} name of {self.person_id}"


class Merge(models.Model):
    """Two records said to be one person: who said so, why, and if it was undone. Nothing moves."""

    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    duplicate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    merged_at = models.DateTimeField()
    merged_by = models.TextField()
    unmerged_at = models.DateTimeField(null=True)
    unmerged_by = models.TextField(default="")
    unmerge_reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duplicate"],
                condition=Q(unmerged_at__isnull=True),
                name="people_merged_into_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(survivor=F("duplicate")), name="people_merge_joins_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate_id} into {self.survivor_id}"
