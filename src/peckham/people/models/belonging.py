"""Where people live and where they are registered, by day: reconciled, never averaged."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from peckham.people.models.facts import Fact
from peckham.people.models.persons import Person

_CURRENT = Q(superseded_at__isnull=True)


class AddressSpell(Fact):
    """Days at one address, in one hub's cohort of people with no fixed address, or out of the area.

    The spells of a person follow one another without gap or overlap from arrival to departure.
    """

    class Kind(models.TextChoices):
        HOME = "home"
        NO_FIXED_ADDRESS = "no_fixed_address"
        OUT_OF_AREA = "out_of_area"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="spells")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    area = models.ForeignKey(
        "places.Area", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    hub = models.ForeignKey(
        "places.Hub", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    lines = models.TextField(default="")
    postcode = models.CharField(max_length=12, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="home", area__isnull=False, hub__isnull=True)
                | Q(kind="no_fixed_address", area__isnull=True, hub__isnull=False)
                | Q(kind="out_of_area", area__isnull=True, hub__isnull=True),
                name="people_spell_kind_says_where",
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__lower_inf=False),
                name="people_spell_has_days",
            ),
            ExclusionConstraint(
                name="people_one_home_on_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=_CURRENT,
            ),
        ]
        indexes = [
            models.Index(fields=["area"], name="people_spell_area", condition=_CURRENT),
            models.Index(
                fields=["hub"],
                name="people_spell_hub",
                condition=Q(superseded_at__isnull=True, hub__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class Registration(Fact):
    """Days on one practice's list; one practice on any day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    practice = models.ForeignKey(
        "places.Practice", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__lower_inf=False),
                name="people_registration_has_days",
            ),
            ExclusionConstraint(
                name="people_one_practice_on_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=_CURRENT,
            ),
        ]
        indexes = [
            models.Index(
                fields=["practice"], name="people_registration_practice", condition=_CURRENT
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at practice {self.practice_id}"
