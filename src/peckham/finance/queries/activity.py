"""Activity as it is read: counts for whoever reads the money, batches, and events one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from peckham.finance.domain.activity import Counted, weight_of
from peckham.finance.models import ActivityBatch, ActivityEvent
from peckham.finance.queries.contract_ground import words_of
from peckham.kernel import Refused
from peckham.organisations import api as organisations

type Cell = tuple[str, str, str]


class NoSuchBatch(Refused):
    """There is no such batch of activity, or it is of a contract that is not for this reader."""


class NoSuchEvent(Refused):
    """There is no such event, or its rows are not for this reader."""


@dataclass(frozen=True, slots=True)
class BatchView:
    """Activity that came in together: `state` is waiting, working, done or failed.

    `errors` are rows with row, column and words; `steps_done` of `steps_all` is how far it is. Of
    the Needs book it is a `month`; `not_taken` are reasons with requests, None where they are few.
    """

    id: int
    public_id: UUID
    contract_id: int
    source: str
    name: str
    state: str
    steps_done: int
    steps_all: int
    events_new: int
    events_corrected: int
    events_same: int
    errors: tuple[Mapping[str, object], ...]
    month: date | None
    not_taken: tuple[Mapping[str, object], ...]
    recorded_at: datetime
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether a job has it before it, or in hand."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class EventView:
    """One version of an event, as payment staff see it; `weight_parts` are ten-thousandths."""

    id: int
    contract_id: int
    source: str
    source_event: str
    version: int
    supersedes_id: int | None
    known_at: datetime
    occurred_on: date
    provider_id: int
    provider: str
    service: str
    pseudonym: UUID
    band: str
    practice: str
    neighbourhood: str
    weight_parts: int
    is_withdrawn: bool

    @property
    def weight(self) -> str:
        """The weight as people write it, such as "0.85"."""
        return f"{float(weight_of(self.weight_parts)):g}"


def counts(
    contract_id: int, *, from_on: date, until: date, known_at: datetime
) -> Mapping[Cell, Counted]:
    """Count what was known at a moment to have happened, by service, band and neighbourhood.

    Exact: whoever shows a cell suppresses small ones. Empty for whoever is no party to the money.

    Args:
        contract_id: The contract.
        from_on: First day.
        until: The day after the last.
        known_at: What became known after it does not count.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM peckham.finance_activity_counts(%s, %s, %s, %s)",
            [contract_id, from_on, until, known_at],
        )
        return {
            (service, band, home): Counted(events, weight_of(parts))
            for service, band, home, events, parts in cursor.fetchall()
        }


def batches(contract_id: int, *, limit: int = 50) -> tuple[BatchView, ...]:
    """List what came in under a contract, newest first."""
    rows = ActivityBatch.objects.filter(contract_id=contract_id).select_related("source")
    return tuple(map(_batch, rows.order_by("-pk")[:limit]))


def batch(public_id: UUID) -> BatchView:
    """Give one batch.

    Raises:
        NoSuchBatch: If there is none that the scope may read.
    """
    row = ActivityBatch.objects.filter(public_id=public_id).select_related("source").first()
    if row is None:
        raise NoSuchBatch("There is no such file of activity here.")
    return _batch(row)


def known(rows: QuerySet[ActivityEvent], at: datetime) -> QuerySet[ActivityEvent]:
    """Keep the versions that stood at a moment, without what was withdrawn."""
    later = ActivityEvent.objects.filter(supersedes_id=OuterRef("pk"), known_at__lte=at)
    return rows.filter(~Exists(later), known_at__lte=at, is_withdrawn=False)


def versions(contract_id: int, *, source: str, source_event: str) -> tuple[EventView, ...]:
    """Give every version of one event, the first first.

    Raises:
        NoSuchEvent: If there is none that the scope may read.
    """
    keys = {code: key for key, code in words_of("source").items()}
    rows = ActivityEvent.objects.filter(
        contract_id=contract_id, source_id=keys.get(source, 0), source_event=source_event
    )
    found = views(rows.order_by("version"))
    if not found:
        raise NoSuchEvent("There is no such event here.")
    return found


def views(rows: Iterable[ActivityEvent]) -> tuple[EventView, ...]:
    """Turn rows into values, with the words of what they name."""
    words = {
        kind: words_of(kind) for kind in ("source", "service", "band", "practice", "neighbourhood")
    }
    names = {one.id: one.name for one in organisations.directory()}
    return tuple(
        EventView(
            id=row.pk,
            contract_id=row.contract_id,
            source=words["source"][row.source_id],
            source_event=row.source_event,
            version=row.version,
            supersedes_id=row.supersedes_id,
            known_at=row.known_at,
            occurred_on=row.occurred_on,
            provider_id=row.provider_id,
            provider=names[row.provider_id],
            service=words["service"][row.service_id],
            pseudonym=row.pseudonym,
            band=words["band"][row.band_id],
            practice=words["practice"][row.practice_id],
            neighbourhood=words["neighbourhood"][row.neighbourhood_id],
            weight_parts=row.weight_parts,
            is_withdrawn=row.is_withdrawn,
        )
        for row in rows
    )


def _batch(row: ActivityBatch) -> BatchView:
    return BatchView(
        id=row.pk,
        public_id=row.public_id,
        contract_id=row.contract_id,
        source=row.source.code,
        name=row.name,
        state=row.state,
        steps_done=row.steps_done,
        steps_all=row.steps_all,
        events_new=row.events_new,
        events_corrected=row.events_corrected,
        events_same=row.events_same,
        errors=tuple(row.errors),
        month=row.month,
        not_taken=tuple(row.not_taken),
        recorded_at=row.recorded_at,
        ended_at=row.ended_at,
    )
