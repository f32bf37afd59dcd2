"""What providers owe people: complaints, thanks and travel claims, each with its events.

A row says how one stands: the sum of its events, which only grow and carry both times, the day of
the thing (`on_day`) and when it was written down (`recorded_at`). The law is in
`migrations/sql/duties_law.sql`, who reads and writes in `duties_access.sql`.
"""

from collections.abc import Iterable
from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.contracts.domain.duties.claim_table import CLAIMS
from peckham.contracts.domain.duties.complaint import LIMBS, Limb
from peckham.contracts.domain.duties.complaint_table import COMPLAINTS

CHANNELS = ("online", "phone", "desk", "letter", "email")


def _organisation(**options: object) -> "models.ForeignKey":
    return models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        **options,  # type: ignore[arg-type]
    )


def _open(states: Iterable[str]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(state__in=tuple(sorted(states)), due_on__isnull=False)
        | (~Q(state__in=tuple(sorted(states))) & Q(due_on__isnull=True)),
        name="contracts_%(class)s_open_means_due",
    )


class Duty(models.Model):
    """What a complaint and a claim have in common.

    `claimed` is who it is about, as they said it, and `asker` who speaks for them; `person` is set
    only where a resident had signed in. `lead` is the body that answers for it now.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    reference = models.TextField(unique=True)
    code_hash = models.TextField()
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    claimed = models.JSONField()
    asker = models.JSONField(null=True)
    channel = models.TextField()
    contact_mode = models.TextField()
    received_by = _organisation()
    lead = _organisation()
    state = models.TextField()
    due_on = models.DateField(null=True)
    version = models.IntegerField(default=1)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.reference


class DutyEvent(models.Model):
    """One change of one duty: its version number, what happened, and how it stood after."""

    sequence = models.IntegerField()
    kind = models.TextField()
    from_state = models.TextField(null=True)
    to_state = models.TextField()
    lead = _organisation()
    due_on = models.DateField(null=True)
    on_day = models.DateField()
    recorded_at = models.DateTimeField()
    actor_kind = models.TextField()
    actor = models.TextField()
    role = models.TextField(default="")
    organisation = _organisation(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.kind


class Complaint(Duty):
    """A complaint, by one door whichever body it reached (rule 18)."""

    about = models.TextField()
    words = models.TextField()
    wanted = models.TextField(default="")
    limb: "models.TextField[Limb, Limb]" = models.TextField()
    is_oral = models.BooleanField()
    event_on = models.DateField(null=True)
    knew_on = models.DateField(null=True)

    class Meta:
        constraints = [
            _open(COMPLAINTS.open_states),
            models.CheckConstraint(
                condition=Q(state__in=tuple(COMPLAINTS.meaning)), name="contracts_complaint_state"
            ),
            models.CheckConstraint(
                condition=Q(limb__in=LIMBS) & Q(channel__in=CHANNELS) & ~Q(words=""),
                name="contracts_complaint_says_what",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="contracts_complaints_due",
                condition=Q(due_on__isnull=False),
            ),
        ]


class ComplaintEvent(DutyEvent):
    """One change of a complaint."""

    subject = models.ForeignKey(
        Complaint, models.PROTECT, related_name="events", db_column="subject_id"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "sequence"], name="contracts_complaint_event_once"
            )
        ]


class ComplaintBody(models.Model):
    """A body that a complaint concerns: it has a duty to co-operate, and its handlers read it."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="bodies")
    organisation = _organisation()
    named_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "organisation"], name="contracts_complaint_body_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.complaint_id}"


class Thanks(models.Model):
    """Somebody thanks: kept for those who are thanked, and for whoever reads how it goes."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = _organisation()
    about = models.TextField()
    words = models.TextField()
    claimed = models.JSONField(default=dict)
    channel = models.TextField()
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & Q(channel__in=CHANNELS), name="contracts_thanks_say_what"
            )
        ]

    def __str__(self) -> str:
        return f"Thanks {self.pk}"


class TravelClaim(Duty):
    """A claim of what a journey cost (rule 19); `visit` is the claim itself, as it was made."""

    hub = models.ForeignKey("places.Hub", models.PROTECT, null=True, related_name="+")
    appointment_on = models.DateField()
    visit = models.JSONField()

    class Meta:
        constraints = [
            _open(CLAIMS.open_states),
            models.CheckConstraint(
                condition=Q(state__in=tuple(CLAIMS.meaning)), name="contracts_travelclaim_state"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=CHANNELS), name="contracts_travelclaim_channel"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="contracts_claims_due", condition=Q(due_on__isnull=False)
            ),
        ]


class TravelClaimEvent(DutyEvent):
    """One change of a travel claim."""

    subject = models.ForeignKey(
        TravelClaim, models.PROTECT, related_name="events", db_column="subject_id"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "sequence"], name="contracts_claim_event_once"
            )
        ]
