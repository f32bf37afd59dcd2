"""How practices take part: steps that are only added, from which the standing is read.

The law is in migrations/sql/participation_law.sql: only the steps of the table, each on its own
day, only the practice's own signatory begins anything, and lists that move are conserved.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.contracts.domain.participation_table import CORES, MODES, TRANSITIONS
from peckham.contracts.models.recorded import Fact
from peckham.infra.recorded import Recorded

KINDS = tuple(one.kind for one in TRANSITIONS)
CHOICES_OF_PATIENTS = ("opt out", "return", "stay")
WAYS = ("post", "phone", "in person", "through somebody else")


class ParticipationStep(Fact):
    """One step of a practice, on its day, and where the practice stands after it.

    `patients` is how long the list was on the day; `list_digest` says who was on it, where the step
    moves the list; `returns_by_default` whether those who say nothing go back to the practice.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    practice = models.ForeignKey("places.Practice", models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind, kind) for kind in KINDS])
    intended_on = models.DateField(null=True)
    agreement = models.TextField(default="")
    mode = models.TextField()
    core = models.TextField()
    returns_by_default = models.BooleanField(null=True)
    patients = models.IntegerField(null=True)
    list_digest = models.TextField(default="")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="participation_kind_known"),
            models.CheckConstraint(
                condition=Q(mode__in=MODES) & Q(core__in=CORES), name="participation_pair_of_words"
            ),
            # Partial participation goes with a signed integration agreement (rule 8).
            models.CheckConstraint(
                condition=~Q(kind="join partly") | ~Q(agreement=""),
                name="participation_partial_has_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("give notice", "give notice of return"))
                | Q(intended_on__gt=models.F("on_day")),
                name="participation_notice_names_a_later_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="reactivate", returns_by_default__isnull=False)
                | (~Q(kind="reactivate") & Q(returns_by_default__isnull=True)),
                name="participation_return_says_its_default",
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "id"], name="participation_by_practice"),
            models.Index(fields=["contract", "on_day"], name="participation_by_contract"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.on_day}"


class PatientLetter(Recorded):
    """A registered patient was told, by a notice, to whom they will belong and what they can do."""

    step = models.ForeignKey(ParticipationStep, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    way = models.TextField(choices=[(way, way) for way in WAYS])
    batch = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "person"], name="letter_once_for_a_notice"),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="letter_way_known"),
        ]


class PatientChoice(Recorded):
    """What a patient said about a list that will move; the latest word stands."""

    step = models.ForeignKey(ParticipationStep, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    choice = models.TextField(choices=[(choice, choice) for choice in CHOICES_OF_PATIENTS])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=CHOICES_OF_PATIENTS), name="patient_choice_known"
            )
        ]
        indexes = [models.Index(fields=["step", "person"], name="patient_choice_by_step")]


class ListMovement(Recorded):
    """Where one patient of a list went on the day on which it moved: to the provider, or not."""

    step = models.ForeignKey(ParticipationStep, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    with_provider = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "person"], name="moved_once_by_a_step")
        ]
