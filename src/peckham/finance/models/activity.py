"""What was done for residents, as whoever pays may see it: events under pseudonyms.

A row says nothing of a person but a keyed digest that no process can turn back. It is narrow, for
there are millions: words stand once in `ActivityCode`, keys have no index that no query uses. The
law is in migrations/sql/activity_law.sql.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.infra.recorded import Recorded

CONTRACT, ORGANISATION = "contracts.Contract", "organisations.Organisation"
KINDS_OF_CODE = ("service", "band", "practice", "neighbourhood", "source")
BATCH_STATES = ("waiting", "working", "done", "failed")
# One part in ten thousand: a weight has four decimals at most, and is kept as a whole number.
WEIGHT_PARTS = 10_000


class ActivityCode(models.Model):
    """A word that many events share: a service, band, practice, neighbourhood or source."""

    id = models.SmallAutoField(primary_key=True)
    kind = models.TextField()
    code = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="finance_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=KINDS_OF_CODE) & ~Q(code=""), name="finance_code_kind_known"
            ),
        ]


class PseudonymKey(models.Model):
    """The keys of a contract's pseudonyms. No process may read them."""

    contract = models.OneToOneField(CONTRACT, models.PROTECT, related_name="+", primary_key=True)
    inner_key = models.BinaryField()
    outer_key = models.BinaryField()


class ActivityBatch(Recorded):
    """Activity that comes in together: a file, or what the Needs book closed since the last time.

    Its events are known from `taken_in_at` on, all of them or none; `errors` says what was wrong,
    by row. `steps_done` of `steps_all` is how far the job is. Of the Needs book it is a `month`,
    whose requests that were `not_taken` are counted by reason.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(CONTRACT, models.PROTECT, related_name="+")
    source = models.ForeignKey(ActivityCode, models.PROTECT, related_name="+")
    name = models.TextField()
    sha256 = models.CharField(max_length=64, default="")
    state = models.TextField(default="waiting")
    steps_done = models.BigIntegerField(default=0)
    steps_all = models.BigIntegerField(default=0)
    events_new = models.BigIntegerField(default=0)
    events_corrected = models.BigIntegerField(default=0)
    events_same = models.BigIntegerField(default=0)
    errors = models.JSONField(default=list)
    month = models.DateField(null=True)
    not_taken = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    taken_in_at = models.DateTimeField(null=True)
    transaction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "working"), ended_at=None, taken_in_at=None)
                | Q(state="done", ended_at__isnull=False, taken_in_at__isnull=False, errors=[])
                | Q(state="failed", ended_at__isnull=False, taken_in_at=None),
                name="finance_batch_state_matches_end",
            ),
        ]
        indexes = [models.Index(fields=["contract", "id"], name="finance_batches_of_contract")]


class ActivityFile(models.Model):
    """A file as it came, for the job that reads it."""

    batch = models.OneToOneField(ActivityBatch, models.PROTECT, related_name="+", primary_key=True)
    content = models.BinaryField()


class StagedEvent(models.Model):
    """A row on its way in; the table is unlogged, and emptied as its batch ends."""

    batch_id = models.BigIntegerField()
    line = models.BigIntegerField()
    source_event = models.TextField()
    patient = models.TextField()
    provider_id = models.BigIntegerField()
    service_id = models.SmallIntegerField()
    band_id = models.SmallIntegerField()
    practice_id = models.SmallIntegerField()
    neighbourhood_id = models.SmallIntegerField()
    occurred_on = models.DateField()
    weight_parts = models.IntegerField()
    is_withdrawn = models.BooleanField()


def _code(name: str) -> models.ForeignKey:
    """A word of an event; a law over each batch checks it, a million at a time."""
    return models.ForeignKey(
        ActivityCode, models.PROTECT, related_name="+", db_constraint=False, db_index=False,
        db_column=f"{name}_id",
    )  # fmt: skip


def _key(to: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        to, models.PROTECT, related_name="+", null=null, db_constraint=False, db_index=False
    )


class ActivityEvent(models.Model):
    """Something that a provider did for somebody under a contract; a later version supersedes it.

    `weight_parts` are ten-thousandths. Withdrawn means that it never happened.
    """

    batch = _key("finance.ActivityBatch")
    contract = _key(CONTRACT)
    provider = _key(ORGANISATION)
    supersedes = _key("self", null=True)
    pseudonym = models.UUIDField()
    known_at = models.DateTimeField()
    occurred_on = models.DateField()
    weight_parts = models.IntegerField()
    source = _code("source")
    service = _code("service")
    band = _code("band")
    practice = _code("practice")
    neighbourhood = _code("neighbourhood")
    version = models.SmallIntegerField(default=1)
    is_withdrawn = models.BooleanField(default=False)
    source_event = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "source", "source_event", "version"],
                name="finance_event_once",
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=Q(supersedes__isnull=False),
                name="finance_event_superseded_once",
            ),
            models.CheckConstraint(
                condition=Q(weight_parts__gte=0), name="finance_event_weight_not_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes=None)
                | Q(version__gt=1, supersedes__isnull=False),
                name="finance_event_versions_in_a_row",
            ),
        ]
        indexes = [
            models.Index(fields=["contract", "occurred_on"], name="finance_events_by_day"),
        ]
