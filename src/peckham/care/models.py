"""Tables of the Needs book. What must hold of them together is in `migrations/sql/`."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from peckham.care.domain.asked import CHANNELS, CONTACT_MODES, FOR_WHOM
from peckham.care.domain.reference import PATTERN
from peckham.care.domain.states import OPEN, STATES, State

_OPEN = Q(state__in=OPEN)
# An ended request is due at no time, so "has a due time" is "is open", and indexes say it so.
_DUE = Q(due_at__isnull=False)


def _key(to: str) -> models.ForeignKey:
    """A key with no index of its own: each query that needs one names it below."""
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name="+", db_index=False)


class Request(models.Model):
    """What somebody asked for, and how it stands now: the sum of its events.

    `accountable_team` is who holds it; of an ended request, who held it last. `claimed` is who it
    was said to be about and never changes; `person` is null until a navigator links it.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=9)
    code_hash = models.TextField(default="")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    claimed = models.JSONField(null=True)
    hub = _key("places.Hub")
    service = models.ForeignKey(
        "services.Service", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=8)
    category = models.TextField()
    words = models.TextField()
    for_whom = models.CharField(max_length=8)
    asker = models.JSONField(null=True)
    contact_mode = models.CharField(max_length=12)
    red_flags = ArrayField(models.TextField(), default=list)
    state: "models.CharField[State, State]" = models.CharField(max_length=16)
    accountable_team = _key("organisations.Team")
    due_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()
    taken_by = models.TextField()
    taken_team = models.ForeignKey(
        "organisations.Team",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    recorded_at = models.DateTimeField()
    outcome = models.TextField(null=True)
    outcome_told_at = models.DateTimeField(null=True)
    outcome_told_how = models.CharField(max_length=12, null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            # Not `unique=True`, for which Django would make a second index that nothing here uses.
            models.UniqueConstraint(fields=["reference"], name="care_reference_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="care_state_known"),
            models.CheckConstraint(condition=_OPEN ^ ~_DUE, name="care_open_means_due"),
            models.CheckConstraint(
                condition=_OPEN | Q(outcome__isnull=False), name="care_ended_means_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(state="completed") | Q(outcome__isnull=False),
                name="care_completed_means_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(outcome_told_at__isnull=False, outcome_told_how__in=CONTACT_MODES),
                name="care_closed_means_told",
            ),
            models.CheckConstraint(
                condition=Q(state="on_hold", held_at__isnull=False)
                | (~Q(state="on_hold") & Q(held_at__isnull=True)),
                name="care_held_means_since",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(claimed__isnull=False),
                name="care_request_is_about_somebody",
            ),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="care_channel_known"),
            models.CheckConstraint(condition=Q(for_whom__in=FOR_WHOM), name="care_for_whom_known"),
            models.CheckConstraint(
                condition=Q(contact_mode__in=CONTACT_MODES), name="care_contact_mode_known"
            ),
            models.CheckConstraint(
                condition=Q(reference__regex=PATTERN), name="care_reference_shape"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="care_version_counts_up"),
        ]
        indexes = [
            # A team's worklist: the first page is the first rows of this index. What the row policy
            # asks of a request is in it too, so that counting one's own reads nothing else.
            models.Index(
                fields=["accountable_team", "due_at", "id"],
                include=["hub", "taken_team", "person"],
                name="care_worklist",
                condition=_DUE,
            ),
            models.Index(fields=["hub", "due_at"], name="care_hub_open", condition=_DUE),
            models.Index(fields=["hub", "taken_at"], name="care_hub_taken"),
            models.Index(
                fields=["person", "taken_at"],
                name="care_of_person",
                condition=Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class RequestEvent(models.Model):
    """One change of one request: its version number, what happened, and how it stood after.

    Rows only grow. One stands for each version of a request; a deferred trigger sees to it.
    """

    pk = models.CompositePrimaryKey("request_id", "sequence")
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    sequence = models.IntegerField()
    kind = models.CharField(max_length=20)
    from_state = models.CharField(max_length=16, null=True)
    to_state = models.CharField(max_length=16)
    accountable_team = _key("organisations.Team")
    due_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8)
    actor = models.TextField()
    role = models.TextField(default="")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    reason = models.TextField(default="")
    detail = models.JSONField(default=dict)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sequence__gte=1), name="care_event_counts_up"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(key__isnull=False), name="care_event_once_per_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.request_id}"


class Offer(models.Model):
    """One team asks another to take a request; the first stays accountable until it is accepted."""

    STATES = ("pending", "accepted", "returned", "lapsed", "withdrawn")

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="offers")
    from_team = _key("organisations.Team")
    to_team = _key("organisations.Team")
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="pending")
    reason = models.TextField(default="")
    alternative = models.TextField(default="")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("pending", "accepted", "returned", "lapsed", "withdrawn")),
                name="care_offer_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="pending", resolved_at__isnull=True)
                | (~Q(state="pending") & Q(resolved_at__isnull=False)),
                name="care_offer_resolved_when",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("offered_at")), name="care_offer_lasts"
            ),
            models.CheckConstraint(
                condition=~Q(from_team=F("to_team")), name="care_offer_is_to_another"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | (~Q(reason="") & ~Q(alternative="")),
                name="care_return_says_why_and_what_instead",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(state="pending"), name="care_one_offer_at_a_time"
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_team", "expires_at"],
                name="care_offers_to",
                condition=Q(state="pending"),
            ),
            models.Index(
                fields=["expires_at"], name="care_offers_expiring", condition=Q(state="pending")
            ),
            models.Index(fields=["from_team", "resolved_at"], name="care_offers_from"),
        ]

    def __str__(self) -> str:
        return f"Offer {self.pk} of {self.request_id}"


class RequestMessage(models.Model):
    """What was said to the person about a request, or by them: who, when, how. Rows only grow."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=8)
    mode = models.CharField(max_length=12)
    words = models.TextField()
    tells_outcome = models.BooleanField(default=False)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8)
    actor = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=("to", "from")), name="care_message_direction_known"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=CONTACT_MODES), name="care_message_mode_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="care_message_says_something"),
        ]

    def __str__(self) -> str:
        return f"Message {self.pk} about {self.request_id}"


class Contact(models.Model):
    """Somebody is at the door: why a team may open this person's record until the day ends."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = _key("people.Person")
    team = _key("organisations.Team")
    hub = _key("places.Hub")
    channel = models.CharField(max_length=8)
    at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8)
    actor = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="care_contact_lasts"),
            models.CheckConstraint(
                condition=Q(channel__in=CHANNELS), name="care_contact_channel_known"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "at"], name="care_contact_person"),
            models.Index(fields=["hub", "at"], name="care_contact_hub"),
        ]

    def __str__(self) -> str:
        return f"Contact {self.pk}"


class TrackingAttempt(models.Model):
    """Somebody gave a reference and a code that do not fit: counted, so that nobody guesses on."""

    reference = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["reference", "at"], name="care_tracking_attempts")]

    def __str__(self) -> str:
        return f"Attempt {self.pk}"
