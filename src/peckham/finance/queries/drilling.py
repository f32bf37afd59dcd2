"""From a statement's line to its events, from an event to its lines, from a version to the next.

What stood on a statement is worked out from what was known when it was drawn; nothing is stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from peckham.finance.domain.activity import price_of
from peckham.finance.models import ActivityEvent, Statement
from peckham.finance.queries.activity import EventView, known, views
from peckham.finance.queries.statements import (
    LineView,
    StatementView,
    lines_of,
    statement,
)

PAGE = 50
CHANGES_MAX = 1_000


class After(NamedTuple):
    """Where a page of events goes on: after this day and key."""

    occurred_on: date
    id: int


@dataclass(frozen=True, slots=True)
class PricedEvent:
    """An event with what it comes to; None where nothing has a price."""

    event: EventView
    pence: int | None


@dataclass(frozen=True, slots=True)
class StatedOn:
    """A line on which an event stood, and what it came to there."""

    statement: UUID
    month: date
    version: int
    line: int
    standing: str
    unit_price_pence: int | None
    pence: int | None
    is_last: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What became known of one event between two versions of a statement.

    `before` and `after` are its versions within this statement's month, or None; money in pence.
    """

    before: PricedEvent | None
    after: PricedEvent | None

    @property
    def pence(self) -> int:
        """How much more the event comes to."""
        return _pence(self.after) - _pence(self.before)


def events_of_line(
    view: StatementView, line: LineView, *, after: After | None = None, limit: int = PAGE
) -> tuple[PricedEvent, ...]:
    """Give a page of the events that stood on a line, by day.

    Args:
        view: The statement.
        line: The line.
        after: Where the last page ended.
        limit: How many at most.
    """
    rows = known(_of(view), view.known_at).filter(
        service_id=line.service_id,
        occurred_on__gte=max(line.from_on, view.month),
        occurred_on__lt=line.until_on,
    )
    if after is not None:
        rows = rows.filter(
            Q(occurred_on__gt=after.occurred_on) | Q(occurred_on=after.occurred_on, pk__gt=after.id)
        ).filter(occurred_on__gte=after.occurred_on)
    found = views(rows.order_by("occurred_on", "pk")[:limit])
    return tuple(PricedEvent(event, _priced(event, line)) for event in found)


def where_stated(versions: Sequence[EventView]) -> tuple[StatedOn, ...]:
    """List every line of every statement on which an event stood, the newest first."""
    found = []
    for number, event in enumerate(versions):
        if event.is_withdrawn:
            continue
        until = versions[number + 1].known_at if number + 1 < len(versions) else None
        rows = Statement.objects.filter(
            contract_id=event.contract_id,
            provider_id=event.provider_id,
            month=event.occurred_on.replace(day=1),
            recorded_at__gte=event.known_at,
        )
        for row in rows.filter(recorded_at__lt=until) if until else rows:
            found += _stated(row, event)
    return tuple(sorted(found, key=lambda one: (one.month, one.version), reverse=True))


def changes(public_id: UUID) -> tuple[Change, ...]:
    """Say which events make a version differ from the one before, largest difference first."""
    page = statement(public_id)
    view = page.statement
    earlier = next((one for one in page.versions if one.version == view.version - 1), None)
    if earlier is None:
        return ()
    news = ActivityEvent.objects.filter(
        contract_id=view.contract_id,
        known_at__gt=earlier.known_at,
        known_at__lte=view.known_at,
    )
    until = _next(view.month)
    here = Q(provider_id=view.provider_id, occurred_on__gte=view.month, occurred_on__lt=until)
    fresh = list(news.filter(here)[:CHANGES_MAX])
    gone = ActivityEvent.objects.filter(
        here, pk__in=news.filter(version__gt=1).values("supersedes")
    )
    pairs: dict[int, list[ActivityEvent | None]] = {row.pk: [row, None] for row in gone}
    alone = []
    for row in fresh:
        if row.supersedes_id in pairs:
            pairs[row.supersedes_id][1] = row
        else:
            alone.append([None, row])
    priced = (_Pricing(lines_of(earlier.id)), _Pricing(page.lines))
    found = [_change(pair, priced) for pair in (*pairs.values(), *alone)]
    return tuple(sorted(found, key=lambda one: (-abs(one.pence), _name(one))))


class _Pricing:
    """What an event came to on the lines of one statement."""

    def __init__(self, lines: Iterable[LineView]) -> None:
        self.lines = tuple(lines)

    def of(self, row: ActivityEvent | None) -> PricedEvent | None:
        if row is None or row.is_withdrawn:
            return None
        event = views([row])[0]
        line = next((one for one in self.lines if _is_on(event, one)), None)
        return PricedEvent(event, _priced(event, line) if line else None)


def _change(pair: Sequence[ActivityEvent | None], priced: tuple[_Pricing, _Pricing]) -> Change:
    return Change(priced[0].of(pair[0]), priced[1].of(pair[1]))


def _stated(row: Statement, event: EventView) -> list[StatedOn]:
    last = Statement.objects.filter(
        contract_id=row.contract_id, month=row.month, provider_id=row.provider_id
    ).order_by("-version")
    is_last = last.values_list("pk", flat=True).first() == row.pk
    return [
        StatedOn(row.public_id, row.month, row.version, line.number, line.standing,
            line.unit_price_pence, _priced(event, line), is_last)
        for line in lines_of(row.pk)
        if _is_on(event, line)
    ]  # fmt: skip


def _is_on(event: EventView, line: LineView) -> bool:
    return event.service == line.service and line.from_on <= event.occurred_on < line.until_on


def _priced(event: EventView, line: LineView) -> int | None:
    if line.unit_price_pence is None:
        return None
    return price_of(line.unit_price_pence, event.weight_parts)


def _of(view: StatementView) -> QuerySet[ActivityEvent]:
    return ActivityEvent.objects.filter(contract_id=view.contract_id, provider_id=view.provider_id)


def _next(month: date) -> date:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def _pence(one: PricedEvent | None) -> int:
    return one.pence or 0 if one is not None else 0


def _name(one: Change) -> str:
    shown = one.after or one.before
    return shown.event.source_event if shown else ""
